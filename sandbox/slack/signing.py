"""Signed requests, as Slack sends them ("Verifying requests from Slack")."""

import hashlib
import hmac


def signature_headers(secret: str, body: bytes, timestamp: int) -> dict[str, str]:
    """The two headers by which the app knows that a request is Slack's: HMAC-SHA256 over `v0:time:body`."""
    digest = hmac.new(secret.encode(), b"v0:%d:%s" % (timestamp, body), hashlib.sha256).hexdigest()
    return {"X-Slack-Signature": f"v0={digest}", "X-Slack-Request-Timestamp": str(timestamp)}
