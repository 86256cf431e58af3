"""The task that carries out an accepted operation: from the ledger's record to its outcome."""

import json
import logging
import secrets
import time
from functools import partial
from typing import Any

from billiard.exceptions import SoftTimeLimitExceeded
from celery import Task
from pydantic import ValidationError
from redis import RedisError

from store.operations import Operation, Verdict
from store.schedule import DUE_PREFIX
from store.writes import AttemptOverError
from tasks import queues, resources
from tasks.app import app
from tasks.attempt import Postponed
from tasks.contexts import context_for, link_for
from tasks.dead import dead_letter
from tasks.delivery import Delivery
from tasks.due import DueContext, DueIntent
from tasks.home_again import show_home_again
from tasks.intents import Connect
from tasks.intents.connect import Connected, ConnectRefused
from tasks.outage import attempt_in_turn, hint, stand_or_leave, wait_in_line
from tasks.past_answer import keep_answer, may_be_come_back_to
from tasks.patience import DuePeople
from tasks.publish import publish_notice
from tasks.results import Abandoned, GivenUp, NotConnected, Surprise, Unconfirmed
from tasks.wire import UnknownTypeError, decode, encode

logger = logging.getLogger(__name__)

KEPT_HOURS = 24
"""How long a command is kept while Backpack can't take it: an outage overnight loses nothing."""

# The broker holds no message for longer than this (design: ETA messages sit in a worker's memory).
_LONGEST_COUNTDOWN_SECONDS = 30.0
# A second each: well inside the lease, after which the outcome would not count any more.
_FINISH_TRIES = 10
# Another worker holds the lease; by then it has finished or its lease has run out.
_BUSY_COUNTDOWN_SECONDS = 5.0


@app.task(name=queues.PERFORM, bind=True, max_retries=None)
def perform(self: "Task[[str], None]", operation_id: str) -> None:
    """Perform the operation unless that has been done; the next task in the chain presents the outcome."""
    again_seconds = carry_out(operation_id)
    if again_seconds is not None:
        raise self.retry(countdown=again_seconds)


def carry_out(operation_id: str) -> float | None:
    """Make one attempt at the operation, unless it is done; seconds until the next, None for no other.

    :raises redis.RedisError, billiard.exceptions.SoftTimeLimitExceeded: the sweeper brings it back
    """
    ledger = resources.stores().operations
    verdict, attempt_number = ledger.begin(operation_id)
    if verdict is Verdict.BUSY:
        return _BUSY_COUNTDOWN_SECONDS
    if verdict is Verdict.IN_LINE:
        wait_in_line(operation_id)
        return None
    operation = ledger.find(operation_id)
    if verdict is Verdict.OVER or operation is None:
        return None
    try:
        outcome = (
            _abandoned(operation) if verdict is Verdict.HOPELESS else _outcome(operation, attempt_number)
        )
    except AttemptOverError:
        logger.warning("attempt %d at %s was overtaken", attempt_number, operation_id)
        return None
    if isinstance(outcome, Postponed):
        stand_or_leave(operation, is_away=outcome.is_away)
        ledger.postpone(operation_id, attempt_number, outcome.seconds, keep_note=outcome.keep_note)
        if outcome.worth_a_notice:
            publish_notice(operation_id, outcome.reason)
        return min(outcome.seconds, _LONGEST_COUNTDOWN_SECONDS)
    _finish(operation, attempt_number, outcome)
    stand_or_leave(operation, is_away=False)
    if isinstance(outcome, Connected):
        _after_connecting(operation, outcome)
    return None


def _finish(operation: Operation, attempt_number: int, outcome: Any) -> None:
    """Keep the outcome, through a restart of Redis too: without it nobody knows that it was done."""
    for _try in range(_FINISH_TRIES):
        try:
            _keep(operation, attempt_number, outcome)
        except RedisError:
            time.sleep(1)
        else:
            return
    _keep(operation, attempt_number, outcome)


def _keep(operation: Operation, attempt_number: int, outcome: Any) -> None:
    encoded = json.dumps(encode(outcome))
    if isinstance(outcome, Surprise | Abandoned):
        letter = dead_letter(operation, outcome)
        resources.stores().dead_letters.bury(letter, attempt_number, encoded)
    else:
        stores = resources.stores()
        beside = partial(keep_answer, stores, operation, outcome) if may_be_come_back_to(outcome) else None
        stores.operations.finish(operation.operation_id, attempt_number, encoded, beside)


def _abandoned(operation: Operation) -> Abandoned:
    reference = secrets.token_hex(4)
    logger.error("abandoned %s: %s died again and again", reference, operation.operation_id)
    return Abandoned(reference)


def _outcome(operation: Operation, attempt_number: int) -> Any:
    """Never without one, or the sweeper would bring the operation back for a week."""
    try:
        return _attempted(operation, attempt_number)
    except (RedisError, SoftTimeLimitExceeded, AttemptOverError):
        raise  # the sweeper brings it back once the lease has run out; a call that had begun is noted
    except Exception:
        reference = secrets.token_hex(4)
        logger.exception("surprise %s while preparing %s", reference, operation.operation_id)
        return Surprise(reference)


def _attempted(operation: Operation, attempt_number: int) -> Any:
    delivery: Delivery = decode(json.loads(operation.delivery))
    somebody_waits = not operation.operation_id.startswith(DUE_PREFIX)
    is_old = time.time() - delivery.accepted_at_seconds > KEPT_HOURS * 3600
    if is_old and somebody_waits:
        return _given_up(operation)
    try:
        intent = decode(json.loads(operation.intent))
    except (UnknownTypeError, ValidationError):
        # A bot of another version accepted it; while versions are being rolled out that is no fault.
        logger.warning("this worker does not understand %s", operation.operation_id)
        worth_a_notice = somebody_waits and attempt_number >= 2
        return Postponed(_LONGEST_COUNTDOWN_SECONDS, "I am being updated", worth_a_notice)
    if isinstance(intent, DueIntent):
        stores = resources.stores()
        return intent.perform_due(DueContext(operation.operation_id, delivery, stores, DuePeople()))
    link = link_for(intent, delivery)
    if link is None:
        return _unlinked(operation, intent)
    context = context_for(operation, attempt_number, link, delivery)
    outcome = attempt_in_turn(operation, intent, context, attempt_number)
    if isinstance(outcome, NotConnected):
        return _ask_to_connect(operation, token_was_refused=True)
    return outcome


def _given_up(operation: Operation) -> GivenUp | Unconfirmed:
    if operation.write_note:  # "nothing was changed" would be too much to say
        return Unconfirmed(f"Backpack has not been answering for {KEPT_HOURS} hours")
    return GivenUp(KEPT_HOURS)


def _unlinked(operation: Operation, intent: object) -> ConnectRefused | NotConnected | Unconfirmed:
    if isinstance(intent, Connect):
        problem = "Checking the token took too long, and it was not kept. Please enter it again."
        return ConnectRefused(intent.view_id, intent.interrupted_id, intent.account, problem)
    if (
        operation.write_note
    ):  # the command must not be resumed under another operation, which knows of no note
        return Unconfirmed("I have no Backpack token of yours any more")
    return _ask_to_connect(operation, token_was_refused=False)


def _after_connecting(operation: Operation, outcome: Connected) -> None:
    """Last, so that an attempt that is repeated finds the candidate still there."""
    stores = resources.stores()
    intent: Connect = decode(json.loads(operation.intent))
    delivery: Delivery = decode(json.loads(operation.delivery))
    stores.candidates.forget(intent.candidate_id)
    if outcome.resumed_operation_id:
        hint(outcome.resumed_operation_id)
    hint(show_home_again(stores, delivery.slack_team_id, delivery.slack_user_id, operation.operation_id))


def _ask_to_connect(operation: Operation, *, token_was_refused: bool) -> NotConnected:
    kept = json.dumps({"intent": operation.intent, "delivery": operation.delivery})
    return NotConnected(resources.stores().interrupted.keep(operation.operation_id, kept), token_was_refused)
