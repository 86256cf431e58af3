"""For how long a reminder can be snoozed: the menu's options, and the moments that they mean."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from backpack import to_moment

MORNING = time(9)  # as for a reminder of "tomorrow" alone: the start of a working day
_SATURDAY = 5  # date.weekday()


@dataclass(frozen=True)
class Snooze:
    """One option."""

    name: str
    """In the option's value: messages live for months, so it must not change."""
    label: str
    until: Callable[[datetime, ZoneInfo], datetime]
    """From now, in the zone of the one who chooses; both aware."""
    needs_time_zone: bool


def _after(span: timedelta) -> Callable[[datetime, ZoneInfo], datetime]:
    return lambda now, _zone: now + span


def _tomorrow(now: datetime, zone: ZoneInfo) -> datetime:
    return _morning(_today(now, zone) + timedelta(days=1), zone)


def _next_working_morning(now: datetime, zone: ZoneInfo) -> datetime:
    day = _today(now, zone) + timedelta(days=1)
    while day.weekday() >= _SATURDAY:
        day += timedelta(days=1)
    return _morning(day, zone)


def _today(now: datetime, zone: ZoneInfo) -> date:
    return now.astimezone(zone).date()


def _morning(day: date, zone: ZoneInfo) -> datetime:
    return to_moment(datetime.combine(day, MORNING), zone)


SNOOZES = (
    Snooze("15min", "15 minutes", _after(timedelta(minutes=15)), needs_time_zone=False),
    Snooze("1h", "1 hour", _after(timedelta(hours=1)), needs_time_zone=False),
    Snooze("tomorrow", f"Tomorrow at {MORNING:%-H:%M}", _tomorrow, needs_time_zone=True),
    Snooze("working", f"Next working day at {MORNING:%-H:%M}", _next_working_morning, needs_time_zone=True),
)


def snooze_called(name: str) -> Snooze:
    """:raises KeyError: there is none"""
    return _BY_NAME[name]


_BY_NAME = {snooze.name: snooze for snooze in SNOOZES}
