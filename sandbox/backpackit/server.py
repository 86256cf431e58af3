"""Serving the application with uvicorn: quietly, over http and https, and with a clean end."""

import asyncio
import contextlib
import signal
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from typing import Literal

import uvicorn
from starlette.types import ASGIApp

from sandbox.connection import AbortableH11, AbortableHttpTools

from .app import build_app
from .certificate import new_certificate
from .site import Site

Parser = Literal["httptools", "h11"]
_PROTOCOLS = {"httptools": AbortableHttpTools, "h11": AbortableH11}


class Server(uvicorn.Server):
    """A uvicorn server that says when it is ready, and that a signal stops with success.

    With a socket for SSL it has a second server beside it, for the same application in the same loop.
    """

    def __init__(
        self, config: uvicorn.Config, site: Site, on_ready: Callable[[], None], tls: "_Quiet | None"
    ) -> None:
        super().__init__(config)
        self._site = site
        self._on_ready = on_ready
        self._tls = tls

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start accepting, then tell."""
        await super().startup(sockets)
        if self._tls is not None:
            await self._tls.start()
        if self.started:
            self._on_ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop; requests that a fault delays are answered first, so that nothing has to be cut off."""
        self._site.faults.close()
        if self._tls is not None:
            await self._tls.stop()
        await super().shutdown(sockets)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """As uvicorn does, but without raising the signal again at the end, which makes the exit code -15."""
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, self.handle_exit)
        yield


class _Quiet(uvicorn.Server):
    """The server for https: another one starts and stops it."""

    def __init__(self, config: uvicorn.Config, listener: socket.socket, context: ssl.SSLContext) -> None:
        super().__init__(config)
        config.load()
        config.ssl = context
        self._listener = listener
        self._accepting = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Accept connections, beside whatever else the loop does."""
        self._task = asyncio.create_task(self.serve(sockets=[self._listener]))
        await self._accepting.wait()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Tell `start` when it is done, or has failed."""
        try:
            await super().startup(sockets)
        finally:
            self._accepting.set()

    async def stop(self) -> None:
        """Finish what is being answered."""
        self.should_exit = True
        if self._task is not None:
            await self._task

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to the other one."""
        yield


def new_server(
    site: Site,
    on_ready: Callable[[], None],
    http: Parser = "httptools",
    *,
    listener: socket.socket,
    tls_listener: socket.socket | None = None,
) -> Server:
    """A server for the site; call its `run(sockets=[listener])`.

    :param tls_listener: where to serve https, with a certificate of its own making.
    """
    app = build_app(site)
    site.listeners.http = listener.getsockname()[1]
    tls = None
    if tls_listener is not None:
        context, site.listeners.certificate = new_certificate()
        site.listeners.https = tls_listener.getsockname()[1]
        tls = _Quiet(_config(app, http, lifespan="off"), tls_listener, context)
    return Server(_config(app, http, lifespan="on"), site, on_ready, tls)


def _config(app: ASGIApp, http: Parser, lifespan: Literal["on", "off"]) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http=_PROTOCOLS[http],
        lifespan=lifespan,
        # Tokens travel in paths; no line that shows a path may be written.
        access_log=False,
        log_level="warning",
        # The limits count real client addresses.
        proxy_headers=False,
        server_header=False,
        ws="none",
        timeout_graceful_shutdown=1,  # for a client in the middle of sending; every handler is quicker
    )


def bind(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 picks a free one."""
    return socket.create_server(
        (host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET, backlog=512
    )
