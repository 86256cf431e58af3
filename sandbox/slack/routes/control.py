"""`/_sandbox`, reading: what the workspace looks like, for the page and for end-to-end tests."""

from dataclasses import asdict
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox.people import PEOPLE

from ..config import Config
from ..errors import SlackError
from ..faults import Fault
from ..messages import Message
from ..own_commands import OWN_COMMANDS
from ..seed import (
    APP_ID,
    BOT_ID,
    BOT_NAME,
    BOT_USER_ID,
    CHANNELS,
    COMMANDS,
    DIRECT_MESSAGES,
    SLACKBOT_USER_ID,
    TEAM_ID,
    TEAM_NAME,
    Channel,
)
from ..state import Workspace
from .body import moment, person_of, read_body


class Control:
    """Shows the state; orders faults."""

    def __init__(self, config: Config, workspace: Workspace) -> None:
        self._config = config
        self._workspace = workspace

    async def health(self, _: Request) -> Response:
        """That the server is up."""
        return JSONResponse({"ok": True, "seq": self._workspace.log.sequence})

    async def workspace(self, _: Request) -> Response:
        """Team, people, channels, commands: what does not change while it runs."""
        return JSONResponse(
            {
                "seq": self._workspace.log.sequence,
                "team": {"id": TEAM_ID, "name": TEAM_NAME},
                "app": self._app(),
                "slackbot": {"user_id": SLACKBOT_USER_ID, "name": "Slackbot"},
                "people": [asdict(person) for person in PEOPLE],
                "channels": [_channel(channel) for channel in CHANNELS],
                "dms": [_channel(channel) for channel in DIRECT_MESSAGES],
                "commands": [asdict(command) for command in (*COMMANDS, *OWN_COMMANDS)],
                "shortcuts": [asdict(shortcut) for shortcut in self._workspace.app.shortcuts],
                "clock": {
                    "ahead_seconds": self._workspace.ahead_seconds,
                    "movable": bool(self._config.redis_url),
                },
            }
        )

    def _app(self) -> dict[str, Any]:
        ids = {"id": APP_ID, "bot_id": BOT_ID, "bot_user_id": BOT_USER_ID, "name": BOT_NAME}
        return ids | self._workspace.app.as_page()

    async def messages(self, request: Request) -> Response:
        """A conversation in order: all of it, or what one person sees."""
        channel = self._workspace.channel(request.query_params.get("channel"))
        viewer = request.query_params.get("viewer")
        if viewer and not self._workspace.may_see(channel, viewer):
            raise SlackError("channel_not_found")
        found: list[Message] = self._workspace.messages.in_channel(channel.id, viewer)
        return JSONResponse({"messages": [message.as_page() for message in found]})

    async def views(self, request: Request) -> Response:
        """One person's open modals, the visible one last."""
        stack = self._workspace.views.stack(request.query_params.get("user", ""))
        return JSONResponse({"views": [view.as_page() for view in stack]})

    async def home(self, request: Request) -> Response:
        """One person's App Home as published, or null."""
        view = self._workspace.views.home(request.query_params.get("user", ""))
        return JSONResponse({"view": view.as_page() if view else None})

    async def deliveries(self, _: Request) -> Response:
        """What was delivered to the app, in order, and how it answered."""
        return JSONResponse({"deliveries": self._workspace.deliveries})

    async def faults(self, request: Request) -> Response:
        """Order a fault of one Web API method, or of the response URLs; DELETE drops them, GET shows them."""
        if request.method == "GET":
            return JSONResponse(self._workspace.faults.as_json())
        if request.method == "DELETE":
            self._workspace.faults.clear()
            return JSONResponse({"ok": True})
        body = await read_body(request, "method")
        self._workspace.faults.order(body.pop("method"), Fault.from_json(body))
        return JSONResponse({"ok": True})

    async def limits(self, request: Request) -> Response:
        """How often each method was called, refused with 429, and called too early after one."""
        if request.method == "POST":
            body = await read_body(request, "seconds_a_message")
            self._workspace.limits.set(float(body["seconds_a_message"]), int(body.get("burst", 1)))
        return JSONResponse(self._workspace.limits.as_json())

    async def app(self, request: Request) -> Response:
        """What the app may do and has, which events it hears of, and the channels that it has left."""
        workspace, app = self._workspace, self._workspace.app
        if request.method == "POST":
            body = await read_body(request)
            app.scopes = tuple(body.get("scopes", app.scopes))
            app.events = tuple(body.get("events", app.events))
            app.left = set(body.get("left", app.left))
            app.home_tab = bool(body.get("home_tab", app.home_tab))
            workspace.history_page = int(body.get("history_page", workspace.history_page))
            if "optional_scopes" in body:
                app.grant_optional(are_granted=bool(body["optional_scopes"]))
            workspace.app_changed()
        rights = {"scopes": app.scopes, "events": app.events, "history_page": workspace.history_page}
        return JSONResponse(app.as_page() | rights)

    async def dnd(self, request: Request) -> Response:
        """{user, from?, until?}: a person wants no notifications, from now or then; without `until` again."""
        body = await read_body(request, "user")
        workspace, user_id = self._workspace, person_of(body).slack_user_id
        start, end = moment(body, "from"), moment(body, "until")
        workspace.dnd[user_id] = (workspace.now() if start is None else start, end or 0.0)
        return JSONResponse({"ok": True})


def _channel(channel: Channel) -> dict[str, Any]:
    return asdict(channel) | {"is_im": channel.is_im}
