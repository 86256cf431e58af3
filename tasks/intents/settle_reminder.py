"""What the buttons on a reminder do, said in words: which one is meant is told by its text."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from tasks.intent import Context
from tasks.intents.change_reminder import ChangeReminder
from tasks.intents.delete_reminder import DeleteReminder
from tasks.intents.finish_reminder import FinishReminder
from tasks.intents.show_reminders import RemindersShown, my_reminders
from tasks.intents.snooze_reminder import SnoozeReminder
from tasks.names import nearest
from tasks.reminding.called import Row, called, came_due
from tasks.reminding.card import RowState, card_id_of, keep_card, read_card
from tasks.reminding.times import local_time
from tasks.results import RefusalError, Refused
from tasks.text import LINE_MAX_CHARACTERS, check_text
from tasks.wire import wire

Action = Literal["done", "delete", "snooze", "change"]


@wire
@dataclass(frozen=True)
class ReminderSettled:
    content: str
    """As it was."""
    state: RowState


@wire
@dataclass(frozen=True)
class SettleReminder:
    """`reminders done|delete TEXT`, `reminders snooze TEXT until WHEN`, `reminders change TEXT to WHEN|NEW`.

    TEXT is the reminder's, or enough of it to be the only one: of those that came due within a day, or else
    of those to come.
    """

    text: str
    action: Action
    moment: datetime | None = None
    """Aware: until when, or to what time."""
    new_content: str | None = None
    time_zone: str = "UTC"
    """The IANA name of the zone it was said in."""

    def __post_init__(self) -> None:
        check_text("reminder", self.text, LINE_MAX_CHARACTERS)
        if self.new_content is not None:
            check_text("reminder", self.new_content, LINE_MAX_CHARACTERS)

    def describe(self) -> str:
        when = f" on {local_time(self.moment, self.time_zone)}" if self.moment else ""
        to = f"“{self.new_content}”" if self.new_content else f"come{when}"
        return {
            "done": f"be done with the reminder “{self.text}”",
            "delete": f"delete the reminder “{self.text}”",
            "snooze": f"have the reminder “{self.text}” come again{when}",
            "change": f"change the reminder “{self.text}” to {to}",
        }[self.action]

    def perform(self, context: Context) -> ReminderSettled:
        row = self._row(context)
        settled = self._intent(row).perform(context)
        return ReminderSettled(row.content, settled.state)

    def _intent(self, row: Row) -> FinishReminder | DeleteReminder | SnoozeReminder | ChangeReminder:
        where = row.card_id, row.number
        if self.action == "done":
            return FinishReminder(*where)
        if self.action == "delete":
            return DeleteReminder(*where)
        old = row.reminder
        moment = self.moment or datetime.fromtimestamp(old.due_seconds, UTC)
        if self.action == "snooze":
            return SnoozeReminder(*where, moment, self.time_zone)
        return ChangeReminder(*where, self.new_content or old.item.content, moment, self.time_zone)

    def _row(self, context: Context) -> Row:
        """The same for each attempt: one that came through has changed what there is to be found."""
        own_id = card_id_of(context.operation_id)
        if own := read_card(context.stores.cards, own_id):
            return Row(own_id, 0, own.row(0))
        due = list(came_due(context)) if self.action in ("done", "snooze") else []
        for row in due:
            if row.settled_by == context.operation_id:
                return row
        due = [row for row in due if not row.is_over and self._fits(row)]
        if found := called(self.text, due):
            return found
        to_come = [Row(own_id, 0, reminder) for reminder in my_reminders(context)]
        found = called(self.text, to_come)
        if found is None:
            texts = nearest(self.text, [row.content for row in (*due, *to_come)])
            problem = f"You have no reminder called {self.text}."
            raise RefusalError(Refused(problem, "`reminders` shows what is to come.", texts))
        if self.action == "done" and found.reminder.item.recurrence:
            problem = f"{found.content} comes again and again, and is not due yet."
            raise RefusalError(Refused(problem, f"To end it: `reminders delete {self.text}`"))
        keep_card(context.stores.cards, own_id, RemindersShown(own_id, (found.reminder,), ()))
        return found

    def _fits(self, row: Row) -> bool:
        """As the buttons have it: an event is never done."""
        return not (self.action == "done" and row.reminder.item.is_event)
