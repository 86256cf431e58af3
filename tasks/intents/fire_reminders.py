"""Fire what is due at one place: a person's direct messages, or a channel."""

from collections.abc import Sequence
from dataclasses import dataclass

from tasks.due import DueContext
from tasks.reminding.card import CardReminder, card_id_of, keep_card
from tasks.reminding.check import Checked, DueReminder, check
from tasks.reminding.item import ReminderItem, person_of
from tasks.reminding.series import move_on, next_due_seconds
from tasks.results import Silence
from tasks.wire import wire


@dataclass(frozen=True)
class FiredReminder:
    """One of them, as it is told."""

    item: ReminderItem
    due_seconds: float
    slack_user_id: str
    """Whose list it comes from: the one who is told, or who set it for a channel."""
    is_certain: bool = True
    """False: nobody could look whether it still holds."""
    next_seconds: float | None = None
    """When it comes again."""


@wire
@dataclass(frozen=True)
class RemindersFired:
    card_id: str
    reminders: tuple[FiredReminder, ...]
    """The oldest first; at least one."""

    @property
    def rows(self) -> Sequence[CardReminder]:
        return [CardReminder(each.item, each.due_seconds) for each in self.reminders]


@wire
@dataclass(frozen=True)
class FireReminders:
    """What entries of a lane become (`tasks.reminding.item`)."""

    due: tuple[DueReminder, ...]

    def perform_due(self, context: DueContext) -> RemindersFired | Silence:
        fired = [each for checked in check(context, self.due) if (each := _fired(context, checked))]
        if not fired:
            return Silence()
        result = RemindersFired(card_id_of(context.operation_id), tuple(fired))
        stores, delivery = context.stores, context.delivery
        keep_card(stores.cards, result.card_id, result)
        now_seconds = stores.clock.now_seconds()
        stores.fired_cards.note(
            delivery.slack_team_id, delivery.slack_channel_id, result.card_id, now_seconds
        )
        return result


def _fired(context: DueContext, checked: Checked) -> FiredReminder | None:
    """None: it is one of a series that was ended in Backpack."""
    due, owner = checked.due, person_of(checked.due.owner)
    # What was to be said in a lost channel has moved on before that was found out.
    if due.item.recurrence is None or due.item.lost_channel_id:
        return FiredReminder(due.item, due.due_seconds, owner[1], checked.is_certain)
    next_seconds = next_due_seconds(due.item, due.due_seconds, context.stores.clock.now_seconds())
    if next_seconds is not None and not move_on(
        context.stores, context.person(*owner), due.item, owner, due.due_seconds, next_seconds
    ):
        return None
    return FiredReminder(due.item, due.due_seconds, owner[1], checked.is_certain, next_seconds)
