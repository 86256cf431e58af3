"""The second half of every operation: its outcome becomes a message. Tried again by itself, so that a
Slack that fails never makes anything happen twice in Backpack."""

import json
import logging
import secrets
import time
from collections.abc import Callable
from typing import Any, TypeVar

from billiard.exceptions import SoftTimeLimitExceeded
from celery import Task
from redis import RedisError
from slack_sdk.errors import SlackApiError

from bot.answering import Answering, OvertakenError
from bot.digests import say_digest, say_digest_ended
from bot.drafts import is_confirmed_draft
from bot.entry_showing import show_changed_entry, show_entry_form
from bot.feeding import announce, tell
from bot.firing import say_fired
from bot.notify import NoticeBeingPostedError, notice_to_replace
from bot.posting import Poster
from bot.prompting import ask, plan_prompts
from bot.redrawing import redraw
from bot.slack_calls import SlackAwayError, SlackBusyError, SlackUncertainError
from bot.slack_waits import LONGEST_COUNTDOWN_SECONDS, slack_calls, wait_seconds
from bot.views import (
    journal,
    listings,
    reminder_list,
    reminder_set,
    routines,
    settled,
    troubles,
)
from bot.views.answers import answer
from bot.views.connect import ConnectState, connected, form
from store.answers import Turn
from store.ledger_keys import KEPT_SECONDS
from store.operations import DEATHS_MOST, Verdict
from store.schedule import DUE_PREFIX
from tasks import queues, resources
from tasks.app import app
from tasks.dead import dead_letter
from tasks.delivery import Delivery
from tasks.intents.ask_for_entry import PromptReady
from tasks.intents.change_journal_entry import JournalEntryChanged
from tasks.intents.connect import Connected, ConnectRefused
from tasks.intents.fill_entry_form import EntryForm
from tasks.intents.fire_reminders import RemindersFired
from tasks.intents.plan_prompts import PromptsToPlan
from tasks.intents.post_digest import DigestEnded, DigestReady
from tasks.intents.subscribe import Subscribed
from tasks.intents.tell_feed import PlaceBehind
from tasks.reminding.card import CardSettled
from tasks.results import Abandoned, Silence, Surprise
from tasks.wire import UnknownTypeError, decode

logger = logging.getLogger(__name__)

# The views register by being imported.
__all__ = [
    "journal",
    "listings",
    "present",
    "reminder_list",
    "reminder_set",
    "routines",
    "settled",
    "troubles",
]

_ACKNOWLEDGED_SECONDS = 1.0  # an acknowledgement takes Slack's network, and us, a fraction of that
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

# What no person's words were answered with is shown in ways of its own.
_OWN_WAYS: dict[type, Callable[[Answering, Poster, Any], None]] = {
    Silence: lambda _answering, _poster, _outcome: None,
    PlaceBehind: tell,
    RemindersFired: lambda answering, poster, fired: say_fired(answering, poster.delivery, fired),
    DigestReady: say_digest,
    DigestEnded: say_digest_ended,
    PromptsToPlan: plan_prompts,
    PromptReady: ask,
    EntryForm: show_entry_form,
    JournalEntryChanged: show_changed_entry,
}


@app.task(name=queues.PRESENT, bind=True, max_retries=None)
def present(self: "Task[[str], None]", operation_id: str) -> None:
    """Show the outcome, unless that has been done."""
    answers = resources.stores().answers
    turn = answers.begin(operation_id)
    if turn.verdict is Verdict.BUSY:
        raise self.retry(countdown=min(turn.wait_seconds, LONGEST_COUNTDOWN_SECONDS))
    if turn.verdict is Verdict.OVER:
        return
    if turn.died_before > DEATHS_MOST:  # the apology has died as well
        _bury(operation_id, turn, _abandoned(operation_id))
        return
    delivery: Delivery = decode(json.loads(turn.delivery))
    poster = Poster(slack_calls(), operation_id, delivery)
    answering = Answering(answers, turn, poster)
    try:
        if fault := _show_or_apologise(answering, poster, turn):
            _bury(operation_id, turn, fault)
            return
    except OvertakenError:
        return
    except _WAITS as error:
        if time.time() - delivery.accepted_at_seconds < _kept_seconds(operation_id):
            seconds = _wait_seconds(error, self.request.retries)
            answers.postpone(operation_id, turn.number, seconds, answering.doubt_after(error))
            raise self.retry(countdown=min(seconds, LONGEST_COUNTDOWN_SECONDS)) from None
        logger.error("an answer was never taken by Slack: %s", type(error).__name__)
    _note_answered(operation_id)


def _show_or_apologise(answering: Answering, poster: Poster, turn: Turn) -> Surprise | Abandoned | None:
    """None: the outcome is shown. Else what went wrong on our side."""
    if turn.died_before == DEATHS_MOST:
        return _apologised(answering, _abandoned(poster.operation_id))
    try:
        _show(answering, poster, decode(json.loads(turn.outcome)))
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


def _show(answering: Answering, poster: Poster, outcome: Any) -> None:
    if isinstance(outcome, Connected | ConnectRefused):
        _let_the_acknowledgement_through(poster.delivery)
    if isinstance(outcome, Connected):
        poster.update_view(outcome.view_id, connected(outcome).to_dict())
        return
    if isinstance(outcome, ConnectRefused):
        state = ConnectState(outcome.interrupted_id, poster.delivery.slack_channel_id)
        view = form(state, outcome.account, outcome.problem)
        if not poster.update_view(outcome.view_id, view.to_dict()):
            answering.show_directly(troubles.connect_failed(outcome))
        return
    if own_way := _OWN_WAYS.get(type(outcome)):
        own_way(answering, poster, outcome)
        return
    message = announce(answering, poster, outcome) if isinstance(outcome, Subscribed) else answer(outcome)
    notice = notice_to_replace(poster)
    is_shown = notice is not None and poster.change(notice, message or answer(outcome))
    if isinstance(outcome, CardSettled):
        if not redraw(poster, outcome) and not is_shown:
            answering.show_directly(answer(outcome))
        return
    if message is not None and is_confirmed_draft(poster.operation_id):
        is_shown = poster.replace_clicked(message) or is_shown
    if message is not None and not is_shown:
        answering.show(message)


def _let_the_acknowledgement_through(delivery: Delivery) -> None:
    """The submission's own acknowledgement shows "asking Backpack …".

    A fast worker would overtake it on its way to Slack, and the modal would go on asking for ever.
    """
    since_accepted_seconds = max(0.0, time.time() - delivery.accepted_at_seconds)
    time.sleep(max(0.0, _ACKNOWLEDGED_SECONDS - since_accepted_seconds))


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
