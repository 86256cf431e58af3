"""The table of `/_sandbox`, and the guard in front of every row."""

import ipaddress
from collections.abc import Awaitable, Callable
from functools import wraps

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.backpackit.accounts import AlreadyExistsError
from sandbox.backpackit.errors import Refused
from sandbox.backpackit.site import Site

from .control import Control
from .people import People
from .planting import Planting

Endpoint = Callable[[Request], Awaitable[Response]]
Row = tuple[str, str, Endpoint]


def admin_table(site: Site) -> list[Row]:
    """Method, path relative to `/_sandbox`, and who answers."""
    control, people, planting = Control(site), People(site), Planting(site)
    return [
        ("GET", "/health", control.show_health),
        ("GET", "/state", control.show_state),
        ("GET", "/counters", control.show_counters),
        ("GET", "/limits", control.show_limits),
        ("POST", "/limits", control.update_limits),
        ("GET", "/faults", control.show_faults),
        ("POST", "/faults", control.create_fault),
        ("DELETE", "/faults", control.destroy_faults),
        ("GET", "/latency", control.show_latency),
        ("POST", "/latency", control.update_latency),
        ("GET", "/clock", control.show_clock),
        ("POST", "/clock", control.move_clock),
        ("DELETE", "/clock", control.reset_clock),
        ("GET", "/listeners", control.show_listeners),
        ("POST", "/accounts", people.create_account),
        ("GET", "/options", people.show_options),
        ("POST", "/options", people.update_options),
        ("POST", "/users", people.create_user),
        ("POST", "/tokens", people.renew_token),
        ("POST", "/access_tokens", people.create_access_token),
        ("DELETE", "/access_tokens", people.destroy_access_tokens),
        ("POST", "/oauth_clients", people.create_oauth_client),
        ("POST", "/emails", planting.plant_email),
        ("POST", "/galleries", planting.plant_gallery),
        ("POST", "/attachments", planting.plant_attachment),
        ("POST", "/writeboard_links", planting.plant_writeboard_link),
        ("POST", "/widgets", planting.plant_widget),
        ("POST", "/bookmarks", planting.plant_bookmark),
        ("POST", "/calendars", planting.plant_calendar),
    ]


def admin_routes(site: Site) -> list[Route]:
    """The table, guarded."""
    return [Route(path, _guarded(endpoint), methods=[method]) for method, path, endpoint in admin_table(site)]


def _guarded(endpoint: Endpoint) -> Endpoint:
    """Only for this machine, since the state shows tokens; and errors as JSON."""

    @wraps(endpoint)
    async def guarded(request: Request) -> Response:
        if not _is_loopback(request.client.host if request.client else ""):
            return JSONResponse({"error": "for this machine only"}, 403)
        try:
            return await endpoint(request)
        except AlreadyExistsError as error:
            return JSONResponse({"error": str(error)}, 409)
        except Refused as refusal:
            return JSONResponse({"error": str(refusal)}, refusal.status)
        except ClientDisconnect:
            return Response(status_code=400)  # nobody reads it

    return guarded


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
