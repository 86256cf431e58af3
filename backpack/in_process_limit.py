"""A limiter for scripts: one process, no Redis. The rules are those that all workers share."""

import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Final

from backpack.errors import RateLimited
from backpack.operation import Call
from backpack.quota import BACKPACK, KEPT_SECONDS, LEASE_SECONDS, Profile
from backpack.rate_limit import SOMEBODY, Slot, Turn
from backpack.retry_after import closed_for_seconds
from backpack.timeouts import Timeouts
from backpack.turnstile import Asking, Turnstile

# Six windows: whoever would wait longer should know, and decide.
PATIENCE_SECONDS: Final = 30.0


class InProcessLimiter:
    """Keeps the threads of one process within the limits of one account. Several processes, forked ones too,
    need a limiter that they share: the server counts all from one address together.

    :param profile: the limits.
    :param lease_seconds: how long a slot stays taken whose request got no answer.
    :param patience_seconds: who would have to wait longer gets `RateLimited` instead.
    :param clock: in seconds; must not jump.
    :param sleep: for tests.
    """

    def __init__(
        self,
        *,
        profile: Profile = BACKPACK,
        lease_seconds: float = LEASE_SECONDS,
        patience_seconds: float = PATIENCE_SECONDS,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._profile = profile
        self._lease_seconds = lease_seconds
        self._patience_seconds = patience_seconds
        self._clock = clock
        self._sleep = sleep
        self._turnstile = Turnstile(profile.windows)
        self._lock = threading.Lock()

    def check(self, timeouts: Timeouts) -> None:
        """:raises ValueError: a lease could end before its request is counted."""
        self._profile.check(timeouts, self._lease_seconds)

    @contextmanager
    def slot(self, call: Call[object], turn: Turn = SOMEBODY) -> Iterator[Slot]:
        """Wait for a slot in each window that the call counts against.

        :raises RateLimited: the wait would be longer than our patience.
        """
        yield _Grant(self, self._wait(call, turn))

    def _wait(self, call: Call[object], turn: Turn) -> Asking:
        name = secrets.token_hex(8)
        windows = self._profile.windows_for(call)
        asking = Asking(turn.name or name, name, turn.priority, windows, _us(self._lease_seconds), 0)
        until = self._clock() + self._patience_seconds
        while True:
            patience_seconds = max(0.0, until - self._clock())
            # Who has no name does not come back, and is promised nothing beyond what they can wait for.
            longest = _us(KEPT_SECONDS if turn.name else patience_seconds)
            with self._lock:
                wait_seconds = self._turnstile.ask(self._now(), replace(asking, longest=longest)) / 1e6
            if not wait_seconds:
                return asking
            if wait_seconds > patience_seconds:
                raise RateLimited("too many calls wait for their turn", retry_after_seconds=wait_seconds)
            self._sleep(wait_seconds)

    def settle(self, asking: Asking, *, sent: bool, closed_seconds: float = 0.0) -> None:
        """What became of a request; see `Slot`."""
        with self._lock:
            now = self._now()
            if sent:
                self._turnstile.sent(now, asking)
            else:
                self._turnstile.not_sent(asking)
            if closed_seconds:
                self._turnstile.close(now + _us(closed_seconds))

    def _now(self) -> int:
        return _us(self._clock())


class _Grant:
    """A slot, until it is known what became of its request."""

    def __init__(self, limiter: InProcessLimiter, asking: Asking) -> None:
        self._limiter = limiter
        self._asking = asking

    def answered(self, status: int, retry_after_seconds: float | None) -> None:
        """Keep the slot for a window; after a refusal keep everybody out for as long as the server says."""
        closed_seconds = closed_for_seconds(status, retry_after_seconds)
        self._limiter.settle(self._asking, sent=True, closed_seconds=closed_seconds)

    def not_sent(self) -> None:
        """Free the slot at once."""
        self._limiter.settle(self._asking, sent=False)


def _us(seconds: float) -> int:
    return round(seconds * 1e6)


_limiters: Final[dict[str, InProcessLimiter]] = {}


def limiter_for(account: str) -> InProcessLimiter:
    """The limiter that all clients of an account share in this process: the server counts them together.

    :param account: a text that is the same for all of them.
    """
    return _limiters.setdefault(account, InProcessLimiter())
