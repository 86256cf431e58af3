"""SSL or not: an account is served over one of the two, and the other answers 302 (README, "SSL Usage")."""

from dataclasses import dataclass
from urllib.parse import quote

from starlette.requests import Request

from .auth import Account
from .headers import Headers


@dataclass
class Listeners:
    """Where the server listens; written once it does."""

    http: int | None = None
    https: int | None = None
    certificate: str = ""
    """PEM, for clients that want to verify."""
    account_url: str = ""
    """What Launchpad gives as an account's `href`, with `{account}` in it; empty means this server."""


def right_uri(request: Request, headers: Headers, account: Account, listeners: Listeners) -> str | None:
    """The same URI with the account's scheme, or None where the request already has it.

    A client that named a port is sent to the port of the other listener, so that it arrives. One that named
    none has the real host name hard-coded and gets the URI the documentation means.
    """
    wanted = "https" if account.ssl else "http"
    if request.scope["scheme"] == wanted:
        return None
    host, port = split_host(headers.get("Host"))
    other = listeners.https if account.ssl else listeners.http
    authority = f"{host}:{other}" if port and other else host
    path = request.scope.get("raw_path") or quote(request.scope["path"]).encode()
    query = request.scope["query_string"]
    uri = f"{wanted}://{authority}{path.decode('latin-1')}"
    return uri + (f"?{query.decode('latin-1')}" if query else "")


def account_href(listeners: Listeners, host: str, name: str, *, ssl: bool, several: bool) -> str:
    """Where an account lives, for a client that reached Launchpad under this Host.

    On a host that names no account, an identity of several accounts finds the account's name as the first
    part of the path, which stands there for the token (`auth`).
    """
    if listeners.account_url:
        return listeners.account_url.replace("{account}", name)
    here, port = split_host(host)
    real = here.lower().endswith(".37signals.com")
    port_there = (listeners.https if ssl else listeners.http) if port else None
    authority = f"{name}.backpackit.com" if real else here
    authority += f":{port_there}" if port_there else ""
    return f"{'https' if ssl else 'http'}://{authority}" + (f"/{name}" if several and not real else "")


def split_host(host: str) -> tuple[str, str]:
    """Name and port of a Host header; the port is empty where there is none."""
    name, colon, port = host.rpartition(":")
    return (name, port) if colon and port.isascii() and port.isdigit() else (host.removesuffix(":"), "")
