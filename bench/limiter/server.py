"""The strict server, in a process of its own.

A line with the account's name is a request; the answer is a line with a status and Retry-After. It is not
HTTP, so that the clients' CPU time is mostly their limiter's.
"""

import asyncio
import gc
import multiprocessing
import time
from collections import Counter, defaultdict
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any

from bench.limiter.latency import Latency
from bench.limiter.log import Entry
from bench.limiter.window import StrictWindow

# What a server that refuses for reasons of its own says: longer than any request is on its way, so that it
# shows who waits.
ORDERED_RETRY_AFTER_SECONDS = 2


class Server:
    """The running server, as the benchmark sees it. Use it as a context manager."""

    def __init__(self, latency: Latency) -> None:
        context = multiprocessing.get_context("spawn")
        self._control, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, latency), daemon=True)

    def __enter__(self) -> "Server":
        self._process.start()
        self.port = int(self._control.recv())
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.join()

    def refuse_next(self, account: str) -> None:
        """Refuse the account's next request, whatever its window says."""
        self._control.send(account)

    def log(self) -> list[Entry]:
        """All requests that have been answered so far."""
        self._control.send(None)
        entries: list[Entry] = self._control.recv()
        return entries


class _Counting:
    """The windows of all accounts, and the log."""

    def __init__(self, latency: Latency) -> None:
        self._latency = latency
        self._windows: defaultdict[str, StrictWindow] = defaultdict(StrictWindow)
        self._loop = asyncio.get_running_loop()
        self.to_refuse: Counter[str] = Counter()
        self.log: list[Entry] = []

    def arrived(self, account: str, transport: asyncio.Transport) -> None:
        before, after = self._latency.draw()
        # A client that is killed meanwhile has sent its request all the same.
        self._loop.call_later(before, self._count, account, transport, time.monotonic(), after)

    def _count(self, account: str, transport: asyncio.Transport, arrived: float, after: float) -> None:
        now = time.monotonic()
        ordered = self.to_refuse[account] > 0
        if ordered:
            self.to_refuse[account] -= 1
            retry_after = ORDERED_RETRY_AFTER_SECONDS
        else:
            retry_after = self._windows[account].admit(now)
        entry = Entry(account, arrived, now, retry_after=retry_after, ordered=ordered)
        self._loop.call_later(after, self._answer, entry, transport)

    def _answer(self, entry: Entry, transport: asyncio.Transport) -> None:
        if not transport.is_closing():
            transport.write(b"%d %d\n" % (503 if entry.retry_after else 200, entry.retry_after))
            entry = entry._replace(answered=time.monotonic())
        self.log.append(entry)


class _Line(asyncio.Protocol):
    """One connection."""

    def __init__(self, counting: _Counting) -> None:
        self._counting = counting
        self._rest = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            self._counting.arrived(line.decode(), self._transport)


def _serve(control: Any, latency: Latency) -> None:
    gc.disable()  # nothing here is in cycles, and a pause would be taken for the network's
    asyncio.run(_run(control, latency))


async def _run(control: "Connection[Any, Any]", latency: Latency) -> None:
    loop = asyncio.get_running_loop()
    counting = _Counting(latency)
    server = await loop.create_server(lambda: _Line(counting), "127.0.0.1", 0, backlog=1024)
    control.send(server.sockets[0].getsockname()[1])

    def obey() -> None:
        account = control.recv()
        if account is None:
            control.send(counting.log)
        else:
            counting.to_refuse[account] += 1

    loop.add_reader(control.fileno(), obey)
    await asyncio.Event().wait()
