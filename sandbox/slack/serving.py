"""Running the application: on a socket of ours, with word when it is ready, and quick to stop."""

import logging
import socket
from collections.abc import Callable

import uvicorn

from sandbox.connection import AbortableHttpTools

from .config import Config
from .server import create_app
from .state import Workspace


def listen(host: str, port: int) -> socket.socket:
    """A bound socket, so that the port is known before the server starts; 0 takes any free one."""
    return socket.create_server((host, port))


class Server(uvicorn.Server):
    """Says when it serves, and ends the pages' streams when it is told to stop."""

    def __init__(self, config: Config, workspace: Workspace, announce: Callable[[], None]) -> None:
        super().__init__(
            uvicorn.Config(
                create_app(config, workspace),
                http=AbortableHttpTools,
                access_log=False,
                log_level=logging.WARNING,
                # A stop waits for nothing longer than this: an open page must not hold it up.
                timeout_graceful_shutdown=1,
            )
        )
        self._workspace = workspace
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then say so."""
        await super().startup(sockets)
        if self.started:
            self._announce()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the streams, then stop."""
        self._workspace.log.close()
        await super().shutdown(sockets)
