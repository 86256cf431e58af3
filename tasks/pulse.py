"""Signs of life of the workers, for `backpack-bot health`."""

import time

from store.pulses import Pulses
from tasks import queues, resources
from tasks.app import app

_SIGN_EVERY_SECONDS = 10.0  # as often as beat sends a pulse


@app.task(name=queues.PULSE)
def pulse() -> None:
    """Sign as `worker`: beat sent this, so the whole way works."""
    resources.stores().pulses.sign("worker")


class BulkSigner:
    """A bulk worker's signs, for its guard to give.

    Pulses sent through its queue would pile up for ever wherever no bulk worker runs.
    """

    def __init__(self, pulses: Pulses) -> None:
        self._pulses = pulses
        self._next_seconds = time.monotonic()

    def sign_if_due(self) -> None:
        """:raises redis.RedisError: out of reach"""
        if time.monotonic() >= self._next_seconds:
            self._pulses.sign("bulk")
            self._next_seconds = time.monotonic() + _SIGN_EVERY_SECONDS
