"""Acceptances to be taken back: recorded perhaps, while the person was told that nothing was accepted.

Redis may stall between recording an operation and saying so, on a slow disk for instance. Nobody hints at
such an operation, and the sweeper does not look at it for 45 s, so it is still untouched when Redis answers
again. Open: a bot that dies before that leaves the operation, and it will be performed.
"""

import asyncio
import logging
from collections import deque

from redis import RedisError

from store.operations import Operations

logger = logging.getLogger(__name__)

_PAUSE_SECONDS = 0.3  # between two tries; many times shorter than what the sweeper waits


class Withdrawals:
    """Works them off one by one: a hung Redis holds one thread, however many commands it has failed."""

    def __init__(self, operations: Operations) -> None:
        self._operations = operations
        self._waiting: deque[tuple[str, str]] = deque()
        self._work: asyncio.Task[None] | None = None

    def add(self, operation_id: str, ticket: str) -> None:
        """To be called from the event loop; returns at once."""
        self._waiting.append((operation_id, ticket))
        if self._work is None or self._work.done():
            self._work = asyncio.create_task(self._work_off())

    async def _work_off(self) -> None:
        while self._waiting:
            try:
                taken_back = await asyncio.to_thread(self._operations.withdraw, *self._waiting[0])
            except RedisError:
                await asyncio.sleep(_PAUSE_SECONDS)
                continue
            self._waiting.popleft()
            if taken_back:
                logger.warning("a command was recorded after all, and is taken back")
