"""While Backpack is away: who waits for whom, and how one command's own failing is told from an outage."""

import logging
from dataclasses import replace

from kombu.exceptions import OperationalError

from backpack import BackpackError, show_current_user
from store.operations import Operation
from tasks import resources
from tasks.attempt import Postponed, attempt, postponed_after
from tasks.intent import Context, Intent
from tasks.publish import publish, publish_notice

logger = logging.getLogger(__name__)

WAITING_REASON = "Backpack is not answering, and your earlier commands come first"


def attempt_in_turn(operation: Operation, intent: Intent, context: Context, attempt_number: int) -> object:
    """`attempt`, but whoever has waited in line first asks Backpack something harmless.

    A command can fail for ever while Backpack answers everything else; it must not hold up its person's
    others. And while Backpack is away no write is sent that could have an effect nobody hears of.
    Raises as `attempt` does.
    """
    if not operation.is_in_line or attempt_number == 1:
        return attempt(intent, context, attempt_number)
    try:
        context.backpack(show_current_user())
    except BackpackError as error:
        if postponed := postponed_after(error, attempt_number):
            return postponed
    outcome = attempt(intent, context, attempt_number)
    if isinstance(outcome, Postponed) and outcome.is_away:
        return replace(outcome, is_away=False)
    return outcome


def wait_in_line(operation_id: str) -> None:
    """An earlier command of the same person waits: this one's turn comes when that is done."""
    publish_notice(operation_id, WAITING_REASON)


def stand_or_leave(operation: Operation, *, is_away: bool | None) -> None:
    """After an attempt: hold up the person's later commands if Backpack is away; let them go if it is not."""
    lines = resources.stores().lines
    if is_away:
        lines.join(operation.operation_id)
    elif is_away is False and operation.is_in_line and (following := lines.leave(operation.operation_id)):
        hint(following)


def hint(operation_id: str) -> None:
    """Without the hint the operation is only later: the sweeper finds it."""
    try:
        publish(operation_id)
    except OperationalError as error:
        logger.warning("not hinted: %s", type(error).__name__)
