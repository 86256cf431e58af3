"""Parts of the day: `tomorrow morning`, `tonight`, `in the evening`, at the hours of Backpack's clients."""

from dataclasses import dataclass
from datetime import time

from bot.when.patterns import pattern


@dataclass(frozen=True)
class Part:
    name: str
    at: time
    """Which time it means where none is said."""
    until_hour: int
    """When it is over, for "this morning" said in the morning."""
    is_guess: bool = False


MORNING = Part("morning", time(9), 12)
AFTERNOON = Part("afternoon", time(14), 18)
EVENING = Part("evening", time(19), 24)
NIGHT = Part("night", time(19), 24)
_LUNCH = Part("lunch", time(12), 14, is_guess=True)
_END_OF_DAY = Part("end of the day", time(17), 24, is_guess=True)

_PARTS = {part.name: part for part in (MORNING, AFTERNOON, EVENING, NIGHT)}
_NAME = rf"(?P<name>{'|'.join(_PARTS)})"
_LATE = r"at lunch(?:time)?|(?:at )?(?:the )?end of (?:the )?(?:business )?day|(?:at )?eod|close of business"
_FIRST_THING = pattern(r"first thing in the morning", r"first thing(?= tomorrow| on )")
_TODAYS = pattern(rf"this {_NAME}", r"tonight|tonite")
_ANY_DAYS = pattern(rf"in the {_NAME}", r"at (?P<night>night)", rf"(?P<other>{_LATE})")
_AFTER_A_DAY = pattern(rf"{_NAME}", r"first thing|(?P<lunch>lunchtime)")


@dataclass(frozen=True)
class FoundPart:
    part: Part
    is_todays: bool
    length: int


def read_part(words: str, *, after_day: bool) -> FoundPart | None:
    """`after_day`: a day or "every" stands before it, so that a bare "morning" is a part of the day."""
    if found := _FIRST_THING.match(words):
        return FoundPart(MORNING, False, found.end())
    if found := _TODAYS.match(words):
        return FoundPart(_PARTS[found["name"] or "night"], True, found.end())
    if found := _ANY_DAYS.match(words):
        if found["other"]:
            return FoundPart(_LUNCH if "lunch" in found[0] else _END_OF_DAY, False, found.end())
        return FoundPart(_PARTS[found["name"] or "night"], False, found.end())
    if after_day and (found := _AFTER_A_DAY.match(words)):
        part = _LUNCH if found["lunch"] else _PARTS[found["name"] or "morning"]
        return FoundPart(part, False, found.end())
    return None
