"""An answer that somebody may come back to: to undo what it tells of, or to show it to others.

Its buttons name it by an id of ours and nothing else. What it says is in the ledger: its operation's outcome.
"""

import json
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter
from redis.client import Pipeline

from store.cards import Card
from store.operations import Operation
from store.own_ids import own_id
from store.stores import Stores
from tasks.delivery import Delivery
from tasks.results import NotYetError, RefusalError, Refused
from tasks.undoing.change import is_change
from tasks.undoing.undone import Undone
from tasks.wire import decode

UNDO, SHARE = 0, 1
"""The rows of an answer's card (`store.cards`): what can happen to it once."""

_WAIT_SECONDS = 2.0  # a command takes Backpack a fraction of that


@dataclass(frozen=True)
class _Kept:
    operation_id: str
    slack_team_id: str
    at_seconds: float


_KEPT = TypeAdapter(_Kept)


@dataclass(frozen=True)
class PastAnswer:
    """An answer, and what has happened to it since."""

    answer_id: str
    operation_id: str
    at_seconds: float
    """When that was done, by `store.clock`."""
    delivery: Delivery
    """Who asked, and where."""
    outcome: Any
    card: Card

    @property
    def undone(self) -> Undone | None:
        state = self.card.states.get(UNDO)
        return decode(json.loads(state)) if state else None


def answer_id_of(operation_id: str) -> str:
    """Ids of ours stay ours: whoever reads a message may read its buttons' values."""
    return own_id(f"answer {operation_id}")


def keep_answer(stores: Stores, operation: Operation, outcome: object, pipe: Pipeline) -> None:
    """Beside the outcome in the ledger, so that whoever finds that finds this; once more does no harm."""
    delivery: Delivery = decode(json.loads(operation.delivery))
    operation_id, now_seconds = operation.operation_id, stores.clock.now_seconds()
    kept = _Kept(operation_id, delivery.slack_team_id, now_seconds)
    stores.cards.keep(answer_id_of(operation_id), _KEPT.dump_json(kept).decode(), pipe)
    if is_change(outcome):
        stores.changes.note(delivery.person, operation_id, now_seconds, pipe)
    if is_shareable(outcome) and delivery.is_for_channel:
        stores.last_answers.note(delivery.person, delivery.slack_channel_id, operation_id, pipe)


def may_be_come_back_to(outcome: object) -> bool:
    """Whether an answer like this is kept."""
    return is_change(outcome) or is_shareable(outcome)


def is_shareable(outcome: object) -> bool:
    """Whether others may want to see it: its result says so."""
    return bool(getattr(outcome, "can_be_shared", False))


def find_answer(stores: Stores, slack_team_id: str, answer_id: str) -> PastAnswer:
    """
    :raises RefusalError: there is none (any more)
    :raises NotYetError: it is being worked on
    """
    card = stores.cards.find(answer_id)
    kept = _KEPT.validate_json(card.shown) if card else None
    if card and kept and kept.slack_team_id == slack_team_id:
        operation = stores.operations.find(kept.operation_id)
        if operation and operation.outcome is None:
            raise NotYetError(_WAIT_SECONDS)
        if operation and operation.outcome:
            delivery, outcome = (decode(json.loads(each)) for each in (operation.delivery, operation.outcome))
            return PastAnswer(answer_id, kept.operation_id, kept.at_seconds, delivery, outcome, card)
    raise RefusalError(Refused("That message is too old for its buttons.", "Say it again."))
