"""A sign of life that has gone from beat through the broker to a worker."""

from tasks import queues, resources
from tasks.app import app


@app.task(name=queues.PULSE)
def pulse() -> None:
    """Sign as `worker`: beat sent this, so the whole way works."""
    resources.stores().pulses.sign("worker")
