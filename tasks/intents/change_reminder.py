"""Change a reminder's text or time."""

from dataclasses import dataclass, replace
from datetime import datetime

from backpack import NotFound, update_reminder
from tasks.intent import Context
from tasks.reminding.card import CardSettled, RowState, row_in_hand, settle
from tasks.reminding.item import ReminderItem
from tasks.reminding.times import check_to_come, kept_time, local_time, my_zone
from tasks.reminding.whom import Addition, entries_of
from tasks.results import RefusalError, Refused
from tasks.text import LINE_MAX_CHARACTERS, check_text
from tasks.wire import wire


@wire
@dataclass(frozen=True)
class ChangeReminder:
    """What the form "Change reminder" says. Of a series, this one time changes."""

    card_id: str
    row: int
    content: str
    remind_at: datetime
    """Aware."""
    time_zone: str
    """The IANA name of the zone it was said in."""

    def __post_init__(self) -> None:
        check_text("reminder", self.content, LINE_MAX_CHARACTERS)

    def describe(self) -> str:
        return f"change that reminder to “{self.content}” on {local_time(self.remind_at, self.time_zone)}"

    def perform(self, context: Context) -> CardSettled:
        with row_in_hand(context, self.card_id, self.row) as reminder:
            item = reminder.item
            check_to_come(context.stores.clock, self.content, self.remind_at, self.time_zone)
            remind_at = kept_time(self.remind_at, item.slack_channel_id)
            self._write(context, item, remind_at)
            changed, due_seconds = replace(item, content=self.content), remind_at.timestamp()
            team = context.delivery.slack_team_id
            context.stores.schedule.put(*entries_of(context.stores, changed, team, due_seconds))
        state = RowState("changed", context.delivery.slack_user_id, self.content, due_seconds)
        return settle(context, self.card_id, self.row, state)

    def _write(self, context: Context, item: ReminderItem, remind_at: datetime) -> None:
        try:
            context.backpack(update_reminder(item.thing_id, self.content, remind_at, my_zone(context)))
        except NotFound:
            problem = "That reminder is not in Backpack any more."
        else:
            addition = Addition(context.delivery.slack_team_id, item.slack_channel_id, item.recurrence)
            if addition.says_something:
                due_in_seconds = remind_at.timestamp() - context.stores.clock.now_seconds()
                context.stores.additions.keep(item.account, item.thing_id, addition.dump(), due_in_seconds)
            return
        raise RefusalError(Refused(problem, "`reminders` shows what is to come."))
