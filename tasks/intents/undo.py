"""Undo what an answer tells of, or what the speaker has changed last."""

from dataclasses import dataclass

from store.changes import UNDO_SECONDS
from tasks.intent import Context
from tasks.intents.set_reminder import ReminderSet
from tasks.past_answer import UNDO, answer_id_of, find_answer
from tasks.reminding.card import read_card
from tasks.results import RefusalError, Refused
from tasks.undoing.undo import asked_at_seconds, undo_answer
from tasks.undoing.undone import Undone
from tasks.wire import wire

_MINUTES = UNDO_SECONDS // 60
_NOTHING = Refused(
    f"You have changed nothing here in the last {_MINUTES} minutes that I could undo.",
    "What is older can be changed in Backpack itself.",
)


@wire
@dataclass(frozen=True)
class Undo:
    """The button Undo."""

    answer_id: str

    def describe(self) -> str:
        return "undo that"

    def perform(self, context: Context) -> Undone:
        return undo_answer(context, self.answer_id)


@wire
@dataclass(frozen=True)
class UndoLast:
    """`undo`."""

    def describe(self) -> str:
        return f"undo what you changed last, if that was within {_MINUTES} minutes"

    def perform(self, context: Context) -> Undone:
        return undo_answer(context, answer_id_of(self._choose(context)))

    def _choose(self, context: Context) -> str:
        """The same in every attempt: what is undone is out of the list, and the next one must not follow.

        :raises RefusalError: there is nothing
        """
        stores, person = context.stores, context.delivery.person
        changes = stores.changes
        if chosen := stores.chosen.find(context.operation_id):
            return chosen
        for operation_id in changes.since(person, asked_at_seconds(context) - UNDO_SECONDS):
            if _is_over(context, operation_id):
                changes.forget(person, operation_id)
                continue
            stores.chosen.choose(context.operation_id, operation_id)
            # Another `undo` of the same moment has this one: then they mean the one before.
            if stores.cards.claim(answer_id_of(operation_id), UNDO, context.operation_id):
                return operation_id
        raise RefusalError(_NOTHING)


def _is_over(context: Context, operation_id: str) -> bool:
    """Whether nothing is left of it, though nobody has said `undo`: a reminder has buttons of its own."""
    try:
        answer = find_answer(context.stores, context.delivery.slack_team_id, answer_id_of(operation_id))
    except RefusalError:
        return True
    if not isinstance(answer.outcome, ReminderSet):
        return answer.undone is not None
    card = read_card(context.stores.cards, answer.outcome.card_id)
    state = card.states.get(0) if card else None
    return state is not None and state.is_final
