"""Stands for Slack: a process that writes down which reminder arrived when, and answers.

Plain HTTP/1.1 on asyncio's protocols, as a framework's share of the machine would be missing to those who are
measured.
"""

import asyncio
import gc
import json
import multiprocessing
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any, NamedTuple

from bench.reminders.agenda import numbers_in
from bench.reminders.slack import Conversations

_API = "/api/"
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"


class Arrival(NamedTuple):
    """One reminder in one request. `at_seconds` is Unix time, by this machine's clock as Redis's `TIME`."""

    number: int
    at_seconds: float


class Recorder:
    """The running recorder, as the benchmark sees it. Use it as a context manager."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._control, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)

    def __enter__(self) -> "Recorder":
        self._process.start()
        self.port = int(self._control.recv())
        self.pid = int(self._process.pid or 0)
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.join()

    def arrivals(self, known: int = 0) -> list[Arrival]:
        """All but the first `known` so far, in their order."""
        self._control.send(known)
        arrivals: list[Arrival] = self._control.recv()
        return arrivals


class _Record:
    """What has arrived, on all connections."""

    def __init__(self) -> None:
        self.arrivals: list[Arrival] = []
        self._conversations = Conversations()

    def answer(self, path: str, body: bytes) -> bytes:
        now_seconds = time.time()
        method = path.rpartition(_API)[2]
        if method == "chat.postMessage":
            self.arrivals.extend(Arrival(number, now_seconds) for number in numbers_in(body))
        return json.dumps(self._conversations.answer(method, body, now_seconds)).encode()


class _Line(asyncio.Protocol):
    """One connection, kept alive unless its client says otherwise."""

    def __init__(self, answer: Callable[[str, bytes], bytes]) -> None:
        self._answer = answer
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        while b"\r\n\r\n" in self._received:
            head, rest = self._received.split(b"\r\n\r\n", 1)
            request, headers = _read_head(head)
            length = int(headers.get("content-length", 0))
            if len(rest) < length:
                return
            self._received = rest[length:]
            body = self._answer(request.split()[1], rest[:length])
            self._transport.write(_HEAD % len(body) + body)
            if headers.get("connection", "").lower() == "close":
                self._transport.close()


def _read_head(head: bytes) -> tuple[str, dict[str, str]]:
    request, *lines = head.decode("latin-1").split("\r\n")
    pairs = (line.partition(":") for line in lines)
    return request, {name.lower(): value.strip() for name, _, value in pairs}


def _serve(control: Any) -> None:
    gc.disable()  # nothing here is in cycles, and a pause would be taken for the scheduler's
    asyncio.run(_run(control))


async def _run(control: "Connection[Any, Any]") -> None:
    loop = asyncio.get_running_loop()
    record = _Record()
    server = await loop.create_server(lambda: _Line(record.answer), "127.0.0.1", 0, backlog=1024)
    control.send(server.sockets[0].getsockname()[1])
    loop.add_reader(control.fileno(), lambda: control.send(record.arrivals[control.recv() :]))
    await asyncio.Event().wait()
