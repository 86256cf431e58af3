"""The limiter of all workers on all machines that leave through the same address. Time is Redis's alone."""

import logging
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from redis import Redis, RedisError

from backpack.errors import RateLimited, Unreachable
from backpack.limit_keys import LimitKeys
from backpack.operation import Call
from backpack.quota import (
    BACKPACK,
    GRACE_SECONDS,
    KEPT_SECONDS,
    LEASE_SECONDS,
    OWED,
    REMEMBERED_SECONDS,
    SHARE,
    Profile,
    Window,
)
from backpack.rate_limit import SOMEBODY, Slot, Turn
from backpack.retry_after import closed_for_seconds
from backpack.timeouts import Timeouts

logger = logging.getLogger(__name__)

# Whoever waits for longer gives the worker's process to somebody else meanwhile.
PATIENCE_SECONDS: Final = 2.0
_LUA: Final = Path(__file__).parent / "lua"


class RedisLimiter:
    """Keeps everybody who reaches the same Redis within the limits of one account.

    :param account: NAME in `NAME.backpackit.com`.
    :param profile: the limits.
    :param egress: names the address that requests leave from: the server counts each by itself.
    :param lease_seconds: how long a slot stays taken whose request got no answer.
    :param patience_seconds: how long to sleep for a slot; who would have to wait longer gets `RateLimited`,
        and, if their `Turn` has a name, keeps their place.
    :param sleep: for tests.

    Without Redis nobody sends: `Unreachable`, to be tried again. The client's own time-outs say how soon that
    is known. A reply of Backpack's is not lost when Redis goes meanwhile; its slot ends with its lease.

    What can't be known: how many requests the server has counted of a Redis that lost its memory, or in a
    request that left between another's refusal and its arrival here.
    """

    def __init__(  # noqa: PLR0913 - most of them have a default
        self,
        redis: Redis,
        account: str,
        *,
        profile: Profile = BACKPACK,
        egress: str = "shared",
        lease_seconds: float = LEASE_SECONDS,
        patience_seconds: float = PATIENCE_SECONDS,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._profile = profile
        self._lease_seconds = lease_seconds
        self._patience_seconds = patience_seconds
        self._sleep = sleep
        self.keys = LimitKeys(profile, account, egress)
        self._ask = redis.register_script((_LUA / "ask.lua").read_text())
        self._settle = redis.register_script((_LUA / "settle.lua").read_text())

    def check(self, timeouts: Timeouts) -> None:
        """:raises ValueError: a lease could end before its request is counted."""
        self._profile.check(timeouts, self._lease_seconds)

    @contextmanager
    def slot(self, call: Call[object], turn: Turn = SOMEBODY) -> Iterator[Slot]:
        """Wait for a slot in each window that the call counts against.

        :raises RateLimited: the wait would be longer than our patience.
        :raises Unreachable: Redis does not answer.
        """
        windows = self._profile.windows_for(call)
        name = secrets.token_hex(8)
        self._wait(windows, name, turn)
        yield _SharedSlot(self, windows, name)  # told nothing, it ends with its lease

    def _wait(self, windows: tuple[Window, ...], name: str, turn: Turn) -> None:
        waiter, until = turn.name or name, time.monotonic() + self._patience_seconds
        while True:
            patience_seconds = max(0.0, until - time.monotonic())
            # Who has no name does not come back, and is promised nothing beyond what they can wait for.
            longest_seconds = KEPT_SECONDS if turn.name else patience_seconds
            wait_seconds = self._asked(windows, waiter, name, turn, longest_seconds)
            if not wait_seconds:
                return
            if wait_seconds > patience_seconds:
                raise RateLimited("too many calls wait for their turn", retry_after_seconds=wait_seconds)
            self._sleep(wait_seconds)

    def _asked(
        self, windows: tuple[Window, ...], waiter: str, name: str, turn: Turn, longest_seconds: float
    ) -> float:
        """0: the slot is taken; else how long to wait before asking again."""
        arguments: list[str | float] = [waiter, name, int(turn.priority)]
        arguments += [_us(self._lease_seconds), _us(longest_seconds), _us(GRACE_SECONDS)]
        arguments += [_us(REMEMBERED_SECONDS), SHARE, OWED, round(KEPT_SECONDS * 1e3)]
        for window in windows:
            arguments += [window.slots, _us(window.seconds), window.burst]
        try:
            return float(self._ask(keys=self.keys.asked(windows), args=arguments)) / 1e6
        except RedisError as error:
            problem = type(error).__name__  # its text may hold the address, and a password in that
        raise Unreachable(f"the rate limiter's Redis does not answer ({problem}), so nothing was sent")

    def settle(self, windows: tuple[Window, ...], name: str, *, sent: bool, closed_seconds: float) -> None:
        """Never raises: what Backpack has answered is worth more than a slot."""
        arguments: list[str | float] = [name, int(sent), _us(closed_seconds), round(KEPT_SECONDS * 1e3)]
        arguments += [_us(window.seconds) for window in windows]
        try:
            self._settle(keys=self.keys.settled(windows), args=arguments)
        except RedisError as error:
            logger.warning("a slot stays taken until its lease ends: %s", type(error).__name__)


class _SharedSlot:
    """A slot, until it is known what became of its request."""

    def __init__(self, limiter: RedisLimiter, windows: tuple[Window, ...], name: str) -> None:
        self._limiter = limiter
        self._windows = windows
        self._name = name

    def answered(self, status: int, retry_after_seconds: float | None) -> None:
        """Keep the slot for a window; after a refusal keep everybody out for as long as the server says."""
        closed_seconds = closed_for_seconds(status, retry_after_seconds)
        self._limiter.settle(self._windows, self._name, sent=True, closed_seconds=closed_seconds)

    def not_sent(self) -> None:
        """Free the slot at once."""
        self._limiter.settle(self._windows, self._name, sent=False, closed_seconds=0)


def _us(seconds: float) -> int:
    return round(seconds * 1e6)
