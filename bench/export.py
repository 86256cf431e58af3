"""An export that takes what the limit leaves, in a process of its own."""

import multiprocessing
import threading
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from backpack import Backpack, Priority, RateLimited, RedisLimiter, TokenAuth, Turn, list_pages
from sandbox.people import BACKPACK_ACCOUNT
from store.redis_client import connect

THREADS = 4  # so that somebody is always in the line


@dataclass(frozen=True)
class Site:
    """What the export needs to know."""

    backpack_url: str
    redis_url: str
    token: str


class Export:
    """Reads pages from entering to leaving this context."""

    def __init__(self, site: Site) -> None:
        context = multiprocessing.get_context("spawn")
        self._control, theirs = context.Pipe()
        self._process = context.Process(target=_export, args=(theirs, site), daemon=True)

    def __enter__(self) -> "Export":
        self._process.start()
        self._control.recv()
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.join()

    def requests(self) -> int:
        """How many have been answered."""
        self._control.send(None)
        return int(self._control.recv())


def _export(control: "Connection[Any, Any]", site: Site) -> None:
    """Ask for pages in several threads, and for nothing else."""
    limiter = RedisLimiter(connect(site.redis_url), BACKPACK_ACCOUNT)
    done = [0] * THREADS

    def ask(thread: int) -> None:
        auth = TokenAuth(site.token)
        backpack = Backpack(
            BACKPACK_ACCOUNT, auth, base_url=site.backpack_url, contact="bench@example.com", limiter=limiter
        )
        while True:
            turn = Turn(Priority.BULK, f"export.{thread}.{done[thread]}")
            try:
                backpack(list_pages(), turn)
                done[thread] += 1
            except RateLimited as error:  # the broker would bring the task back then
                time.sleep(error.retry_after_seconds or 0)

    for thread in range(THREADS):
        threading.Thread(target=ask, args=(thread,), daemon=True).start()
    control.send(None)
    while True:
        control.recv()
        control.send(sum(done))
