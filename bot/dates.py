"""When somebody wants to be reminded: a small grammar, in the speaker's own time zone.

    +30            +1:30            in 20 minutes         in 2 hours       tomorrow at 9
    today at 17:00 at 5pm           friday at 14:00       next friday      on 2026-12-01 at 8:30
    at 5pm tomorrow

The time stands at the start or the end of the text. No time of day means 9:00. A weekday is the next
one after today, `next` or not. A moment in the gap of a clock change moves forward by the gap; one that
comes twice is the first.
"""

import re
import string
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from backpack import to_moment

MORNING = time(9)  # what "tomorrow" alone means: the start of a working day, as Backpack's clients had it

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_DAY_NAMES = "|".join(rf"{day[:3]}(?:{day[3:]})?" for day in _WEEKDAYS)

_CLOCK = r"(?P<clock>noon|midnight|\d{1,2}(?::\d{2})?(?:\s?(?:am|pm))?)"
# After a day, a bare number is no time of day: `tomorrow 3 eggs` is about eggs.
_CLEAR_CLOCK = r"(?P<clear_clock>noon|midnight|\d{1,2}:\d{2}(?:\s?(?:am|pm))?|\d{1,2}\s?(?:am|pm))\b"
_AT = rf"(?:,?\s+at\s+{_CLOCK}|,?\s+{_CLEAR_CLOCK})"
_DAY = rf"(?:on\s+)?(?P<day>today|tomorrow|(?:next\s+)?(?:{_DAY_NAMES})|\d{{4}}-\d{{2}}-\d{{2}})"
_FORMS = (
    r"\+(?P<plus_hours>\d{1,4}):(?P<plus_rest>[0-5]\d)",
    r"\+(?P<plus_minutes>\d{1,6})",
    r"in\s+(?P<count>\d{1,5}|an?|half an)\s*(?P<unit>minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w)",
    rf"at\s+{_CLOCK},?\s+{_DAY}",
    rf"{_DAY}(?:{_AT})?",
    rf"at\s+{_CLOCK}",
)
# `+1:75` is no `+1`: a colon ends a time only where no digit follows.
_AT_START = [re.compile(rf"(?:{form})(?=[\s,]|:(?!\d)|$)[\s,:]*", re.IGNORECASE) for form in _FORMS]
_AT_END = [re.compile(rf"(?:^|[\s,])(?:{form})$", re.IGNORECASE) for form in _FORMS]


_BETWEEN = string.whitespace + ","  # what may stand between the time and the text


class UnclearTimeError(Exception):
    """The text names no time, or one that can't be; the text of the error is for the person."""


@dataclass(frozen=True)
class Timed:
    """A text with the time taken out of it."""

    moment: datetime
    """Aware, UTC."""
    content: str


def split_time(text: str, now: datetime, zone: ZoneInfo) -> Timed:
    """Find the time in `text`; `now` is aware.

    :raises UnclearTimeError: no time found, an impossible one (`25:00`), or one that has passed
    """
    if any(pattern.fullmatch(text.strip()) for pattern in _AT_START):
        raise UnclearTimeError("You said when, but not of what.")
    for pattern in _AT_START:
        if (match := pattern.match(text)) and text[match.end() :].strip(_BETWEEN):
            return Timed(_moment(match, now, zone), text[match.end() :].strip(_BETWEEN))
    for pattern in _AT_END:
        if (match := pattern.search(text)) and text[: match.start()].strip(_BETWEEN):
            return Timed(_moment(match, now, zone), text[: match.start()].strip(_BETWEEN))
    raise UnclearTimeError("I could not find a time in that.")


def _moment(match: re.Match[str], now: datetime, zone: ZoneInfo) -> datetime:
    found = {name: value.lower() for name, value in match.groupdict().items() if value}
    if "plus_hours" in found:
        return now + timedelta(hours=int(found["plus_hours"]), minutes=int(found["plus_rest"]))
    if "plus_minutes" in found:
        return now + timedelta(minutes=int(found["plus_minutes"]))
    if "unit" in found:
        return now + _span(found["count"], found["unit"])
    clock = found.get("clock") or found.get("clear_clock")
    at = MORNING if clock is None else _time_of_day(clock)
    today = now.astimezone(zone).date()
    day = _day(found["day"], today) if "day" in found else today
    try:
        moment = to_moment(datetime.combine(day, at), zone)
    except OverflowError:  # within a day of the years 1 and 9999
        raise UnclearTimeError(f"{day} is too far away.") from None
    if moment > now:
        return moment
    if "day" not in found:
        return to_moment(datetime.combine(day + timedelta(days=1), at), zone)
    suggestion = f" Did you mean tomorrow at {at:%H:%M}?" if day == today else ""
    raise UnclearTimeError(f"{day:%A %-d %B %Y} at {at:%H:%M} has passed.{suggestion}")


def _span(count: str, unit: str) -> timedelta:
    if count == "half an":
        return timedelta(**{_UNITS[unit[0]]: 0.5})
    return timedelta(**{_UNITS[unit[0]]: 1 if count in ("a", "an") else int(count)})


def _day(words: str, today: date) -> date:
    if words == "today":
        return today
    if words == "tomorrow":
        return today + timedelta(days=1)
    if words[0].isdigit():
        try:
            return date.fromisoformat(words)
        except ValueError:
            raise UnclearTimeError(f"{words} is not a date.") from None
    name = words.rsplit(maxsplit=1)[-1]
    wanted = next(number for number, weekday in enumerate(_WEEKDAYS) if weekday.startswith(name))
    return today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)


def _time_of_day(words: str) -> time:
    if words in ("noon", "midnight"):
        return time(12) if words == "noon" else time(0)
    half = words[-2:] if words.endswith(("am", "pm")) else ""
    hours, _colon, minutes = words.removesuffix(half).strip().partition(":")
    hour = int(hours)
    if half and not 1 <= hour <= 12:
        raise UnclearTimeError(f"{words} is not a time.")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        return time(hour, int(minutes or 0))
    except ValueError:
        raise UnclearTimeError(f"{words} is not a time.") from None
