"""The dispatcher: a thread that hands what is due to the workers.

Beat has one, and so has each worker that carries out what is scheduled: as many as there are share the work
without knowing of each other, and the loss of one delays nothing. What is due leaves the schedule for the
ledger in one step (`store.schedule`); a hint that could not be published, the sweeper publishes.
"""

import logging
from collections.abc import Sequence
from threading import Event, Thread

from kombu.exceptions import OperationalError
from redis import RedisError

from store.schedule import Schedule
from tasks.publish import batches, publish_due

logger = logging.getLogger(__name__)

# What is put into the schedule meanwhile is due no sooner than a minute from now as people set it, and a
# snooze is longer; but a clock that the sandbox moves should show at once. A look costs some 0.1 ms.
_LOOK_EVERY_SECONDS = 0.2
# So that a sleeper does not wake just too early, by the rounding of a millisecond, and has to ask again.
_ROUNDING_SECONDS = 0.001


class Dispatcher(Thread):
    """Ends with its process, or when told to."""

    def __init__(self, schedule: Schedule) -> None:
        """`schedule` has a connection of its own."""
        super().__init__(name="dispatcher", daemon=True)
        self._schedule = schedule
        self._over = Event()

    def stop(self) -> None:
        """Dispatch nothing more: others do."""
        self._over.set()

    def run(self) -> None:
        wait_seconds = 0.0
        while not self._over.wait(wait_seconds):
            try:
                wait_seconds = self._look()
            except (RedisError, OperationalError) as error:
                logger.warning("nothing can be dispatched: %s", type(error).__name__)
                wait_seconds = _LOOK_EVERY_SECONDS
            except Exception:  # whatever it is, a process that dispatches nothing any more is worse
                logger.exception("the dispatcher stumbled")
                wait_seconds = 1.0

    def _look(self) -> float:
        """Seconds until the next look."""
        dispatched = self._schedule.dispatch()
        _hint_at(dispatched.operation_ids)
        if dispatched.operation_ids or dispatched.wait_seconds == 0:
            return 0.0  # there may be more than one look could take
        if dispatched.wait_seconds is None:
            return _LOOK_EVERY_SECONDS
        return min(dispatched.wait_seconds + _ROUNDING_SECONDS, _LOOK_EVERY_SECONDS)


def _hint_at(operation_ids: Sequence[str]) -> None:
    """:raises kombu.exceptions.OperationalError: the broker took none of two in a row; it is away"""
    failed_before = False
    for batch in batches(operation_ids):
        try:
            publish_due(batch)
        except OperationalError:
            if failed_before:
                raise
            logger.warning("not hinted at: %s", ", ".join(batch))
            failed_before = True
        else:
            failed_before = False
