"""A time of day: `at 9`, `5pm`, `17:00`, `noon`, `half past five`."""

from dataclasses import dataclass
from datetime import time

from bot.when.patterns import HOUR, number, pattern


@dataclass(frozen=True)
class Clock:
    at: time
    is_open: bool = False
    """From 1 to 12 without am, pm or a leading zero: it may be meant in either half of the day."""
    is_clear: bool = True
    """Nothing but a time of day: `5pm`, `at 9`. `8:30` may be a psalm, and "High Noon" is a film."""
    is_midnight: bool = False
    """A word for 0:00, which people count to the day before as well as to the day after."""
    is_rough: bool = False
    problem: str = ""
    """Why it can't be, for the person."""


_LEAD = r"(?P<at>at |@ ?)?(?:exactly )?(?P<rough>(?:about|around|roughly|approximately|approx|circa|ca|~) ?)?"
_TRAIL = r"(?: sharp| exactly| on the dot)?"
_HALF = r" ?(?P<half>[ap])\.?m"
_FORMS = [
    pattern(rf"{_LEAD}(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d\d))?{_HALF}{_TRAIL}"),
    pattern(
        rf"{_LEAD}(?P<hour>\d{{1,2}}):(?P<minute>\d\d)(?P<second>:\d\d)?(?: ?(?:h|hrs|hours|uhr))?{_TRAIL}"
    ),
    pattern(rf"{_LEAD}(?P<name>noon|midday|midnight){_TRAIL}"),
    pattern(rf"{_LEAD}(?P<hour>{HOUR}) ?o'?(?P<oclock>clock){_TRAIL}"),
    pattern(
        rf"{_LEAD}(?P<shift>half past|(?:a )?quarter past|(?:a )?quarter to) (?P<hour>{HOUR})(?:{_HALF})?"
    ),
    pattern(rf"(?P<at>at )(?P<hour>{HOUR}) (?P<spelled>fifteen|thirty|forty-five)"),
    pattern(rf"(?P<hour>{HOUR})(?= (?:in the|this) (?:morning|afternoon|evening)| at night| tonight)"),
    # A bare number needs its `at`: `tomorrow 3 eggs` is about eggs.
    pattern(
        rf"(?P<at>at |@ ?)(?P<rough>(?:about|around) )?(?P<hour>{HOUR})(?:[.h](?P<minute>\d\d)|h)?{_TRAIL}"
    ),
    # `at 0930` is a time, `at 1600 Pennsylvania Avenue` is none.
    pattern(r"(?P<at>at )(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?P<digits>)"),
]
_SHIFT_MINUTES = {"half past": 30, "quarter past": 15, "quarter to": -15}


def read_clock(words: str, *, after_day: bool) -> tuple[Clock, int] | None:
    """The time of day at the start of `words`, and its length; `after_day`: a day stands beside it."""
    for form in _FORMS:
        if found := form.match(words):
            clock = _clock(found.groupdict())
            # `16:75` with nothing around that speaks of time is a score, not a mistake.
            is_odd = bool(clock.problem or found.groupdict().get("second"))
            is_text = (
                is_odd and not found.groupdict().get("at") and not after_day
            ) or clock.problem == _NO_CLOCK
            return None if is_text else (clock, found.end())
    return None


_NO_CLOCK = "-"


def _clock(found: dict[str, str | None]) -> Clock:
    is_rough, has_at = bool(found.get("rough")) or found.get("digits") is not None, bool(found.get("at"))
    if name := found.get("name"):
        at = time(0) if name == "midnight" else time(12)
        return Clock(at, is_clear=has_at, is_midnight=name == "midnight", is_rough=is_rough)
    words, half, shift = found["hour"] or "", found.get("half"), found.get("shift")
    hour, minute = number(words), number(found.get("minute") or found.get("spelled") or "0")
    shown = f"{words}:{found['minute']}" if found.get("minute") else words
    if half and not 1 <= hour <= 12:
        return Clock(time(0), problem=f"{shown}{half}m is not a time.")
    if hour > 23 and not found.get("minute"):
        return Clock(time(0), problem=_NO_CLOCK)
    if hour > 23 or minute > 59:
        return Clock(time(0), problem=f"{shown} is not a time.")
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if shift:
        minutes = (hour * 60 + _SHIFT_MINUTES[shift.removeprefix("a ")]) % (24 * 60)
        hour, minute = divmod(minutes, 60)
    is_open = not half and 1 <= hour <= 12 and not words.startswith("0")
    is_clear = has_at or bool(half or shift or found.get("oclock"))
    is_midnight = half == "a" and hour == 0
    return Clock(time(hour, minute), is_open, is_clear, is_midnight, is_rough)
