"""Moving the clock: Backpack's and the schedule's together, as the sandbox does."""

import time
from datetime import datetime
from typing import Any

from redis import Redis

from store.schedule_keys import CLOCK_AHEAD
from tests.tasks.world import World


class Clocks:
    """Both show the real time until they are moved."""

    def __init__(self, world: World, redis: Redis) -> None:
        self._world = world
        self._redis: Any = redis

    def move_to(self, moment: datetime) -> None:
        """`moment` is aware."""
        self._run_ahead(moment.timestamp() - time.time())

    def reset(self) -> None:
        self._run_ahead(0.0)

    def _run_ahead(self, seconds: float) -> None:
        self._world.control("clock", ahead_seconds=seconds)
        self._redis.set(CLOCK_AHEAD, repr(seconds))
