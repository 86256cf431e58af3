"""The moment of a day and a time of day, when either may have been left out."""

from datetime import datetime, time, timedelta

from bot.when.dates import CalendarDate
from bot.when.days import DayReading, FromToday
from bot.when.halves import TimeOfDay, later_half, with_day, with_part
from bot.when.here import Here, Resolution
from bot.when.parts import NIGHT
from bot.when.phrase import Phrase

START_OF_DAY = time(9)  # what "tomorrow" alone means: when work begins, as Backpack's clients had it
# Who says "tomorrow" before 4 in the night may not have slept yet.
_NIGHT_ENDS_HOUR = 4
# "Today" said after 9:00: what Backpack's clients took "later" for. Half of it within a part of the day.
_LATER_TODAY, _LATER_IN_PART = timedelta(hours=2), timedelta(hours=1)


def time_of_day(phrase: Phrase) -> TimeOfDay:
    """What the phrase says of it; 9:00 if nothing."""
    if phrase.clock and phrase.part:
        return with_part(phrase.clock, phrase.part)
    if phrase.clock:
        return with_day(phrase.clock, is_24_hours=isinstance(phrase.day, CalendarDate) and phrase.day.is_iso)
    return TimeOfDay(phrase.part.at if phrase.part else START_OF_DAY)


def on_day(phrase: Phrase, reading: DayReading, here: Here) -> Resolution:
    at = time_of_day(phrase)
    is_guess = reading.is_guess or at.is_guess or _is_doubtful(phrase, here)
    if phrase.day == FromToday(0):
        if phrase.clock and phrase.clock.is_midnight:  # its beginning has passed
            at, is_guess = TimeOfDay(at.at, is_next_day=True), phrase.clock.is_rough
        elif phrase.clock and at.is_guess and here.moment(reading.day, at) <= here.now:
            at = TimeOfDay(later_half(at.at), is_guess=True)
    moment = here.moment(reading.day, at)
    if (
        isinstance(phrase.day, FromToday)
        and phrase.day.days == 0
        and not phrase.clock
        and (moment <= here.now or phrase.day.is_later)
        and (later := _later_today(phrase, here))
    ):
        return Resolution(later, is_guess=True)
    if moment > here.now:
        return Resolution(moment, is_guess)
    return Resolution(here.moment(reading.again, at), passed=moment)


def _is_doubtful(phrase: Phrase, here: Here) -> bool:
    if phrase.day and phrase.day.is_faint and not phrase.has_time:
        return True
    is_relative = isinstance(phrase.day, FromToday) and (phrase.day.days > 0 or phrase.part is NIGHT)
    return is_relative and here.wall_clock.hour < _NIGHT_ENDS_HOUR


def _later_today(phrase: Phrase, here: Here) -> datetime | None:
    """None: the day, or the part of it, is all but over."""
    moment = here.now + (_LATER_IN_PART if phrase.part else _LATER_TODAY)
    later = Here(moment.replace(second=0, microsecond=0), here.zone)
    is_over = phrase.part and later.wall_clock.hour >= phrase.part.until_hour
    return None if is_over or later.today != here.today else later.now
