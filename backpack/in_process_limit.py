"""A limiter for scripts: one process, no Redis.

A slot stays taken for 5 s from the moment its response arrived. The server counted the request no later than
that, and the next request in the slot leaves no earlier than its end. So, however long either is on its way,
no 5 s on the server's clock see more requests than there are slots.
"""

import math
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from backpack.errors import RateLimited
from backpack.operation import Call, Cost

# As documented, per account and source address.
WINDOW_SECONDS: Final = 5.0
SLOTS: Final[dict[Cost, int]] = {"default": 100, "calendar": 10}
# A request that got no answer may be on its way still, and be counted late: what a request may take (see
# `Timeouts.deadline_seconds`, 15 s) and the window.
LEASE_SECONDS: Final = 20.0
# Six windows: whoever would wait longer should know, and decide.
LONGEST_WAIT_SECONDS: Final = 30.0


class InProcessLimiter:
    """Keeps the threads of one process within the limits of one account. Several processes, forked ones too,
    need a limiter that they share: the server counts all from one address together.

    :param lease_seconds: how long after its sending a slot stays taken whose request got no answer, and at
        least for a window after the request was given up.
    :param longest_wait_seconds: who would have to wait longer gets `RateLimited` instead.
    :param clock: in seconds; must not jump.
    :param condition: what to wait with, for tests.
    """

    def __init__(
        self,
        *,
        lease_seconds: float = LEASE_SECONDS,
        longest_wait_seconds: float = LONGEST_WAIT_SECONDS,
        clock: Callable[[], float] = time.monotonic,
        condition: threading.Condition | None = None,
    ) -> None:
        self._lease_seconds = lease_seconds
        self._longest_wait_seconds = longest_wait_seconds
        self._clock = clock
        self._changed = condition or threading.Condition()
        # Until when each slot is taken: for ever, while its request is under way.
        self._taken_until = {cost: [-math.inf] * count for cost, count in SLOTS.items()}
        self._queues: dict[Cost, deque[object]] = {cost: deque() for cost in SLOTS}
        self._closed_until = -math.inf

    @contextmanager
    def slot(self, call: Call[object]) -> Iterator["_Grant"]:
        """Wait for a slot, first come, first served; `call.cost` says of which quota.

        :raises RateLimited: the wait would be too long; `retry_after_seconds` says how long.
        """
        grant = self._take(call.cost)
        try:
            yield grant
        finally:
            grant.end()

    def _take(self, cost: Cost) -> "_Grant":
        queue, slots, ticket = self._queues[cost], self._taken_until[cost], object()
        with self._changed:
            give_up_at = self._clock() + self._longest_wait_seconds
            queue.append(ticket)
            try:
                while True:
                    now = self._clock()
                    first = queue[0] is ticket
                    number = min(range(len(slots)), key=slots.__getitem__)
                    free_at = max(slots[number], self._closed_until)
                    if first and free_at <= now:
                        slots[number] = math.inf
                        return _Grant(self, cost, number, now)
                    if now >= give_up_at or give_up_at < free_at < math.inf:
                        raise _too_long(free_at - now)
                    self._changed.wait((min(free_at, give_up_at) if first else give_up_at) - now)
            finally:
                queue.remove(ticket)
                self._changed.notify_all()  # whoever is first now

    def _free(self, cost: Cost, number: int, at: Callable[[float], float], closed_seconds: float) -> None:
        with self._changed:
            now = self._clock()
            self._taken_until[cost][number] = at(now)
            self._closed_until = max(self._closed_until, now + closed_seconds)
            self._changed.notify_all()


class _Grant:
    """The right to one request in a slot, until it is known what became of it."""

    def __init__(self, limiter: InProcessLimiter, cost: Cost, number: int, sent_at: float) -> None:
        self._limiter = limiter
        self._cost = cost
        self._number = number
        self._sent_at = sent_at
        self._settled = False

    def answered(self, status: int, retry_after_seconds: float | None) -> None:  # noqa: ARG002 - all count
        """Keep the slot for a window; after a refusal keep everybody out for as long as the server says."""
        self._settle(lambda now: now + WINDOW_SECONDS, retry_after_seconds or 0.0)

    def not_sent(self) -> None:
        """Free the slot at once."""
        self._settle(lambda _: -math.inf)

    def end(self) -> None:
        """Keep the slot for its lease, if nothing was heard of the request."""
        lease_ends_at = self._sent_at + self._limiter._lease_seconds  # noqa: SLF001 - two halves of one thing
        self._settle(lambda now: max(lease_ends_at, now + WINDOW_SECONDS))

    def _settle(self, at: Callable[[float], float], closed_seconds: float = 0.0) -> None:
        # Once only: the slot may be somebody else's by the time a long reply has been read.
        if not self._settled:
            self._settled = True
            self._limiter._free(self._cost, self._number, at, closed_seconds)  # noqa: SLF001 - as above


def _too_long(wait_seconds: float) -> RateLimited:
    known = wait_seconds if 0 < wait_seconds < math.inf else WINDOW_SECONDS
    return RateLimited("too many calls wait for their turn in this process", retry_after_seconds=known)


_limiters: Final[dict[str, InProcessLimiter]] = {}


def limiter_for(account: str) -> InProcessLimiter:
    """The limiter that all clients of an account share in this process: the server counts them together.

    :param account: a text that is the same for all of them.
    """
    return _limiters.setdefault(account, InProcessLimiter())
