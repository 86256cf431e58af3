"""The second half of every operation: its outcome becomes a message. Tried again by itself, so that a
Slack that fails never makes anything happen twice in Backpack."""

import json
import logging
import secrets
import time
from typing import TypeVar

from billiard.exceptions import SoftTimeLimitExceeded
from celery import Task
from redis import RedisError
from slack_sdk.errors import SlackApiError

from bot.answering import Answering, OvertakenError
from bot.notify import NoticeBeingPostedError
from bot.posting import Poster
from bot.showing import show
from bot.slack_calls import SlackAwayError, SlackBusyError, SlackUncertainError
from bot.slack_waits import LONGEST_COUNTDOWN_SECONDS, slack_calls, wait_seconds
from bot.views import troubles
from store.answers import Turn
from store.ledger_keys import KEPT_SECONDS
from store.operations import DEATHS_MOST, Verdict
from store.schedule import DUE_PREFIX
from tasks import queues, resources
from tasks.app import app
from tasks.dead import dead_letter
from tasks.delivery import Delivery
from tasks.results import Abandoned, Surprise
from tasks.wire import UnknownTypeError, decode

logger = logging.getLogger(__name__)

# A command is kept for a day; an answer that Slack would not take in the hour after that interests nobody.
_KEPT_SECONDS = 25 * 3600
# What a clock started nobody has seen yet: it is kept for as long as its record is, but for a day.
_DUE_KEPT_SECONDS = KEPT_SECONDS - 24 * 3600
# A second each. What is lost here is that Slack has the answer: it would be looked for, or said again.
_ANSWERED_TRIES = 8

# An outcome of an unknown type was left by a newer worker, and waits for a newer one to show it.
_WAITS = (
    SlackBusyError, SlackAwayError, SlackUncertainError, NoticeBeingPostedError, SoftTimeLimitExceeded,
    UnknownTypeError,
)  # fmt: skip


@app.task(name=queues.PRESENT, bind=True, max_retries=None)
def present(self: "Task[[str], None]", operation_id: str) -> None:
    """Show the outcome, unless that has been done."""
    again_seconds = present_outcome(operation_id, self.request.retries)
    if again_seconds is not None:
        raise self.retry(countdown=again_seconds)


def present_outcome(operation_id: str, tries: int = 0) -> float | None:
    """Take one turn at showing the outcome, if there is one to show; seconds until the next, None for no
    other.

    :param tries: how often Slack has kept it from its work before.
    :raises redis.RedisError: the sweeper brings it back
    """
    answers = resources.stores().answers
    turn = answers.begin(operation_id)
    if turn.verdict is not Verdict.GO:
        is_busy = turn.verdict is Verdict.BUSY
        return min(turn.wait_seconds, LONGEST_COUNTDOWN_SECONDS) if is_busy else None
    if turn.died_before > DEATHS_MOST:  # the apology has died as well
        _bury(operation_id, turn, _abandoned(operation_id))
        return None
    delivery: Delivery = decode(json.loads(turn.delivery))
    poster = Poster(slack_calls(), operation_id, delivery)
    answering = Answering(answers, turn, poster)
    try:
        if fault := _show_or_apologise(answering, poster, turn):
            _bury(operation_id, turn, fault)
            return None
    except OvertakenError:
        return None
    except _WAITS as error:
        if time.time() - delivery.accepted_at_seconds < _kept_seconds(operation_id):
            seconds = _wait_seconds(error, max(tries, turn.number - 1))
            answers.postpone(operation_id, turn.number, seconds, answering.doubt_after(error))
            return min(seconds, LONGEST_COUNTDOWN_SECONDS)
        logger.error("an answer was never taken by Slack: %s", type(error).__name__)
    _note_answered(operation_id)
    return None


def _show_or_apologise(answering: Answering, poster: Poster, turn: Turn) -> Surprise | Abandoned | None:
    """None: the outcome is shown. Else what went wrong on our side."""
    if turn.died_before == DEATHS_MOST:
        return _apologised(answering, _abandoned(poster.operation_id))
    try:
        show(decode(json.loads(turn.outcome)), answering, poster)
    except (*_WAITS, OvertakenError, RedisError):
        raise  # to be tried again; where Redis is out of reach, the sweeper comes back to it
    except Exception:  # a refusal by Slack included: no answer may be lost without a word
        surprise = Surprise(secrets.token_hex(4))
        logger.exception("surprise %s while presenting an outcome", surprise.reference)
        return _apologised(answering, surprise)
    return None


Fault = TypeVar("Fault", Surprise, Abandoned)


def _apologised(answering: Answering, fault: Fault) -> Fault:
    try:
        answering.apologise(troubles.surprise(Surprise(fault.reference)))
    except SlackApiError as error:
        logger.error("nor was the reference %s shown: %s", fault.reference, type(error).__name__)
    return fault


def _abandoned(operation_id: str) -> Abandoned:
    abandoned = Abandoned(secrets.token_hex(4))
    logger.error("abandoned %s: showing %s died again and again", abandoned.reference, operation_id)
    return abandoned


def _bury(operation_id: str, turn: Turn, fault: Surprise | Abandoned) -> None:
    """Instead of noting it as answered: an operator can have it shown once more."""
    stores = resources.stores()
    if operation := stores.operations.find(operation_id):
        stores.dead_letters.bury_answer(dead_letter(operation, fault), turn.number)


def _note_answered(operation_id: str) -> None:
    """Through a restart of Redis too, which is when nobody else can begin a turn either."""
    for _try in range(_ANSWERED_TRIES):
        try:
            resources.stores().answers.answered(operation_id)
        except RedisError:
            time.sleep(1)
        else:
            return
    resources.stores().answers.answered(operation_id)


def _kept_seconds(operation_id: str) -> int:
    return _DUE_KEPT_SECONDS if operation_id.startswith(DUE_PREFIX) else _KEPT_SECONDS


def _wait_seconds(error: Exception, retries: int) -> float:
    if isinstance(error, NoticeBeingPostedError):
        return max(0.1, error.wait_seconds)
    return wait_seconds(error, retries)
