"""What Redis still has to be told, by somebody who can't wait for it."""

import asyncio
from collections import deque
from collections.abc import Callable

from redis import RedisError

_PAUSE_SECONDS = 0.3  # between two tries; Slack's next try, or the sweeper's look, is many times as far away


class Backlog:
    """Works it off one by one: a hung Redis holds one thread, however much it has not heard."""

    def __init__(self) -> None:
        self._waiting: deque[Callable[[], object]] = deque()
        self._work: asyncio.Task[None] | None = None

    def add(self, tell: Callable[[], object]) -> None:
        """To be called from the event loop; returns at once. `tell` may be called more than once."""
        self._waiting.append(tell)
        if self._work is None or self._work.done():
            self._work = asyncio.create_task(self._work_off())

    async def _work_off(self) -> None:
        while self._waiting:
            try:
                await asyncio.to_thread(self._waiting[0])
            except RedisError:
                await asyncio.sleep(_PAUSE_SECONDS)
            else:
                self._waiting.popleft()
