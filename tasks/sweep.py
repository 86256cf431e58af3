"""The sweeper: whatever was accepted and then forgotten by the broker is published again."""

import logging

from tasks import queues, resources
from tasks.app import app
from tasks.publish import publish

logger = logging.getLogger(__name__)


@app.task(name=queues.SWEEP)
def sweep() -> None:
    """Claim overdue operations and hint at them anew. Two sweepers claim different ones."""
    overdue = resources.stores().operations.claim_overdue()
    for operation_id in overdue:
        publish(operation_id)
    if overdue:
        logger.warning("%d operations were overdue and are published again", len(overdue))
