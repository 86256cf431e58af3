"""What a clock has started, performed and presented in one task."""

import time
from collections.abc import Sequence

from bot.present import present_outcome
from tasks import queues
from tasks.app import app
from tasks.perform import carry_out
from tasks.publish import publish_due

# Of the 20 s that a task has; a batch takes a tenth of a second, unless Slack or Backpack is slow.
_TOGETHER_SECONDS = 5.0


@app.task(name=queues.FIRE)
def fire(operation_ids: Sequence[str]) -> None:
    """Perform each unless that has been done, and show what came of it unless that has been done."""
    until = time.monotonic() + _TOGETHER_SECONDS
    for number, operation_id in enumerate(operation_ids):
        if number and time.monotonic() > until:
            for left in operation_ids[number:]:
                publish_due([left])
            return
        again_seconds = carry_out(operation_id)
        if again_seconds is None:
            # With a Backpack that hangs there may be too little time left for a slow Slack.
            again_seconds = 0.0 if time.monotonic() > until else present_outcome(operation_id)
        if again_seconds is not None:
            publish_due([operation_id], again_seconds)
