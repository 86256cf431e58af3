"""How a client talks to the strict server."""

import socket
from typing import NamedTuple

# Far more than the server ever takes: whoever waits this long would wait for ever.
_SECONDS = 30.0


class Answer(NamedTuple):
    """200 or 503, and after how long to come again; None unless refused."""

    status: int
    retry_after_seconds: float | None


class Line:
    """A kept-alive connection, for one request at a time."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=_SECONDS)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._answers = self._socket.makefile("rb")

    def ask(self, account: str) -> Answer:
        """Send a request and wait for its answer."""
        self._socket.sendall(account.encode() + b"\n")
        status, retry_after = self._answers.readline().split()
        return Answer(int(status), float(retry_after) or None)

    def close(self) -> None:
        self._answers.close()
        self._socket.close()
