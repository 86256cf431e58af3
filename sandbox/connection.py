"""Closing a connection without an answer or within one, which ASGI itself has no word for."""

import asyncio
from functools import partial
from typing import Any

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_KEY = "sandbox.transport"


async def abort(scope: Scope, receive: Receive) -> None:
    """Reset the connection of this request and wait until the server has noticed."""
    scope[_KEY].abort()
    await _disconnected(receive)


async def send_half(response: Response, scope: Scope, receive: Receive, send: Send) -> None:
    """Send the headers and the first half of the body, which say that more will come, and close.

    Half of an answer without a body is nothing: its headers alone would be the whole of it.
    """
    body = bytes(response.body)
    if not body:
        await abort(scope, receive)
        return
    await send(
        {"type": "http.response.start", "status": response.status_code, "headers": response.raw_headers}
    )
    await send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})
    scope[_KEY].close()  # not abort, which could drop what is not sent yet
    await _disconnected(receive)


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _with_abort(
    app: ASGIApp, transport: asyncio.Transport, scope: Scope, receive: Receive, send: Send
) -> None:
    scope[_KEY] = transport
    await app(scope, receive, send)


class AbortableHttpTools(HttpToolsProtocol):
    """uvicorn's fast parser, which lends the application its connection."""

    def connection_made(self, transport: Any) -> None:
        """Called once for each connection."""
        super().connection_made(transport)
        self.app = partial(_with_abort, self.app, transport)


class AbortableH11(H11Protocol):
    """The same for uvicorn's parser in plain Python."""

    def connection_made(self, transport: Any) -> None:
        """Called once for each connection."""
        super().connection_made(transport)
        self.app = partial(_with_abort, self.app, transport)
