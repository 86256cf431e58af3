"""Fire what is due at one place: a person's direct messages, or a channel."""

import hashlib
import json
from dataclasses import dataclass

from tasks.due import DueContext
from tasks.reminding.check import Checked, DueReminder, check
from tasks.reminding.item import ReminderItem, person_of
from tasks.reminding.series import move_on, next_due_seconds
from tasks.results import Silence
from tasks.wire import encode, wire


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


@wire
@dataclass(frozen=True)
class FireReminders:
    """What entries of a lane become (`tasks.reminding.item`)."""

    due: tuple[DueReminder, ...]

    def perform_due(self, context: DueContext) -> RemindersFired | Silence:
        fired = [each for checked in check(context, self.due) if (each := _fired(context, checked))]
        if not fired:
            return Silence()
        # Ids of ours stay ours: whoever reads the message may read its buttons' values.
        card_id = hashlib.sha256(context.operation_id.encode()).hexdigest()[:24]  # 96 bits: no two are alike
        result = RemindersFired(card_id, tuple(fired))
        context.stores.cards.keep(card_id, json.dumps(encode(result)))
        return result


def _fired(context: DueContext, checked: Checked) -> FiredReminder | None:
    """None: it is one of a series that was ended in Backpack."""
    due, owner = checked.due, person_of(checked.due.owner)
    next_seconds = next_due_seconds(due.item, due.due_seconds, context.stores.clock.now_seconds())
    if next_seconds is not None and not move_on(
        context.stores, context.person(*owner), due.item, owner, next_seconds
    ):
        return None
    return FiredReminder(due.item, due.due_seconds, owner[1], checked.is_certain, next_seconds)
