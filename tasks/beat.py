"""Beat's scheduler: the static schedule, kept in memory, and a sign of life."""

import logging
import time
from typing import Any

from celery.beat import Scheduler
from redis import RedisError

from tasks import resources

logger = logging.getLogger(__name__)

# `backpack-bot health beat` allows 60 s; a sign every 5 s leaves room for a slow Redis.
_SIGN_EVERY_SECONDS = 5.0


class SigningScheduler(Scheduler):
    """Needs no file: the schedule is code, and what is due is in Redis."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._signed_at = float("-inf")

    def tick(self, *args: Any, **kwargs: Any) -> float:
        if time.monotonic() - self._signed_at >= _SIGN_EVERY_SECONDS:
            self._sign()
        return min(float(super().tick(*args, **kwargs)), _SIGN_EVERY_SECONDS)

    def _sign(self) -> None:
        self._signed_at = time.monotonic()
        try:
            resources.stores().pulses.sign("beat")
        except RedisError as error:  # an outage is no reason to die; `health` sees the missing sign
            logger.warning("no sign of life could be left: %s", type(error).__name__)
