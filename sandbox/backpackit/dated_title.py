"""The date or time at the head of a calendar event's title (wire 8): `9/27 Dinner`, `6:30pm Dinner`.

Understood are a day (`9/27`, `9/27/07`, `January 7`, `Jan 7, 2008`), a time (`6:30pm`, `6 pm`, `18:30`), or
both in either order with an "at" between them. No range, no repetition and no word such as "tomorrow" was
seen anywhere, so none is read.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TypeVar
from zoneinfo import ZoneInfo

from .errors import Unacceptable
from .zones import ZONES

_Read = TypeVar("_Read")

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip

# What follows must be a blank or the end: "9/27th" and "6pmish" are not understood.
_END = r"(?=\s|\Z)"
_NUMERIC_DAY = re.compile(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})(?:/(?P<year>\d{4}|\d{2}))?" + _END, re.ASCII)
_NAMED_DAY = re.compile(
    r"(?P<name>[A-Za-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:(?:st|nd|rd|th)\b)?(?:(?:,\s*|\s+)(?P<year>\d{4}))?,?"
    + _END,
    re.ASCII | re.IGNORECASE,
)
_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?::(?P<minute>[0-5]\d))?\s?(?P<half>[ap])\.?m\.?"
    + _END
    + r"|(?P<hour24>\d{1,2}):(?P<minute24>[0-5]\d)"
    + _END,
    re.ASCII | re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:at\s+)?", re.IGNORECASE)


@dataclass(frozen=True)
class DatedTitle:
    """A title that was understood."""

    text: str
    """Without the date and time."""
    occurs_at: int
    """Seconds since 1970: an instant, or midnight UTC of the day of an all-day event (wire 7)."""
    all_day: bool


def read_dated_title(title: str, now: int, zone: str) -> DatedTitle:
    """Read what a person in this Rails zone means now.

    A day without a year is the next such day, today included; a time without a day is today's.

    :raises Unacceptable: there is neither, or no text behind it; then the post fails (wire 8).
    """
    today = datetime.fromtimestamp(now, ZoneInfo(ZONES[zone])).date()
    rest = title.lstrip()
    day, rest = _take(rest, lambda text: _read_day(text, today))
    hour, after = _take(_BETWEEN.sub("", rest, count=1) if day else rest, _read_time)
    rest = after if hour else rest
    if hour and not day:
        day, rest = _take(rest.lstrip(), lambda text: _read_day(text, today))
    if not day and not hour:
        raise Unacceptable("title does not begin with a date or a time")
    text = rest.lstrip()
    if not text:
        raise Unacceptable("title has no text behind its date")
    moment = datetime.combine(day or today, hour or time(), ZoneInfo(ZONES[zone]) if hour else UTC)
    return DatedTitle(text, int(moment.astimezone(UTC).timestamp()), all_day=hour is None)


def _take(text: str, read: Callable[[str], tuple[_Read, int] | None]) -> tuple[_Read | None, str]:
    """What stands at the head of a text, and the rest of it."""
    if (found := read(text)) is None:
        return None, text
    value, end = found
    return value, text[end:]


def _read_day(text: str, today: date) -> tuple[date, int] | None:
    if found := _NUMERIC_DAY.match(text):
        month = int(found["month"])
    elif found := _NAMED_DAY.match(text):
        month = _month(found["name"].lower())
    if not found or not month:
        return None
    if found["year"]:
        year = int(found["year"]) + (2000 if len(found["year"]) == 2 else 0)
        return _date(year, month, int(found["day"])), found.end()
    for year in range(today.year, today.year + 9):  # 29 February may be eight years away
        try:
            day = date(year, month, int(found["day"]))
        except ValueError:
            continue
        if day >= today:
            return day, found.end()
    raise Unacceptable("title begins with a day that no month has")


def _date(year: int, month: int, day: int) -> date:
    if not 1970 <= year < 9000:
        raise Unacceptable("title begins with a year far away")
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Unacceptable("title begins with a day that no month has") from error


def _month(name: str) -> int:
    """1 to 12 for a whole name, its first three letters or "sept"; 0 for another word."""
    for number, month in enumerate(_MONTHS, 1):
        if name in {month, month[:3]} or (name == "sept" and number == 9):
            return number
    return 0


def _read_time(text: str) -> tuple[time, int] | None:
    found = _TIME.match(text)
    if found is None:
        return None
    hour = int(found["hour"] or found["hour24"])
    if found["hour"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"].lower() == "p" else 0)
    elif hour > 23:
        return None
    return time(hour, int(found["minute"] or found["minute24"] or 0)), found.end()
