"""Publishing: a hint to the workers that an accepted operation wants performing and presenting."""

from collections.abc import Sequence

from store.schedule import DUE_PREFIX
from tasks import queues
from tasks.app import app

# Twice the processes of two workers, so that none is idle at the end of a rush.
_SPREAD_OVER = 16
# A process that is killed leaves so many to the sweeper at most.
_TOGETHER_MOST = 10


def publish(operation_id: str) -> None:
    """`perform | present` for one operation.

    :raises kombu.exceptions.OperationalError: the broker can't take it; the sweeper will publish it
    """
    if operation_id.startswith(DUE_PREFIX):
        publish_due([operation_id])
        return
    perform, present = _hint(queues.PERFORM, operation_id), _hint(queues.PRESENT, operation_id)
    (perform | present).apply_async()


def batches(operation_ids: Sequence[str]) -> list[Sequence[str]]:
    """What a clock has started at once, in parts for `publish_due`.

    A worker takes some milliseconds for each message, and about as long for what is in it: in a rush several
    share one. But few at once had better be spread over all processes, as each waits for Slack in between.
    """
    together = max(1, min(_TOGETHER_MOST, len(operation_ids) // _SPREAD_OVER))
    return [operation_ids[first : first + together] for first in range(0, len(operation_ids), together)]


def publish_due(operation_ids: Sequence[str], again_seconds: float | None = None) -> None:
    """What a clock has started, performed and presented in one go: nobody waits for the one or the other.

    :param again_seconds: not before so long.
    :raises kombu.exceptions.OperationalError: the broker can't take it; the sweeper will publish it
    """
    batch = list(operation_ids)
    app.send_task(queues.FIRE, args=[batch], queue=queues.SCHEDULED, countdown=again_seconds)


def publish_notice(operation_id: str, reason: str) -> None:
    """Have the person told that their command is queued."""
    app.send_task(queues.NOTIFY, args=[operation_id, reason])


def publish_look_up(slack_team_id: str, slack_user_id: str) -> None:
    """Have this person's pages and lists looked up; nothing is lost with the message but time.

    :raises kombu.exceptions.OperationalError: the broker can't take it
    """
    app.send_task(queues.LOOK_UP, args=[slack_team_id, slack_user_id], queue=queues.INTERACTIVE)


def _hint(task: str, operation_id: str):  # type: ignore[no-untyped-def]  # celery has no types
    return app.signature(task, args=[operation_id], immutable=True)
