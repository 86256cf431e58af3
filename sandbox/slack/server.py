"""The ASGI application: what stands at which address."""

import ipaddress
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route

from .config import Config
from .courier import Courier
from .errors import SlackError
from .events import Events
from .http_client import HttpClient
from .interactions import Interactions
from .page import page_files, show_page
from .routes.api import SlackApi
from .routes.backpack import BackpackProxy
from .routes.clock import ClockRoutes
from .routes.control import Control
from .routes.files import Files
from .routes.people import People
from .routes.reactions import Reactions
from .routes.stream import Stream
from .state import Workspace

Endpoint = Callable[[Request], Awaitable[Response]]


def create_app(config: Config, workspace: Workspace) -> Starlette:
    """The whole workspace as one application."""
    workspace.url = config.base_url
    if host := urlsplit(config.backpack_url).hostname:
        workspace.app.unfurl_domains += (host,)
    http = HttpClient()
    courier = Courier(config, workspace, http)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        http.open()
        yield
        await courier.close()
        await http.close()

    api = SlackApi(config, workspace)
    files = Files(workspace)
    routes = [
        Route("/upload/v1/{secret}", _guarded(files.upload), methods=["POST"]),
        Route("/files-pri/{id}/{name}", _guarded(files.show)),
        Route("/api/{method}", api.call, methods=["GET", "POST"]),
        Route("/commands/{number}/{secret}", api.response_url, methods=["POST"]),
        Route("/app-actions/{number}/{secret}", api.response_url, methods=["POST"]),
        Route("/actions/{number}/{secret}", api.response_url, methods=["POST"]),
        Mount("/_sandbox", routes=_sandbox_routes(config, workspace, courier, http)),
        Route("/", show_page),
        Route("/archives/{channel}/{message}", show_page),
        Mount("/page", page_files()),
    ]
    return Starlette(routes=routes, lifespan=lifespan)


def _sandbox_routes(config: Config, workspace: Workspace, courier: Courier, http: HttpClient) -> list[Route]:
    control, stream, backpack = Control(config, workspace), Stream(workspace.log), BackpackProxy(config, http)
    clock = ClockRoutes(config, workspace, http)
    events = Events(workspace, courier)
    people = People(Interactions(config, workspace, courier), events)
    reactions = Reactions(workspace, events)
    reading: dict[str, Endpoint] = {
        "/health": control.health,
        "/workspace": control.workspace,
        "/messages": control.messages,
        "/views": control.views,
        "/home": control.home,
        "/deliveries": control.deliveries,
        "/events": stream.events,
        "/backpack/state": backpack.state,
    }
    acting: dict[str, Endpoint] = {
        "/command": people.command,
        "/message": people.message,
        "/action": people.action,
        "/dnd": control.dnd,
        "/options": people.options,
        "/reaction": reactions.react,
        "/shortcut": people.shortcut,
        "/view/submit": people.view_submit,
        "/view/action": people.view_action,
        "/view/close": people.view_close,
        "/home/open": people.home_open,
    }
    both: dict[str, tuple[Endpoint, list[str]]] = {
        "/faults": (control.faults, ["GET", "POST", "DELETE"]),
        "/limits": (control.limits, ["GET", "POST"]),
        "/app": (control.app, ["GET", "POST"]),
        "/clock": (clock.clock, ["GET", "POST", "DELETE"]),
    }
    return [
        *(Route(path, _guarded(endpoint), methods=["GET"]) for path, endpoint in reading.items()),
        *(Route(path, _guarded(endpoint), methods=["POST"]) for path, endpoint in acting.items()),
        *(Route(path, _guarded(endpoint), methods=methods) for path, (endpoint, methods) in both.items()),
    ]


def _guarded(endpoint: Endpoint) -> Endpoint:
    """This machine only: these addresses act for anyone and show the sandbox's tokens."""

    async def guarded(request: Request) -> Response:
        host = request.client.host if request.client else ""
        if not _is_loopback(host) or not _is_loopback(request.url.hostname or ""):
            return JSONResponse({"ok": False, "error": "loopback_only"}, status_code=403)
        try:
            return await endpoint(request)
        except SlackError as error:
            return JSONResponse(error.as_json(), status_code=400)

    return guarded


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False  # some other name that happens to lead here
