"""From what an operation returned or raised to the HTTP response (wire 5)."""

from collections.abc import Mapping

from starlette.responses import HTMLResponse, PlainTextResponse, Response

from .call import Reply
from .errors import Refused, Unauthorized, WrongMethod
from .faults import FaultRule
from .routes import Match
from .xml import container, document, element

XML = "application/xml; charset=utf-8"

_HTML = "<html><head><title>Backpack</title></head><body><p>{}</p></body></html>"


def success(reply: Reply, match: Match) -> Response:
    """The document: in the envelope on /ws, bare elsewhere."""
    if match.enveloped and not reply.bare:
        root = container("response", [reply.document] if reply.document else [], success=True)
    elif reply.document is None:
        return Response(status_code=reply.status, headers=reply.headers)
    else:
        root = reply.document
    return Response(document(root), reply.status, reply.headers, media_type=XML)


def refused(refusal: Refused, match: Match) -> Response:
    """The error document on /ws; elsewhere a bare status, with a word of help where the docs leave room."""
    headers = {}
    if isinstance(refusal, WrongMethod):
        headers["Allow"] = ", ".join(match.allowed)
    if isinstance(refusal, Unauthorized):
        headers["WWW-Authenticate"] = 'Bearer error="invalid_token"'
    if match.enveloped:
        return error(refusal.status, str(refusal), headers)
    text = "" if refusal.status in {401, 403, 404} else str(refusal)
    return PlainTextResponse(text, refusal.status, headers)


def faulty(rule: FaultRule, match: Match) -> Response:
    """The status of a rule."""
    status = rule.status or 500
    if status == 503:
        return unavailable(rule.retry_after)
    headers = {} if rule.retry_after is None else {"Retry-After": str(rule.retry_after)}
    if match.enveloped:
        return error(status, "Internal error" if status == 500 else "Fault", headers)
    return Response(status_code=status, headers=headers)


def spoiled(response: Response, kind: str) -> Response:
    """The response with a body that a client has to cope with; lengths are right, so it arrives whole."""
    whole = bytes(response.body) or b"<response></response>"
    bodies = {
        "truncated": whole[: len(whole) // 2],
        "malformed": whole[: whole.rindex(b"</")] + b"</oops>",
        "two_roots": whole + b'<response success="true"></response>',
        "html": _HTML.format("Backpack is down for maintenance").encode(),
        "empty": b"",
    }
    headers = {name: value for name, value in response.headers.items() if name != "content-length"}
    headers["content-type"] = "text/html; charset=utf-8" if kind == "html" else XML
    status = 200 if response.status_code == 204 else response.status_code  # a 204 can have no body
    return Response(bodies[kind], status, headers)


def redirect(uri: str) -> Response:
    """302 with the right URI; not in the body too, since it may hold a token."""
    return HTMLResponse(_HTML.format("You are being redirected."), 302, {"Location": uri})


def error(status: int, message: str, headers: Mapping[str, str]) -> Response:
    """The documented error document (README, "Making requests"), with its end tag repaired."""
    root = container("response", [element("error", message, code=status)], success=False)
    return Response(document(root), status, headers, media_type=XML)


def unavailable(retry_after: int | None) -> Response:
    """503 comes from in front of the application, so it is plain text even on /ws (wire 5)."""
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    return PlainTextResponse("Over the limit, or unavailable", 503, headers)
