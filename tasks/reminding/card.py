"""A message that shows reminders: its rows, and what clicks have made of them since (`store.cards`)."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Literal, Protocol

from pydantic import TypeAdapter

from store.cards import Cards
from store.own_ids import own_id
from tasks.in_hand import in_hand
from tasks.intent import Context
from tasks.reminding.item import ReminderItem
from tasks.results import RefusalError, Refused
from tasks.wire import decode, encode, wire


@dataclass(frozen=True)
class CardReminder:
    """One row."""

    item: ReminderItem
    due_seconds: float
    for_names: tuple[str, ...] = ()
    """In a list: who is reminded beside the reader, or instead."""


@dataclass(frozen=True)
class RowState:
    """What somebody has made of a row."""

    what: Literal["done", "snoozed", "deleted", "changed"]
    slack_user_id: str
    content: str | None = None
    """The new one, where it was changed."""
    due_seconds: float | None = None
    """The new time, where it was snoozed or changed."""

    @property
    def is_final(self) -> bool:
        """Whether nothing is left to be done with the row."""
        return self.what != "changed"


_STATE = TypeAdapter(RowState)


@wire
@dataclass(frozen=True)
class CardSettled:
    """A click has been carried out: the message is to be drawn anew."""

    card_id: str
    row: int
    state: RowState


class ShowsReminders(Protocol):
    """A `@wire` result whose message is a card."""

    @property
    def rows(self) -> Sequence[CardReminder]: ...


@dataclass(frozen=True)
class ShownCard:
    """A card as it stands."""

    result: ShowsReminders
    states: Mapping[int, RowState]
    settled_by: Mapping[int, str] = field(default_factory=dict)
    """The operation that each state comes of."""

    def row(self, number: int) -> CardReminder:
        """As it is now. :raises IndexError: there is none"""
        row, state = self.result.rows[number], self.states.get(number)
        if state is None or state.what != "changed":
            return row
        content = row.item.content if state.content is None else state.content
        due_seconds = row.due_seconds if state.due_seconds is None else state.due_seconds
        return replace(row, item=row.item.with_content(content), due_seconds=due_seconds)


def card_id_of(operation_id: str) -> str:
    """Ids of ours stay ours: whoever reads a message may read its buttons' values."""
    return own_id(operation_id)


def keep_card(cards: Cards, card_id: str, result: ShowsReminders) -> None:
    cards.keep(card_id, json.dumps(encode(result)))


def read_card(cards: Cards, card_id: str) -> ShownCard | None:
    """None: there is none of that id (any more)."""
    card = cards.find(card_id)
    if card is None:
        return None
    states = {row: _STATE.validate_json(state) for row, state in card.states.items()}
    return ShownCard(decode(json.loads(card.shown)), states, card.settled_by)


def settled_before(context: Context, card_id: str, number: int) -> CardSettled | None:
    """What an earlier attempt of this very operation has made of the row; None: it did not get so far."""
    card = read_card(context.stores.cards, card_id)
    if card is None or card.settled_by.get(number) != context.operation_id:
        return None
    return CardSettled(card_id, number, card.states[number])


@contextmanager
def row_in_hand(context: Context, card_id: str, number: int) -> Iterator[CardReminder]:
    """The row, for this operation to work on and no other.

    :raises RefusalError: there is nothing to do with it (any more), or it is not this person's to do
    """
    busy = Refused("Somebody else is at that reminder right now.", "Look again in a moment.")
    with in_hand(context, card_id, number, busy):
        yield _row(context, card_id, number)


def settle(context: Context, card_id: str, number: int, state: RowState) -> CardSettled:
    context.stores.cards.settle(card_id, number, _STATE.dump_json(state).decode(), context.operation_id)
    return CardSettled(card_id, number, state)


def _row(context: Context, card_id: str, number: int) -> CardReminder:
    card = read_card(context.stores.cards, card_id)
    if card is None or not 0 <= number < len(card.result.rows):
        raise RefusalError(
            Refused("That message is too old for its buttons.", "`reminders` shows what is to come.")
        )
    state, row = card.states.get(number), card.row(number)
    if state and state.is_final:
        raise RefusalError(Refused(f"That reminder has been {state.what} already.", "Nothing is left to do."))
    item, link = row.item, context.link
    if item.account != link.account:
        problem = f"That reminder is in the Backpack account {item.account}, and yours is {link.account}."
        raise RefusalError(Refused(problem, "Ask somebody who is in that account."))
    if not item.is_event and link.backpack_user_id not in (item.creator_id, *item.remindee_ids):
        whose = f"{item.creator_name}’s reminder" if item.creator_name else "somebody else’s reminder"
        raise RefusalError(Refused(f"That is {whose}.", "Only they, and whom it reminds, can change it."))
    return row
