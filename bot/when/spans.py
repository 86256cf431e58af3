"""A span from now: `in 20 minutes`, `in an hour and a half`, `in 1h30`, `2 weeks from now`, `+1:30`.

Hours and less are counted as they pass. Days and more keep the wall clock: a day from 10:30 is 10:30, also
over a change of the clocks; a month from the 31st is the last day of a shorter month.
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from backpack import to_moment, to_wall_clock
from bot.when.patterns import COUNT, number, pattern


@dataclass(frozen=True)
class Span:
    months: int = 0
    days: int = 0
    seconds: float = 0
    is_guess: bool = False

    @property
    def is_of_days(self) -> bool:
        """It may have a time of day beside it: `in 2 weeks at 9`."""
        return not self.seconds

    @property
    def calendar(self) -> relativedelta:
        return relativedelta(months=self.months, days=self.days)

    def after(self, now: datetime, zone: ZoneInfo) -> datetime:
        """:raises OverflowError, ValueError: past the year 9999"""
        if self.months or self.days:
            now = to_moment(to_wall_clock(now, zone) + self.calendar, zone)
        return now + timedelta(seconds=self.seconds)


# What a unit is in months, days or seconds, by the beginning of its name, from the longest to the shortest.
_UNITS = {
    "y": Span(months=12),
    "mo": Span(months=1),
    "f": Span(days=14),
    "w": Span(days=7),
    "d": Span(days=1),
    "h": Span(seconds=3600),
    "m": Span(seconds=60),
    "s": Span(seconds=1),
}
_UNIT = (
    r"(?P<unit>seconds?|secs?|s|months?|mos?|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|wks?|w|fortnights?"
    r"|years?|yrs?|y)(?:'s?)?"
)
_FRACTIONS = {"": 0.0, "half": 0.5, "quarter": 0.25, "three quarters": 0.75}
_A_FEW = 3  # the least that nobody would call "a couple"
_PIECES = (
    pattern(r"(?:a )?(?P<count>half|quarter|three quarters)(?: of)?(?: an?)? (?P<unit>minute|hour|day|year)"),
    pattern(rf"(?P<count>{COUNT}|an?) ?{_UNIT} and a (?P<fraction>half|quarter)"),
    pattern(rf"(?P<count>{COUNT}) and a (?P<fraction>half|quarter) {_UNIT}"),
    pattern(rf"(?P<count>\d{{1,4}}[.,]\d{{1,2}}|(?:a )?couple(?: of)?|a few|{COUNT}|an?) ?{_UNIT}"),
)
_LIKE_A_CLOCK = pattern(r"in (?P<hours>\d{1,2}):(?P<minutes>[0-5]\d)(?P<hours_said> hours| hrs| h)?")
_COMPACT = pattern(r"(?P<hours>\d{1,3})h(?P<minutes>[0-5]\d)(?:m|mins?)?")
_JOINT = re.compile(r",? (?:and )?")
_ROUGH = r"(?P<rough>(?:about|around|roughly|approximately|approx|ca|~) ?)?"
_LEAD = re.compile(rf"(?P<in>in )?{_ROUGH}")
_TRAIL = re.compile(r" time(?= |$)|(?P<from_now> from now)(?= |$)")
_PLUS = pattern(r"\+(?P<hours>\d{1,4}):(?P<rest>[0-5]\d)", r"\+(?P<minutes>\d{1,6})")
_LATER = pattern(r"in a bit|in a while|later(?: on)?(?! today| tonight)")
_LATER_HOURS = 2  # what Backpack's clients took "later" for


def read_span(words: str) -> tuple[Span, int] | None:
    """The span at the start of `words`, and its length."""
    if found := _PLUS.match(words):
        minutes = int(found["minutes"] or 0) + 60 * int(found["hours"] or 0) + int(found["rest"] or 0)
        return Span(seconds=60 * minutes), found.end()
    if found := _LATER.match(words):
        return Span(seconds=3600 * _LATER_HOURS, is_guess=True), found.end()
    if found := _LIKE_A_CLOCK.match(words):
        seconds = 3600 * int(found["hours"]) + 60 * int(found["minutes"])
        return Span(seconds=seconds, is_guess=not found["hours_said"]), found.end()
    lead = _LEAD.match(words)
    has_in, is_rough = bool(lead and lead["in"]), bool(lead and lead["rough"])
    span, end = _read_pieces(words, lead.end() if lead else 0)
    trail = _TRAIL.match(words, end)
    if span is None or not (has_in or (trail and trail["from_now"])):
        return None  # `2 hours` alone is how long something takes
    return replace(span, is_guess=span.is_guess or is_rough), trail.end() if trail else end


def _read_pieces(words: str, start: int) -> tuple[Span | None, int]:
    """`1 hour and 30 minutes`: each unit smaller than the one before."""
    if found := _COMPACT.match(words, start):
        return Span(seconds=3600 * int(found["hours"]) + 60 * int(found["minutes"])), found.end()
    span, end, units = None, start, list(_UNITS)
    while found := next((found for form in _PIECES if (found := form.match(words, start))), None):
        unit = next(beginning for beginning in _UNITS if found["unit"].startswith(beginning))
        piece = _times(found, _UNITS[unit]) if unit in units else None
        if piece is None:
            break
        span, end, units = _sum(span or Span(), piece), found.end(), units[units.index(unit) + 1 :]
        joint = _JOINT.match(words, end)
        start = joint.end() if joint else len(words)
    return span, end


def _times(found: re.Match[str], unit: Span) -> Span | None:
    words = found["count"]
    if words in _FRACTIONS:
        count = _FRACTIONS[words]
    elif words in ("a", "an"):
        count = 1
    elif "couple" in words:
        count = 2
    elif words == "a few":
        count = _A_FEW
    else:
        count = float(words.replace(",", ".")) if re.search("[.,]", words) else number(words)
    count += _FRACTIONS[found.groupdict().get("fraction") or ""]
    months, days = unit.months * count, unit.days * count
    if months % 1:
        return None  # half a month is no number of days
    whole_days, part_of_day = divmod(days, 1)
    seconds = unit.seconds * count + 24 * 3600 * part_of_day
    return Span(int(months), int(whole_days), seconds, is_guess=words == "a few")


def _sum(one: Span, other: Span) -> Span:
    return Span(
        one.months + other.months,
        one.days + other.days,
        one.seconds + other.seconds,
        one.is_guess or other.is_guess,
    )
