"""`/_sandbox`, acting: a person types, clicks, fills in and closes."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox.people import Person

from .. import payloads
from ..errors import SlackError
from ..events import Events
from ..interactions import Interactions
from ..modals import Modals
from ..repeats import Times
from ..shortcuts import Shortcuts
from ..views import View
from .body import person_of, place_of, read_body


class People:
    """Every deed waits until the app has answered, and says how."""

    def __init__(self, interactions: Interactions, events: Events) -> None:
        self._interactions = interactions
        self._modals = Modals(interactions)
        self._shortcuts = Shortcuts(interactions)
        self._workspace = interactions.workspace
        self._events = events

    async def command(self, request: Request) -> Response:
        """{user, channel, command, text, at_once?, tries?, thread_ts?}"""
        body = await read_body(request, "user", "channel", "command")
        person, channel = place_of(self._workspace, body)
        if thread_ts := body.get("thread_ts"):
            refused = self._interactions.command_in_thread(person, channel, body["command"], thread_ts)
            return JSONResponse(refused)
        times = Times(int(body.get("at_once") or 1), int(body.get("tries") or 1))
        text = body.get("text") or ""
        done = await self._interactions.command(person, channel, body["command"], text, times)
        return JSONResponse(done)

    async def message(self, request: Request) -> Response:
        """{user, channel, text, thread_ts?}"""
        body = await read_body(request, "user", "channel", "text")
        person, channel = place_of(self._workspace, body)
        message = self._interactions.message(person, channel, body["text"], body.get("thread_ts"))
        return JSONResponse({"message": message.as_page()})

    async def shortcut(self, request: Request) -> Response:
        """{user, callback_id}, with {channel, ts} for a message's: a shortcut is chosen"""
        body = await read_body(request, "user", "callback_id")
        if body.get("ts") is None:
            return JSONResponse(await self._shortcuts.anywhere(person_of(body), body["callback_id"]))
        person, channel = place_of(self._workspace, body)
        done = await self._shortcuts.on_message(person, channel, body["ts"], body["callback_id"])
        return JSONResponse(done)

    async def action(self, request: Request) -> Response:
        """{user, channel, ts, action_id, block_id?, value?}: a click in a message"""
        body = await read_body(request, "user", "channel", "ts", "action_id")
        person, channel = place_of(self._workspace, body)
        return JSONResponse(await self._interactions.action_in_message(person, channel, body["ts"], body))

    async def view_action(self, request: Request) -> Response:
        """{user, view_id, action_id, block_id?, value?, values?}: a click in a modal or App Home"""
        body = await read_body(request, "user", "view_id", "action_id")
        person, view = self._view(body)
        return JSONResponse(await self._interactions.action_in_view(person, view, body))

    async def view_submit(self, request: Request) -> Response:
        """{user, view_id, values: {block_id: {action_id: value}}}"""
        body = await read_body(request, "user", "view_id")
        person, view = self._view(body)
        return JSONResponse(await self._modals.submit(person, view, body.get("values") or {}))

    async def view_close(self, request: Request) -> Response:
        """{user, view_id, everything?}"""
        body = await read_body(request, "user", "view_id")
        person, view = self._view(body)
        everything = bool(body.get("everything"))
        return JSONResponse(await self._modals.close(person, view, everything=everything))

    async def options(self, request: Request) -> Response:
        """{user, view_id or (channel, ts), action_id, block_id, typed}: an external select asks"""
        body = await read_body(request, "user", "action_id", "block_id")
        if body.get("view_id"):
            person, view = self._view(body)
            place = payloads.from_view(view)
        else:
            person, channel = place_of(self._workspace, body)
            message = self._workspace.messages.find(channel.id, str(body.get("ts")))
            place = payloads.from_message(message, channel)
        typed = str(body.get("typed") or "")
        return JSONResponse(
            await self._interactions.options(person, place, body["action_id"], body["block_id"], typed)
        )

    async def home_open(self, request: Request) -> Response:
        """{user, tab?}: the person opens the app's tab `home`, or `messages`"""
        body = await read_body(request, "user")
        person, tab = person_of(body), body.get("tab", "home")
        if tab not in {"home", "messages"}:
            raise SlackError("invalid_arguments", ["tab is home or messages"])
        if tab == "home" and not self._workspace.app.home_tab:
            raise SlackError("not_enabled")
        self._events.home_opened(person.slack_user_id, tab)
        return JSONResponse({"ok": True})

    def _view(self, body: dict[str, Any]) -> tuple[Person, View]:
        person, view = person_of(body), self._workspace.views.find(view_id=body["view_id"])
        if view.user_id != person.slack_user_id:
            raise SlackError("not_found")
        return person, view
