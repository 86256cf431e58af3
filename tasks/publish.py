"""Publishing: a hint to the workers that an accepted operation wants performing and presenting."""

from store.schedule import DUE_PREFIX
from tasks import queues
from tasks.app import app


def publish(operation_id: str) -> None:
    """`perform | present` for one operation.

    :raises kombu.exceptions.OperationalError: the broker can't take it; the sweeper will publish it
    """
    queue = queues.SCHEDULED if operation_id.startswith(DUE_PREFIX) else queues.INTERACTIVE
    perform = _hint(queues.PERFORM, operation_id, queue)
    present = _hint(queues.PRESENT, operation_id, queue)
    (perform | present).apply_async()


def publish_notice(operation_id: str, reason: str) -> None:
    """Have the person told that their command is queued."""
    app.send_task(queues.NOTIFY, args=[operation_id, reason])


def publish_look_up(slack_team_id: str, slack_user_id: str) -> None:
    """Have this person's pages and lists looked up; nothing is lost with the message but time.

    :raises kombu.exceptions.OperationalError: the broker can't take it
    """
    app.send_task(queues.LOOK_UP, args=[slack_team_id, slack_user_id], queue=queues.INTERACTIVE)


def _hint(task: str, operation_id: str, queue: str):  # type: ignore[no-untyped-def]  # celery has no types
    return app.signature(task, args=[operation_id], immutable=True, queue=queue)
