"""What comes back: an RFC 5545 rule on the wall clock of one zone.

"Every weekday at 9:30" is 9:30 by the clock on the wall, in summer as in winter: occurrences are counted as
naive times, and each is turned into a moment at the end, by `backpack.to_moment` (a time that the clocks skip
moves forward by the gap; of one that comes twice the first is meant).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrulestr

from backpack import to_moment, to_wall_clock
from tasks.recurrence_words import describe_days

# Daily is the smallest frequency: nothing finer than a day (BYHOUR and so on), no COUNT, no UNTIL. The day is
# always written out, never left to `starts`. Each of these has an occurrence within some years, whatever the
# numbers: dateutil would look for a 32nd until the year 9999. (30 February it does look for, for 0.2 s.)
_DAY = r"(?:MO|TU|WE|TH|FR|SA|SU)"
_DATE = r"(?:-1|[1-9]|[12]\d|3[01])"
_DAYS, _DATES = rf"BYDAY={_DAY}(?:,{_DAY}){{0,6}}", rf"BYMONTHDAY={_DATE}(?:,{_DATE}){{0,30}}"
_NTH_DAYS = rf"BYDAY=(?:-1|[1-4]){_DAY}(?:,(?:-1|[1-4]){_DAY}){{0,6}}"
_INTERVAL = r"(?:INTERVAL=[1-9]\d{0,2};)?"
_RULE = re.compile(
    rf"FREQ=(?:DAILY(?:;INTERVAL=[1-9]\d{{0,2}})?"
    rf"|WEEKLY;{_INTERVAL}{_DAYS}"
    rf"|MONTHLY;{_INTERVAL}(?:{_NTH_DAYS}|{_DATES}(?:;BYSETPOS=-1)?|{_DAYS};BYSETPOS=(?:-1|[1-4]))"
    rf"|YEARLY;{_INTERVAL}BYMONTH=(?:[1-9]|1[0-2]);{_DATES}(?:;BYSETPOS=-1)?)",
    re.ASCII,
)
# A skipped time moves forward by the gap: its wall clock may lie behind us, and itself ahead. The longest gap
# was a day (Samoa, 30 December 2011).
_LONGEST_GAP = timedelta(days=1)


@dataclass(frozen=True)
class Recurrence:
    """Occurrences without an end.

    :raises ValueError: a rule, first occurrence or zone that can't be; also one more frequent than daily
    """

    rule: str
    """An RRULE value, such as `FREQ=WEEKLY;BYDAY=MO,TU`."""
    starts: datetime
    """Naive: the wall clock of the first occurrence, in whole seconds. INTERVAL counts from it."""
    time_zone: str
    """An IANA name."""

    def __post_init__(self) -> None:
        parts = parts_of(self.rule)
        try:
            ZoneInfo(self.time_zone)
        except (KeyError, OSError, ValueError):  # a folder is an OSError, a path a ValueError
            raise ValueError(f"no zone called {self.time_zone[:80]!a}") from None
        # Without INTERVAL the search is short, and `starts` is in the first interval anyhow.
        is_naive = self.starts.tzinfo is None
        if not is_naive or self.starts not in islice(_occurrences(_every_interval(parts), self.starts), 1):
            raise ValueError(f"{self.starts} is no occurrence of {self.rule}")

    @classmethod
    def first_after(cls, rule: str, at: time, moment: datetime, zone: ZoneInfo) -> "Recurrence":
        """The recurrence of this rule at this time of day that starts with the first possible after `moment`.

        :raises ValueError: the rule can't be; :raises OverflowError: the years end at 9999
        """
        from_here = datetime.combine(to_wall_clock(moment, zone).date() - _LONGEST_GAP, at)
        for wall_clock in _occurrences(_every_interval(parts_of(rule)), from_here):
            if to_moment(wall_clock, zone) > moment:
                return cls(rule, wall_clock, zone.key)
        raise OverflowError(f"no occurrence of {rule} after {moment}")

    def next_after(self, moment: datetime) -> datetime:
        """The first occurrence after `moment` (aware), in UTC.

        :raises OverflowError: the years end at 9999
        """
        zone = ZoneInfo(self.time_zone)
        first = to_moment(self.starts, zone)
        if moment < first:
            return first
        for wall_clock in _occurrences(self.rule, self._shortly_before(to_wall_clock(moment, zone))):
            if (occurrence := to_moment(wall_clock, zone)) > moment:
                return occurrence
        raise OverflowError(f"no occurrence of {self.rule} after {moment}")

    def describe(self) -> str:
        """In English: "every weekday at 09:30", "on the last Friday of every month at 14:00"."""
        return f"{describe_days(parts_of(self.rule))} at {self.starts:%H:%M}"

    def _shortly_before(self, wall_clock: datetime) -> datetime:
        """`starts`, moved on by whole intervals: an old recurrence costs no more than a new one.

        By one interval less than it could be, for a time that is skipped may move on into the next.
        """
        parts = parts_of(self.rule)
        interval = int(parts.get("INTERVAL", "1"))
        if parts["FREQ"] in ("DAILY", "WEEKLY"):
            step = timedelta(days=interval * (7 if parts["FREQ"] == "WEEKLY" else 1))
            return self.starts + max(0, (wall_clock - self.starts) // step - 1) * step
        months = interval * (12 if parts["FREQ"] == "YEARLY" else 1)
        passed = (wall_clock.year - self.starts.year) * 12 + wall_clock.month - self.starts.month
        intervals = max(0, passed // months - 1)
        # The 1st is in every month; the rule itself has the day.
        return (
            self.starts.replace(day=1) + relativedelta(months=intervals * months)
            if intervals
            else self.starts
        )


def parts_of(rule: str) -> dict[str, str]:
    """:raises ValueError: not one of the rules that are understood here"""
    if not _RULE.fullmatch(rule):
        raise ValueError(f"{rule[:120]!a} is no rule that is understood; daily is the most often")
    return dict(part.split("=") for part in rule.split(";"))


def _every_interval(parts: Mapping[str, str]) -> str:
    return ";".join(f"{name}={value}" for name, value in parts.items() if name != "INTERVAL")


def _occurrences(rule: str, starts: datetime) -> Iterator[datetime]:
    return iter(rrulestr(rule, dtstart=starts))
