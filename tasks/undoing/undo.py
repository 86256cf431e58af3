"""The change of an answer undone, whoever asks for it: in time, once, and with their own account."""

import json
import time
from dataclasses import replace

from store.changes import UNDO_SECONDS
from tasks.in_hand import in_hand
from tasks.intent import Context
from tasks.past_answer import UNDO, answer_id_of, find_answer
from tasks.results import RefusalError, Refused
from tasks.undoing.change import is_change
from tasks.undoing.undone import Undone
from tasks.wire import encode

_BUSY = Refused("Somebody else is undoing that right now.", "Look again in a moment.")
_LATE = Refused(
    f"It is too late to undo that: the {UNDO_SECONDS // 60} minutes are over.",
    "You can still change it in Backpack itself.",
)


def asked_at_seconds(context: Context) -> float:
    """By `store.clock`: a command that had to wait for Backpack was given in time all the same."""
    waited_seconds = max(0.0, time.time() - context.delivery.accepted_at_seconds)
    return context.stores.clock.now_seconds() - waited_seconds


def undo_answer(context: Context, answer_id: str) -> Undone:
    """Undone now, or by whoever came first.

    :raises RefusalError: it is too late, or not to be undone, or not by this person
    """
    team = context.delivery.slack_team_id
    with in_hand(context, answer_id, UNDO, _BUSY):
        answer = find_answer(context.stores, team, answer_id)
        if undone := answer.undone:
            context.stores.cards.release(answer_id, UNDO)
            return undone
        if asked_at_seconds(context) - answer.at_seconds > UNDO_SECONDS:
            raise RefusalError(_LATE)
        author = answer.delivery.person
        undone = undo_outcome(context, answer.outcome, answer.operation_id, author)
    settle_undone(context, undone, answer.operation_id, author)
    return undone


def undo_outcome(context: Context, outcome: object, operation_id: str, author: str) -> Undone:
    """
    :param author: whose operation that was, as `Delivery.person` names them.
    :raises RefusalError: see `tasks.undoing.change`
    """
    if not is_change(outcome):
        raise RefusalError(Refused("There is nothing to undo in that.", "It has changed nothing."))
    check_account(context, getattr(outcome, "account", None))
    delivery = context.delivery
    undone = outcome.undo(context, is_own=author == delivery.person)
    return replace(undone, slack_user_id=delivery.slack_user_id, answer_id=answer_id_of(operation_id))


def settle_undone(context: Context, undone: Undone, operation_id: str, author: str) -> None:
    """Note it; twice is as good as once."""
    stores, state = context.stores, json.dumps(encode(undone))
    stores.cards.settle(undone.answer_id, UNDO, state, context.operation_id)
    stores.changes.forget(author, operation_id)


def check_account(context: Context, account: str | None) -> None:
    """:raises RefusalError: the person is in another account than the thing"""
    mine = context.link.account
    if account is not None and account != mine:
        problem = f"Your Backpack account may not change that: it is in {account}, and you are in {mine}."
        raise RefusalError(Refused(problem, "Ask somebody who is in that account."))
