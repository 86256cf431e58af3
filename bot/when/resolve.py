"""From what a WHEN says to the moment that it means."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from backpack import to_moment, to_wall_clock
from bot.when.answer import UnclearTimeError
from bot.when.days import DayReading
from bot.when.every import Every
from bot.when.halves import TimeOfDay, is_certain_alone, without_day
from bot.when.here import Here, Resolution
from bot.when.on_day import on_day, time_of_day
from bot.when.phrase import Phrase
from tasks.recurrence import Recurrence

# A century: nobody means more, and nothing is near the year 9999, where the calendar ends.
_FARTHEST = timedelta(days=36_525)
_TOO_FAR = "That is too far away."


def resolve(phrase: Phrase, now: datetime, zone: ZoneInfo) -> Resolution:
    """:raises UnclearTimeError: such a time can't be"""
    if phrase.problem:
        raise UnclearTimeError(phrase.problem)
    try:
        resolution = _resolve(phrase, Here(now, phrase.zone or zone))
    except (ValueError, OverflowError):
        raise UnclearTimeError(_TOO_FAR) from None
    if resolution.moment - now > _FARTHEST:
        raise UnclearTimeError(_TOO_FAR)
    is_rough = bool(phrase.bound or phrase.zone) or bool(phrase.part and phrase.part.is_guess)
    return replace(resolution, is_guess=resolution.is_guess or is_rough)


def _resolve(phrase: Phrase, here: Here) -> Resolution:
    if phrase.instant:
        return _at_instant(phrase.instant, here)
    if phrase.every:
        return _recurring(phrase, phrase.every, here)
    if phrase.span and phrase.span.is_of_days and phrase.has_time:
        then = (here.wall_clock + phrase.span.calendar).date()
        return on_day(phrase, DayReading(then, then + timedelta(days=1), phrase.span.is_guess), here)
    if phrase.span:
        moment = phrase.span.after(here.now, here.zone)
        if moment <= here.now:
            raise UnclearTimeError("That is now.")
        return Resolution(moment, phrase.span.is_guess)
    if phrase.day:
        return on_day(phrase, phrase.day.on(here.today), here)
    return _next_time(phrase, here)


def _at_instant(stamp: datetime, here: Here) -> Resolution:
    instant = stamp.astimezone(UTC) if stamp.tzinfo else to_moment(stamp, here.zone)
    if instant > here.now:
        return Resolution(instant)
    at = TimeOfDay(to_wall_clock(instant, here.zone).time())
    return Resolution(here.moment(here.today + timedelta(days=1), at), passed=instant)


def _recurring(phrase: Phrase, every: Every, here: Here) -> Resolution:
    at = time_of_day(phrase)
    if at.is_next_day:
        raise UnclearTimeError("I can't tell on which days that would be.")
    is_adjective = every.is_faint and not phrase.has_time
    every = every.anchored(here.today)
    recurrence = Recurrence.first_after(every.rule, at.at, here.now, here.zone)
    # Every day's midnight is no day's more than another's.
    is_guess = at.is_guess and not (every.rule == "FREQ=DAILY" and at.at == time(0))
    return Resolution(recurrence.next_after(here.now), is_guess or every.is_guess or is_adjective, recurrence)


def _next_time(phrase: Phrase, here: Here) -> Resolution:
    """The next time at which it is what was said, be it today or tomorrow."""
    if phrase.clock and not phrase.part:
        times = [TimeOfDay(at) for at in without_day(phrase.clock)]
    else:
        times = [time_of_day(phrase)]
    moments = [
        (here.moment(day, at), day, at)
        # The day after tomorrow for a zone that skips tomorrow: at its date line.
        for day in (here.today + timedelta(days=days) for days in range(3))
        for at in times
    ]
    moment, day, at = min(found for found in moments if found[0] > here.now)
    is_certain = (
        is_certain_alone(phrase.clock, at.at, is_today=day == here.today)
        if phrase.clock and not phrase.part
        else not at.is_guess
    )
    return Resolution(moment, is_guess=not is_certain)
