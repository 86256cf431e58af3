"""The task that looks up somebody's pages and lists, so that a picker can offer them from memory."""

import logging

from billiard.exceptions import SoftTimeLimitExceeded
from celery import Task

from backpack import BackpackError, Priority, RateLimited, Turn
from tasks import queues, resources
from tasks.app import app
from tasks.directory import Directory
from tasks.linked import linked_person

logger = logging.getLogger(__name__)

# Each goes on where the last was cut short; by then whoever looked has typed the name instead.
_TRIES_MOST = 5
_WAIT_SECONDS = 2.0  # where Backpack does not say


@app.task(name=queues.LOOK_UP, bind=True, max_retries=_TRIES_MOST)
def look_up(self: "Task[[str, str], None]", slack_team_id: str, slack_user_id: str) -> None:
    """Only a memory is filled: whatever goes wrong is gone wrong, and the next look tries again."""
    name = f"look-up-{slack_team_id}-{slack_user_id}"
    person = linked_person(slack_team_id, slack_user_id, Turn(Priority.INTERACTIVE, name))
    if person is None:
        return
    try:
        Directory(person.backpack, resources.stores().places, person.link, name).pages()
    except RateLimited as error:
        if self.request.retries < _TRIES_MOST:
            raise self.retry(countdown=error.retry_after_seconds or _WAIT_SECONDS) from None
    except (BackpackError, SoftTimeLimitExceeded) as error:
        logger.warning("somebody's pages could not be looked up: %s", type(error).__name__)
