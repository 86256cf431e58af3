"""How much each person has written, day by day, in the last four weeks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from backpack import JournalEntry, to_moment, to_wall_clock

DAYS = 28


@dataclass(frozen=True)
class Activity:
    """One person's."""

    backpack_user_id: int
    name: str
    counts: tuple[int, ...]
    """Entries on each of the days, the oldest first and today last."""


def first_midnight(moment: datetime, zone: ZoneInfo) -> datetime:
    """Where the four weeks that end with this day begin; aware."""
    return to_moment(datetime.combine(_first_day(moment, zone), time()), zone)


def activity_of(
    entries: Iterable[JournalEntry], people: Sequence[tuple[int, str]], moment: datetime, zone: ZoneInfo
) -> tuple[Activity, ...]:
    """For each of these (user id, name), in their order."""
    first = _first_day(moment, zone)
    counts = {user_id: [0] * DAYS for user_id, _name in people}
    for entry in entries:
        day = (to_wall_clock(entry.created_at, zone).date() - first).days
        if entry.user_id in counts and 0 <= day < DAYS:
            counts[entry.user_id][day] += 1
    return tuple(Activity(user_id, name, tuple(counts[user_id])) for user_id, name in people)


def _first_day(moment: datetime, zone: ZoneInfo) -> date:
    return to_wall_clock(moment, zone).date() - timedelta(days=DAYS - 1)
