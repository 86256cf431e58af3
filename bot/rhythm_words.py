"""How often, as people say it: `daily 17:00`, `weekdays at 4:30pm`, `weekly fri 16:00`, `mon, wed 9:00`."""

import re
from datetime import time

from tasks.journaling.rhythm import EVERY_DAY, EVERY_WEEKDAY, Rhythm, rhythm
from tasks.results import RefusalError, Refused

_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY = "|".join(rf"{name[:3]}(?:{name[3:]})?s?" for name in _NAMES)
_RHYTHM = re.compile(
    rf"(?:(?P<daily>daily|every\s?day)|(?P<weekdays>(?:every\s)?weekdays?)"
    rf"|(?:weekly|every)?\s*(?P<days>(?:{_DAY})(?:(?:\s*,\s*|\s+and\s+|\s+)(?:{_DAY}))*))"
    r"\s+(?:at\s+)?(?P<hour>\d{1,2})(?::(?P<minute>\d{2}))?\s*(?P<half>am|pm)?",
    re.IGNORECASE,
)


def is_rhythm(words: str) -> bool:
    """Whether it looks like one; its time may yet be impossible."""
    return _RHYTHM.fullmatch(words.strip()) is not None


def read_rhythm(verb: str, words: str) -> Rhythm:
    """:raises RefusalError: no rhythm, or an impossible time"""
    found = _RHYTHM.fullmatch(words.strip())
    at = _time(found) if found else None
    if found is None or at is None:
        examples = (
            f"`{verb} daily 17:00`, `{verb} weekdays 16:30`, `{verb} weekly fri 16:00`, or `{verb} off`"
        )
        problem = f"I don’t understand “{words}”." if found is None else f"“{words}” has an impossible time."
        raise RefusalError(Refused(problem, f"Say on which days and when: {examples}", kept=""))
    if found["daily"]:
        return rhythm(EVERY_DAY, at)
    if found["weekdays"]:
        return rhythm(EVERY_WEEKDAY, at)
    return rhythm(
        {name[:2].upper() for name in re.findall(r"[a-z]+", found["days"].lower()) if name != "and"}, at
    )


def _time(found: re.Match[str]) -> time | None:
    hour, half = int(found["hour"]), (found["half"] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        return time(hour, int(found["minute"] or 0))
    except ValueError:
        return None
