"""The sweeper: whatever was accepted and then forgotten by the broker is hinted at again."""

import logging
import time

from redis import Redis

from store.operations import Operations
from tasks import queues
from tasks.publish import publish

logger = logging.getLogger(__name__)

# Somebody waits for what is overdue, and a look at a sorted set costs next to nothing.
_EVERY_SECONDS = 5.0
# While so many messages wait, more would be the same ones again; and what is claimed is published at once,
# 0.7 ms each, so that a round is over before the guard's next look.
_MOST_WAITING = 500


class Sweeper:
    """One in each worker. Claims are atomic, so any number of sweepers hint at each operation once."""

    def __init__(self, redis: Redis, operations: Operations) -> None:
        self._redis = redis
        self._operations = operations
        self._next_seconds = time.monotonic()

    def sweep_if_due(self) -> None:
        """To be called about once a second. :raises redis.RedisError, kombu.exceptions.OperationalError:"""
        if time.monotonic() < self._next_seconds:
            return
        waiting = sum(int(self._redis.llen(queue)) for queue in (queues.INTERACTIVE, queues.SCHEDULED))
        room = _MOST_WAITING - waiting
        overdue = self._operations.claim_overdue(room) if room > 0 else []
        # A full batch: there is more, and the next one goes out as soon as the workers have made room.
        is_behind = room <= 0 or len(overdue) == room
        self._next_seconds = time.monotonic() + (0 if is_behind else _EVERY_SECONDS)
        for operation_id in overdue:
            publish(operation_id)
        if overdue:
            logger.warning("%d operations were overdue and are hinted at again", len(overdue))
