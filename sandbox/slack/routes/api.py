"""`/api/METHOD` and the response URLs: what the app calls."""

import hmac
import json
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from ..config import Config
from ..errors import SlackError
from ..faults import RESPONSE_URL
from ..limits import PACED
from ..replies import reply
from ..state import Workspace
from ..web_api import METHODS
from ..web_api.registry import Arguments
from ..web_api.scopes import check_scope
from .troubled import too_many, troubled

JSON_ARGUMENTS = ("blocks", "attachments", "files", "metadata", "view")
"""Arguments that a form carries as JSON text."""


class SlackApi:
    """Answers the Web API and the response URLs."""

    def __init__(self, config: Config, workspace: Workspace) -> None:
        self._config = config
        self._workspace = workspace

    async def call(self, request: Request) -> Response:
        """One Web API call ("Web API", Basics)."""
        name = request.path_params["method"]
        return await self._with_fault(name, lambda: self._call(name, request))

    async def response_url(self, request: Request) -> Response:
        """A message for the person who typed the command or pressed the button."""
        return await self._with_fault(RESPONSE_URL, lambda: self._respond(request))

    async def _with_fault(self, name: str, carry_out: Callable[[], Awaitable[Response]]) -> Response:
        limits = self._workspace.limits
        limits.count(name)
        fault = self._workspace.faults.take(name)
        answer = await (troubled(fault, carry_out) if fault else carry_out())
        if answer.status_code == 429:
            limits.refuse(name, float(answer.headers.get("Retry-After", 0)))
        return answer

    async def _call(self, name: str, request: Request) -> Response:
        try:
            values = await _arguments(request)
            if retry_after := self._over_the_limit(name, values):
                return too_many(retry_after)
            body = {"ok": True, **self._run(name, request, values)}
        except SlackError as error:
            body = error.as_json()
        return JSONResponse(body, headers={"x-oauth-scopes": ",".join(self._workspace.app.scopes)})

    async def _respond(self, request: Request) -> Response:
        try:
            url = self._workspace.response_urls.use(request.url.path)
        except SlackError as error:
            return JSONResponse(error.as_json(), status_code=404)
        try:
            body = await _arguments(request)
            if isinstance(body.get("payload"), str):
                body = json.loads(body["payload"])
            reply(self._workspace, url, body)
        except (SlackError, ValueError) as error:
            refused = error if isinstance(error, SlackError) else SlackError("invalid_payload")
            return JSONResponse(refused.as_json(), status_code=400)
        return PlainTextResponse("ok")

    def _run(self, name: str, request: Request, values: dict[str, Any]) -> dict[str, Any]:
        if name not in METHODS:
            raise SlackError("unknown_method")
        if name != "api.test":
            self._authenticate(request, values)
        check_scope(self._workspace, name, Arguments(values))
        return METHODS[name](self._workspace, Arguments(values))

    def _over_the_limit(self, name: str, values: dict[str, Any]) -> int:
        if name not in PACED:
            return 0
        return self._workspace.limits.take(name, self._workspace.channel(values.get("channel")).id)

    def _authenticate(self, request: Request, values: dict[str, Any]) -> None:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        given = token if scheme.lower() == "bearer" else str(values.get("token") or "")
        if not given:
            raise SlackError("not_authed")
        if not hmac.compare_digest(given.encode(), self._config.bot_token.encode()):
            raise SlackError("invalid_auth")


async def _arguments(request: Request) -> dict[str, Any]:
    values: dict[str, Any] = dict(request.query_params)
    if request.method == "GET":
        return values
    if "json" in request.headers.get("content-type", ""):
        try:
            body = json.loads(await request.body() or b"{}")
        except ValueError:
            raise SlackError("invalid_json") from None
        if not isinstance(body, dict):
            raise SlackError("json_not_object")
        return values | body
    async with request.form() as form:
        values |= {name: value for name, value in form.items() if isinstance(value, str)}
    for name in JSON_ARGUMENTS:
        if isinstance(values.get(name), str) and values[name]:
            try:
                values[name] = json.loads(values[name])
            except ValueError:
                raise SlackError(f"invalid_{name}" if name == "blocks" else "invalid_arguments") from None
    return values
