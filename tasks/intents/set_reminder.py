"""Set a reminder for the speaker."""

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from backpack import create_reminder, show_current_user, zone
from tasks.intent import Context
from tasks.results import RefusalError, Refused
from tasks.text import LINE_MAX_CHARACTERS, check_text
from tasks.wire import wire


@wire
@dataclass(frozen=True)
class ReminderSet:
    content: str
    remind_at: datetime
    """Aware."""
    time_zone: str
    """The IANA name of the zone the speaker meant."""


@wire
@dataclass(frozen=True)
class SetReminder:
    """`remind me WHEN CONTENT`, with WHEN already resolved to an instant."""

    content: str
    remind_at: datetime
    """Aware."""
    time_zone: str
    """The IANA name of the speaker's zone, to say the time back in."""

    def __post_init__(self) -> None:
        check_text("reminder", self.content, LINE_MAX_CHARACTERS)

    def describe(self) -> str:
        return f"remind you of “{self.content}” on {self._local_time()} ({self.time_zone})"

    def perform(self, context: Context) -> ReminderSet:
        if self.remind_at <= datetime.now(UTC):
            problem = f"It is too late for the reminder “{self.content}”: {self._local_time()} has passed."
            raise RefusalError(Refused(problem, "Set it anew with a later time."))
        # Asked anew each time: `remind_at` is read in the zone the person has in Backpack *now*.
        me = context.backpack(show_current_user())
        my_zone = zone(me.time_zone_id)
        context.backpack(create_reminder(self.content, self.remind_at, my_zone, remindee_ids=[me.id]))
        return ReminderSet(self.content, self.remind_at, self.time_zone)

    def _local_time(self) -> str:
        return f"{self.remind_at.astimezone(ZoneInfo(self.time_zone)):%A %-d %B %Y at %H:%M}"
