"""A day counted from today: `tomorrow`, `friday`, `next friday`, `next week`, `the weekend`."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol

from dateutil.relativedelta import relativedelta

from bot.when.patterns import COUNT, WEEKDAY, number, pattern, weekday_number

_A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class DayReading:
    day: date
    again: date
    """What to offer when the moment has passed."""
    is_guess: bool = False


class Day(Protocol):
    @property
    def is_faint(self) -> bool:
        """By itself it may well be something else: `sat`, `3/4`, `may 5`. With a time of day it is a day."""

    def on(self, today: date) -> DayReading:
        """:raises UnclearTimeError: no date; :raises OverflowError, ValueError: past the year 9999"""


@dataclass(frozen=True)
class FromToday:
    days: int
    is_later: bool = False
    """`later today`: not at the time that a day has where none is said."""
    is_faint: bool = False

    def on(self, today: date) -> DayReading:
        then = today + timedelta(days=self.days)
        return DayReading(then, then + timedelta(days=1))


@dataclass(frozen=True)
class Weekday:
    """The next one after today. "This" one may be today, and the next week's has to be told apart."""

    number: int
    """0 is Monday."""
    which: str = ""
    """Empty, `this`, `coming`, `next`, `this week` or `next week`."""
    is_faint: bool = False

    def on(self, today: date) -> DayReading:
        first = today + timedelta(days=(self.number - today.weekday() - 1) % 7 + 1)
        later = first + _A_WEEK
        is_today = self.number == today.weekday()
        match self.which:
            case "next week":
                monday = today + timedelta(days=7 - today.weekday())
                # On a Sunday, weeks that begin on Mondays and weeks that begin on Sundays disagree.
                then = monday + timedelta(days=self.number)
                return DayReading(then, then + _A_WEEK, is_guess=today.weekday() == 6)
            case "this" if is_today:
                return DayReading(today, first, is_guess=True)
            case "this week":
                has_passed = is_today or _is_next_week(today, first)
                return DayReading(first - _A_WEEK if has_passed else first, first, is_guess=is_today)
            case "next":
                # Said on a Wednesday, "next Friday" is in 2 days or in 9. It is certain only where the first
                # Friday lies in no week that has begun, be it one of Mondays or of Sundays.
                return DayReading(first, later, is_guess=not is_today and _is_this_week(today, first))
            case _:
                return DayReading(first, later, is_guess=is_today and self.which != "coming")


def _is_next_week(today: date, first: date) -> bool:
    return today.weekday() + (first - today).days > 6


def _is_this_week(today: date, first: date) -> bool:
    since_sunday = (today.weekday() + 1) % 7
    return not _is_next_week(today, first) or since_sunday + (first - today).days <= 6


@dataclass(frozen=True)
class AWeekAfter:
    """`a week from friday`, `friday in two weeks`."""

    day: FromToday | Weekday
    weeks: int
    is_faint: bool = False

    def on(self, today: date) -> DayReading:
        reading = self.day.on(today)
        return replace(
            reading, day=reading.day + self.weeks * _A_WEEK, again=reading.again + self.weeks * _A_WEEK
        )


@dataclass(frozen=True)
class Somewhen:
    """More than a day, of which one is picked; always a guess."""

    name: str
    is_faint: bool = False

    def on(self, today: date) -> DayReading:
        pick = _PICKED[self.name]
        then = pick(today)
        return DayReading(then, pick(then + timedelta(days=1)), is_guess=True)


_PICKED: dict[str, Callable[[date], date]] = {
    "next week": lambda today: today + timedelta(days=7 - today.weekday()),
    "next month": lambda today: today.replace(day=1) + relativedelta(months=1),
    "weekend": lambda today: today + timedelta(days=(5 - today.weekday() - 1) % 7 + 1),
    "next weekend": lambda today: today + timedelta(days=(5 - today.weekday() - 1) % 7 + 1),
    "end of week": lambda today: today + timedelta(days=(4 - today.weekday() - 1) % 7 + 1),
    "end of month": lambda today: today + relativedelta(day=31),
    "end of next month": lambda today: today + relativedelta(months=1, day=31),
}

_TOMORROW = r"(?P<tomorrow>tomm?orr?ow|tmrw|tmr)"
_WHICH = r"(?P<which>this coming|coming|this|next)"
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Day]], ...] = (
    (
        pattern(
            rf"(?P<weeks>a|{COUNT}) weeks? (?:from |on )?"
            rf"(?:(?P<today>today)|{_TOMORROW}|(?P<name>{WEEKDAY}))"
        ),
        lambda found: AWeekAfter(
            Weekday(weekday_number(found["name"]))
            if found["name"]
            else FromToday(0 if found["today"] else 1),
            1 if found["weeks"] == "a" else number(found["weeks"]),
        ),
    ),
    (pattern(rf"(?:the )?day after {_TOMORROW}"), lambda _found: FromToday(2)),
    (pattern(r"(?P<later>later )?today"), lambda found: FromToday(0, is_later=bool(found["later"]))),
    (pattern(_TOMORROW), lambda _found: FromToday(1)),
    (
        pattern(
            rf"(?:on )?next week (?:on )?(?P<name>{WEEKDAY})",
            rf"(?:on )?{WEEKDAY} (?:of )?next week",
        ),
        lambda found: Weekday(weekday_number(found["name"] or found[0].removeprefix("on ")), "next week"),
    ),
    (
        pattern(rf"(?P<on>on )?(?:{_WHICH} )?(?P<name>{WEEKDAY})(?: (?P<week>this week))?"),
        lambda found: Weekday(
            weekday_number(found["name"]),
            found["week"] or (found["which"] or "").removeprefix("this "),
            # `sat` and `sun` are words of their own.
            is_faint=len(found["name"]) < 4 and not (found["on"] or found["which"]),
        ),
    ),
    (
        pattern(
            r"(?P<name>next (?:week|month|weekend))",
            r"(?:on |at )?(?:this |the )(?:coming )?weekend",
            r"(?:at )?(?:the )?end of (?:the |this )?(?P<end>week|month|next month)",
        ),
        lambda found: Somewhen(found["name"] or (f"end of {found['end']}" if found["end"] else "weekend")),
    ),
)


def read_day(words: str) -> tuple[Day, int] | None:
    """The day at the start of `words`, and its length."""
    return next(((make(found), found.end()) for form, make in _FORMS if (found := form.match(words))), None)
