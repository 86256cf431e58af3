"""A worker's guard: a thread beside Celery's loop that ends a deaf worker, and sweeps.

After a restart of Redis a Celery worker can stay connected to nothing, for good, with thousands of messages
waiting; Celery does not notice. The guard asks Redis by a connection of its own, ends the worker, and its
supervisor starts another. It sweeps as well, so that what the broker lost needs no beat to come back:
wherever something can be performed, something sweeps.
"""

import logging
import os
import signal
import time
from collections.abc import Callable, Sequence
from threading import Event, Thread

from celery.worker import state
from kombu.exceptions import OperationalError
from redis import Redis, RedisError

from tasks.stall import Sight, StallWatch

logger = logging.getLogger(__name__)

_LOOK_EVERY_SECONDS = 1.0
# Celery's own way out lets the calls in hand come to their end (hard limit 25 s); a loop that is stuck
# does not even begin. With nothing in hand there is nothing to wait for but the closing of connections.
_STOP_SECONDS = 30
_IDLE_STOP_SECONDS = 5


class Guard(Thread):
    """Started when the worker is ready, after its processes were forked; ends with the worker."""

    def __init__(
        self, redis: Redis, queues: Sequence[str], watch: StallWatch, chores: Sequence[Callable[[], None]]
    ) -> None:
        """`chores` are called once a second, and may raise as Redis and the broker do."""
        super().__init__(name="guard", daemon=True)
        self._redis = redis
        self._queues = queues
        self._watch = watch
        self._chores = chores
        self._over = Event()
        self.found_stall = False

    def stop(self) -> None:
        """The worker has been told to stop: from here on, it may leave messages where they are."""
        self._over.set()

    def run(self) -> None:
        while not self._over.wait(_LOOK_EVERY_SECONDS):
            try:
                sight = self._look()
                for chore in self._chores:
                    chore()
            except (RedisError, OperationalError):
                self._watch.start_over()
                continue
            except Exception:  # whatever it is, a worker without a guard is worse
                logger.exception("the guard stumbled")
                continue
            if self._watch.is_stalled(sight):
                self._end(sight)

    def _look(self) -> Sight:
        with self._redis.pipeline(transaction=False) as pipe:
            for queue in self._queues:
                pipe.llen(queue)
            waiting = sum(pipe.execute())
        taken, held, busy = state.all_total_count[0], len(state.requests), len(state.active_requests)
        return Sight(waiting, taken, held, busy)

    def _end(self, sight: Sight) -> None:
        """Does not return."""
        logger.critical("this worker is deaf, and ends: %s", sight)
        self.found_stall = True
        os.kill(os.getpid(), signal.SIGTERM)
        for second in range(_STOP_SECONDS):
            if second >= _IDLE_STOP_SECONDS and not state.active_requests:
                break
            time.sleep(1)
        os._exit(1)  # its processes die with it: Celery has asked the kernel for that
