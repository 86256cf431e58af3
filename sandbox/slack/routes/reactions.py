"""`/_sandbox/reaction`: a person puts an emoji to a message, or takes it away."""

import re

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ..errors import SlackError
from ..events import Events
from ..state import Workspace
from .body import place_of, read_body

NAME = re.compile(r"[a-z0-9_+'-]+(::skin-tone-[2-6])?")


class Reactions:
    """Keeps the reactions and tells the app of them."""

    def __init__(self, workspace: Workspace, events: Events) -> None:
        self._workspace = workspace
        self._events = events

    async def react(self, request: Request) -> Response:
        """{user, channel, ts, name, remove?}"""
        body = await read_body(request, "user", "channel", "ts", "name")
        person, channel = place_of(self._workspace, body)
        message = self._workspace.messages.find(channel.id, body["ts"])
        if message.ephemeral_to is not None:
            raise SlackError("message_not_found")
        name, removed = str(body["name"]).strip(":"), bool(body.get("remove"))
        if not NAME.fullmatch(name):
            raise SlackError("invalid_name")
        if removed:
            self._workspace.unreact(message, person.slack_user_id, name)
        else:
            self._workspace.react(message, person.slack_user_id, name)
        self._events.reacted(message, person.slack_user_id, name, removed=removed)
        return JSONResponse({"message": message.as_page()})
