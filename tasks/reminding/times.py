"""Times of reminders: still to come, said back, and in the zone the person has in Backpack."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from backpack import show_current_user, zone
from store.clock import Clock
from tasks.intent import Context
from tasks.results import RefusalError, Refused


def check_to_come(clock: Clock, content: str, remind_at: datetime, time_zone: str) -> None:
    """:raises RefusalError: it has passed, while the command waited, say"""
    if remind_at <= clock.now():
        when = local_time(remind_at, time_zone)
        problem = f"It is too late for the reminder “{content}”: {when} has passed."
        raise RefusalError(Refused(problem, "Set it anew with a later time."))


def local_time(moment: datetime, time_zone: str) -> str:
    return f"{moment.astimezone(ZoneInfo(time_zone)):%A %-d %B %Y at %H:%M}"


def my_zone(context: Context) -> ZoneInfo:
    """Asked anew each time: times are read in the zone the person has in Backpack *now*."""
    return zone(context.backpack(show_current_user()).time_zone_id)


def kept_time(moment: datetime, slack_channel_id: str | None) -> datetime:
    """The moment as it is written to Backpack, and put into the schedule: they have to be the same.

    Backpack keeps no fractions of a second. What is due in a channel in the same minute is one message, so it
    has to be due at once: when the minute is over.
    """
    if slack_channel_id is None:
        return moment.replace(microsecond=0)
    rest = moment.replace(second=0, microsecond=0)
    return (rest if rest == moment else rest + timedelta(minutes=1)).astimezone(UTC)
