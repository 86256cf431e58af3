"""Reading the JSON bodies of `/_sandbox`."""

import json
from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request

from sandbox.people import Person

from ..errors import SlackError
from ..seed import Channel, person_by_id
from ..state import Workspace


async def read_body(request: Request, *required: str) -> dict[str, Any]:
    """A JSON object with these fields.

    :raises SlackError: invalid_json, invalid_arguments
    """
    # A page of another origin cannot send this content type without asking first, and gets no leave.
    if "application/json" not in request.headers.get("content-type", ""):
        raise SlackError("invalid_json", ["send Content-Type: application/json"])
    try:
        body = json.loads(await request.body())
    except ValueError:
        raise SlackError("invalid_json") from None
    if not isinstance(body, dict):
        raise SlackError("invalid_json")
    missing = [name for name in required if body.get(name) is None]
    if missing:
        raise SlackError("invalid_arguments", [f"missing: {', '.join(missing)}"])
    return body


def person_of(body: dict[str, Any]) -> Person:
    """The person who acts, by Slack user id.

    :raises SlackError: user_not_found
    """
    person = person_by_id(str(body["user"]))
    if person is None:
        raise SlackError("user_not_found")
    return person


def moment(body: dict[str, Any], name: str) -> float | None:
    """A time such as 2025-06-16T12:00:00Z in seconds since the epoch, or None where it is missing.

    :raises SlackError: invalid_arguments
    """
    if body.get(name) is None:
        return None
    try:
        at = datetime.fromisoformat(str(body[name]))
        return at.replace(tzinfo=at.tzinfo or UTC).timestamp()
    except (ValueError, OverflowError):
        raise SlackError("invalid_arguments", [f"{name} is a time such as 2025-06-16T12:00:00Z"]) from None


def place_of(workspace: Workspace, body: dict[str, Any]) -> tuple[Person, Channel]:
    """The person who acts, and the conversation in which they do.

    :raises SlackError: user_not_found, channel_not_found
    """
    person, channel = person_of(body), workspace.channel(body.get("channel"))
    if not workspace.may_see(channel, person.slack_user_id):
        raise SlackError("channel_not_found")
    return person, channel
