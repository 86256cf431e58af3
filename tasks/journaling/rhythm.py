"""How often something comes, by the wall clock of whoever it is for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from tasks.recurrence import Recurrence

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WEEKDAYS = _DAYS[:5]
# A Monday. A rhythm has no beginning of its own: any past day will do to count from.
_LONG_AGO = datetime(2001, 1, 1)  # noqa: DTZ001 -- a wall clock's


@dataclass(frozen=True)
class Rhythm:
    """On some days of the week, at a time of day; in no zone yet."""

    days: tuple[str, ...]
    """Of `MO` to `SU`, in that order; at least one."""
    at: time

    def next_after(self, moment: datetime, time_zone: str) -> datetime:
        """The first time after `moment` (aware), in UTC; `time_zone` is an IANA name."""
        return self._recurrence(time_zone).next_after(moment)

    def between(self, after: datetime, until: datetime, time_zone: str) -> Iterator[datetime]:
        """All times between two moments (aware; the second is in it), in UTC."""
        moment = self.next_after(after, time_zone)
        while moment <= until:
            yield moment
            moment = self.next_after(moment, time_zone)

    @property
    def period(self) -> timedelta:
        """What one time tells of, if it is the first."""
        return timedelta(days=7 if len(self.days) == 1 else 1)

    def describe(self) -> str:
        """In English: "every weekday at 16:30"."""
        return self._recurrence("UTC").describe()

    def _recurrence(self, time_zone: str) -> Recurrence:
        is_daily = len(self.days) == len(_DAYS)
        rule = "FREQ=DAILY" if is_daily else f"FREQ=WEEKLY;BYDAY={','.join(self.days)}"
        first = _LONG_AGO.date() + timedelta(days=_DAYS.index(self.days[0]))
        return Recurrence(rule, datetime.combine(first, self.at), time_zone)


def rhythm(days: set[str], at: time) -> Rhythm:
    return Rhythm(tuple(day for day in _DAYS if day in days), at)


EVERY_DAY = set(_DAYS)
EVERY_WEEKDAY = set(WEEKDAYS)
