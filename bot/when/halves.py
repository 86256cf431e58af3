"""Which half of the day `at 5` means, and which day `tonight at 1` ends on."""

from dataclasses import dataclass
from datetime import time

from bot.when.clocks import Clock
from bot.when.parts import AFTERNOON, EVENING, MORNING, NIGHT, Part

# Said with a day and nothing more, 8 to 12 are the hours of a morning's work and 1 to 6 those of an
# afternoon's; 7 and below could be either, so they are guesses.
_FIRST_OF_MORNING, _LAST_OF_AFTERNOON = 8, 6
# Of the two halves, `at 9` alone means the next one in which people are awake.
_AWAKE_HOURS = range(7, 22)


@dataclass(frozen=True)
class TimeOfDay:
    at: time
    is_guess: bool = False
    is_next_day: bool = False
    """It is part of this day's night, but the calendar calls it the next."""


def later_half(at: time) -> time:
    return at.replace(hour=at.hour % 12 + 12)


def with_day(clock: Clock, *, is_24_hours: bool) -> TimeOfDay:
    """The time of day that `clock` means beside a day; `is_24_hours`: the day was written as computers do."""
    at = clock.at
    if not clock.is_open or is_24_hours:
        return TimeOfDay(at, is_guess=clock.is_midnight or clock.is_rough)
    if at.hour <= _LAST_OF_AFTERNOON:
        return TimeOfDay(later_half(at), is_guess=True)
    return TimeOfDay(at, is_guess=at.hour < _FIRST_OF_MORNING or clock.is_rough)


def with_part(clock: Clock, part: Part) -> TimeOfDay:
    """The time of day that `clock` means beside "in the evening" and the like."""
    at, hour = clock.at, clock.at.hour
    is_night = part in (EVENING, NIGHT)
    if clock.is_midnight and is_night:
        return TimeOfDay(at, clock.is_rough, is_next_day=True)
    if is_night and hour <= 4 and not (part is EVENING and clock.is_open):
        return TimeOfDay(at, is_guess=True, is_next_day=True)  # "tonight at 1"
    if is_night and hour == 12:
        return TimeOfDay(time(0, at.minute), is_guess=True, is_next_day=clock.is_open)
    if clock.is_open and part is not MORNING:
        at = later_half(at)
    fits = {MORNING: at.hour < 12, AFTERNOON: 12 <= at.hour < 19}.get(part, at.hour >= 16)
    return TimeOfDay(at, is_guess=not fits or clock.is_rough or part.is_guess)


def without_day(clock: Clock) -> list[time]:
    """The times of day that `clock` alone may mean; of an open one, those when people are awake."""
    if not clock.is_open:
        return [clock.at]
    both = [clock.at.replace(hour=clock.at.hour % 12), later_half(clock.at)]
    return [at for at in both if at.hour in _AWAKE_HOURS]


def is_certain_alone(clock: Clock, at: time, *, is_today: bool) -> bool:
    """`at 9` before 9 in the morning is 9 on a clock of 12 hours as on one of 24; later it is a guess."""
    is_plain = not clock.is_open or (is_today and at == clock.at and at.hour >= _FIRST_OF_MORNING)
    return is_plain and not clock.is_rough
