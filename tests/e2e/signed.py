"""Deliveries signed and sent by hand, straight to the bot: what Slack itself would never send, too."""

import json
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode, urlsplit

from slack_sdk.signature import SignatureVerifier

_SECONDS = 60.0


@dataclass(frozen=True)
class Reply:
    """What the bot answered, and how fast."""

    status: int
    body: str
    elapsed_seconds: float

    @property
    def text(self) -> str:
        """The message in the acknowledgement; empty where it holds none."""
        return str(json.loads(self.body)["text"]) if self.body.startswith("{") else ""


@dataclass(frozen=True)
class Signer:
    """Signs as Slack does."""

    bot_url: str
    slack_url: str
    signing_secret: str

    def with_secret(self, secret: str) -> "Signer":
        return replace(self, signing_secret=secret)

    def command(self, user: str, words: str, *, trigger_id: str | None = None, seconds_ago: int = 0) -> Reply:
        """A slash command in #kitchen. Slack knows no such response URL, so answers come by the Web API."""
        fields = {
            "team_id": "T0TRAILHEAD",
            "channel_id": "C0KITCHEN",
            "user_id": user,
            "command": "/backpack",
            "text": words,
            "api_app_id": "A0BACKPACK",
            "response_url": f"{self.slack_url}/commands/1/no-such-url",
            "trigger_id": trigger_id or f"by-hand.{secrets.token_hex(12)}",
        }
        return self.send(urlencode(fields), seconds_ago=seconds_ago)

    def interaction(self, payload: dict[str, Any]) -> Reply:
        """A click or a submission."""
        return self.send(urlencode({"payload": json.dumps(payload)}))

    def event(self, event: dict[str, Any], event_id: str | None = None) -> Reply:
        """An event in its envelope."""
        envelope = {
            "type": "event_callback",
            "team_id": "T0TRAILHEAD",
            "api_app_id": "A0BACKPACK",
            "event_id": event_id or f"Ev{secrets.token_hex(5).upper()}",
            "event_time": int(time.time()),
            "event": event,
        }
        return self.send(json.dumps(envelope), content_type="application/json")

    def send(
        self,
        body: str,
        *,
        seconds_ago: int = 0,
        content_type: str = "application/x-www-form-urlencoded",
        more_headers: Mapping[str, str] | None = None,
    ) -> Reply:
        timestamp = str(int(time.time()) - seconds_ago)
        signature = SignatureVerifier(self.signing_secret).generate_signature(timestamp=timestamp, body=body)
        headers = {
            "Content-Type": content_type,
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature or "",
            **(more_headers or {}),
        }
        connection = HTTPConnection(urlsplit(self.bot_url).netloc, timeout=_SECONDS)
        started = time.monotonic()
        try:
            connection.request("POST", "/slack/events", body.encode(), headers)
            answer = connection.getresponse()
            return Reply(answer.status, answer.read().decode(), time.monotonic() - started)
        finally:
            connection.close()
