"""Parts of a sandbox killed at random moments, and started again."""

import random
import time
from contextlib import suppress

from redis import RedisError

from sandbox.probes import redis_answers
from tests.e2e.driver import Driver
from tests.e2e.passing_time import let_time_pass
from tests.e2e.waiting import eventually

# Those that do the work die more often; once the whole machine does.
_DEATHS = (
    *(("worker",), ("bulk",), ("bot",)) * 2,
    ("worker",),
    ("beat",),
    ("redis", "worker"),
    ("bot", "beat", "worker", "bulk", "redis"),
)
_DOWN_MOST_SECONDS = 1.5
# Feeds are looked at every 15 and 30 seconds; here as often as a worker looks for what is due.
_LOOK_EVERY_SECONDS = 0.5


class Deaths:
    """All by the main thread: Linux ends a child with the thread that started it."""

    def __init__(self, driver: Driver, rng: random.Random, changes: int) -> None:
        self._driver, self._rng = driver, rng
        parts = rng.sample(_DEATHS, len(_DEATHS))
        self._to_come = list(zip(sorted(rng.sample(range(changes), len(parts))), parts, strict=True))
        self._look_at = 0.0

    def go_on(self, made: int) -> None:
        """To be called all the time: who is to die after so many changes dies, and feeds are looked at."""
        if self._to_come and made >= self._to_come[0][0]:
            _after, parts = self._to_come.pop(0)
            time.sleep(self._rng.uniform(0, 0.3))  # somewhere within a change
            self.kill(*parts, down_seconds=self._rng.uniform(0, _DOWN_MOST_SECONDS))
        self._driver.stack.revive()  # who died of it
        if time.monotonic() >= self._look_at:
            with suppress(RedisError):
                self._have_feeds_looked_at()
            self._look_at = time.monotonic() + _LOOK_EVERY_SECONDS
        time.sleep(0.05)

    def kill(self, *parts: str, down_seconds: float = 0.0) -> None:
        """SIGKILL, whatever they are just doing."""
        stack = self._driver.stack
        for part in parts:
            stack.processes[part].kill()
        time.sleep(down_seconds)
        if "redis" in parts:
            stack.start("redis")
            eventually("Redis", lambda: redis_answers(stack.setting.redis_port))
        if "worker" in parts:
            with self._driver.redis as redis:
                let_time_pass(redis)
        for part in parts:
            if part != "redis":
                stack.start(part)

    def _have_feeds_looked_at(self) -> None:
        stores = self._driver.stores
        now = stores.clock.now_seconds()
        stores.polls.bring_forward(dict.fromkeys(stores.subscriptions.feeds(), now))
