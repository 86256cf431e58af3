"""Ours and the others, each used as its documentation says for a client that waits.

The others know no `Retry-After` and no priorities. What a careful program puts around them is put around
them: once a request is refused, its whole process waits until it may come again, and tries then.
"""

import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from queue import Queue
from typing import Protocol

import limits
import pyrate_limiter
from limits.storage import RedisStorage
from limits.strategies import MovingWindowRateLimiter

from backpack import Priority, RateLimited, RedisLimiter, Turn, show_current_user
from bench.limiter.counted_redis import RoundTrips, counting_pool, counting_redis
from bench.limiter.window import LIMIT, PERIOD_SECONDS
from bench.limiter.wire import Answer

Settle = Callable[[Answer | None], None]
"""To be told the answer, or None if nothing was sent."""


@dataclass
class Place:
    """Where a limiter works: one of so many processes, for one account.

    :ivar handed_back: how often a waiter was told to come again later.
    """

    redis_url: str
    account: str
    processes: int
    round_trips: RoundTrips = field(default_factory=RoundTrips)
    handed_back: int = 0


class Contestant(Protocol):
    """Keeps the threads of one process, and its like in the others, within the limit of one account."""

    def turn(self, name: str, *, urgent: bool) -> AbstractContextManager[Settle]:
        """Wait for the right to send one request. `name` is this request's alone."""


class Ours:
    """Interactive requests say so; the others are bulk. Who is sent away sleeps for as long as was said, as a
    task of the broker would, and comes again by the same name."""

    def __init__(self, place: Place) -> None:
        self._place = place
        redis = counting_redis(place.redis_url, place.round_trips)
        self._limiter = RedisLimiter(redis, account=place.account)
        self._call = show_current_user()

    @contextmanager
    def turn(self, name: str, *, urgent: bool) -> Iterator[Settle]:
        turn = Turn(Priority.INTERACTIVE if urgent else Priority.BULK, name=name)
        while True:
            try:
                with self._limiter.slot(self._call, turn) as slot:
                    yield lambda answer: slot.answered(*answer) if answer else slot.not_sent()
                    return
            except RateLimited as error:
                self._place.handed_back += 1
                time.sleep(error.retry_after_seconds or 0)


class _Careful(ABC):
    """What they have in common: a gate for the process."""

    def __init__(self) -> None:
        self._closed_until = 0.0

    @abstractmethod
    def _acquire(self) -> None:
        """Block until a request may be sent."""

    def _settled(self, seconds: float) -> None:  # noqa: B027 - most count from when they let a request pass
        """A request has been answered, or not been sent; count it for so many seconds more."""

    @contextmanager
    def turn(self, name: str, *, urgent: bool) -> Iterator[Settle]:  # noqa: ARG002 - they know neither
        while True:
            time.sleep(max(0.0, self._closed_until - time.monotonic()))
            self._acquire()
            if self._closed_until <= time.monotonic():
                break
            self._settled(0.0)
        yield self._learn

    def _learn(self, answer: Answer | None) -> None:
        if answer and answer.retry_after_seconds:
            self._closed_until = max(self._closed_until, time.monotonic() + answer.retry_after_seconds)
        self._settled(PERIOD_SECONDS if answer else 0.0)


class Limits(_Careful):
    """Hit, and if refused sleep until `get_window_stats` says that the window moves on.

    Its README polls every 10 ms; this takes fewer round trips.
    """

    def __init__(self, place: Place) -> None:
        super().__init__()
        pool = counting_pool(place.redis_url, place.round_trips)
        self._window = MovingWindowRateLimiter(RedisStorage(place.redis_url, connection_pool=pool))
        self._item = limits.RateLimitItemPerSecond(LIMIT, int(PERIOD_SECONDS))
        self._account = place.account

    def _acquire(self) -> None:
        while not self._window.hit(self._item, self._account):
            stats = self._window.get_window_stats(self._item, self._account)
            time.sleep(max(0.0, stats.reset_time - time.time()))


class Pyrate(_Careful):
    """A Redis bucket and the blocking `try_acquire`, everything else by default."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        redis = counting_redis(place.redis_url, place.round_trips)
        rate = pyrate_limiter.Rate(LIMIT, int(PERIOD_SECONDS) * pyrate_limiter.Duration.SECOND)
        bucket = pyrate_limiter.RedisBucket.init([rate], redis, f"pyrate:{place.account}")
        assert isinstance(bucket, pyrate_limiter.RedisBucket)
        self._limiter = pyrate_limiter.Limiter(bucket)
        self._account = place.account

    def _acquire(self) -> None:
        assert self._limiter.try_acquire(self._account)


class Split(_Careful):
    """An equal part of the limit for each process, in memory.

    As good as a split gets: as in ours, a part is in use until 5 s after the answer. It still forgets all
    when its process ends, and lends nothing to a process that has more to do.
    """

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._free_at: Queue[float] = Queue()
        for _ in range(LIMIT // place.processes):
            self._free_at.put(0.0)
        self._lock = threading.Lock()

    def _acquire(self) -> None:
        with self._lock:  # first come, first served
            time.sleep(max(0.0, self._free_at.get() - time.monotonic()))

    def _settled(self, seconds: float) -> None:
        self._free_at.put(time.monotonic() + seconds)


OURS = "backpack"
CONTESTANTS: dict[str, Callable[[Place], Contestant]] = {
    OURS: Ours,
    "limits": Limits,
    "pyrate-limiter": Pyrate,
    "per-worker split": Split,
}
