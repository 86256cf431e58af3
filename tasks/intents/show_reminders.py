"""Show the speaker's upcoming reminders."""

from dataclasses import dataclass
from datetime import datetime

from backpack import list_reminders, show_current_user, zone
from tasks.intent import Context
from tasks.wire import wire


@wire
@dataclass(frozen=True)
class ShownReminder:
    content: str
    remind_at: datetime
    """Aware, UTC."""


@wire
@dataclass(frozen=True)
class RemindersShown:
    reminders: tuple[ShownReminder, ...]
    """The earliest first."""


@wire
@dataclass(frozen=True)
class ShowReminders:
    """`reminders`."""

    def describe(self) -> str:
        return "show your upcoming reminders"

    def perform(self, context: Context) -> RemindersShown:
        me = context.backpack(show_current_user())
        mine = [
            ShownReminder(reminder.content, reminder.remind_at)
            for reminder in context.backpack(list_reminders(zone(me.time_zone_id)))
            if me.id in {remindee.id for remindee in reminder.remindees} or reminder.creator_id == me.id
        ]
        return RemindersShown(tuple(mine))
