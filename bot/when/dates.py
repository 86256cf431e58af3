"""A day of the calendar: `2026-12-01`, `3 March`, `March 3rd 2027`, `3.3.`, `3/4`, `the 14th`."""

import calendar
import re
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.when.answer import UnclearTimeError
from bot.when.days import Day, DayReading
from bot.when.patterns import MONTH, WEEKDAY, month_number, pattern, weekday_number

# A date without a year that passed no longer ago was hardly meant for next year.
_JUST_PASSED = timedelta(days=183)


@dataclass(frozen=True)
class CalendarDate:
    day: int
    month: int
    year: int | None = None
    """None: the next one."""
    weekday: int | None = None
    """0 is Monday. Said besides, and has to agree."""
    is_guess: bool = False
    """Day and month might be the other way round."""
    is_faint: bool = False
    is_iso: bool = False
    """`2026-12-01`: who writes so writes 17:00 for five in the afternoon."""

    def on(self, today: date) -> DayReading:
        then = self._in(self.year) if self.year is not None else self._next_or_just_passed(today)
        if self.is_guess and then < today:
            other = replace(self, day=self.month, month=self.day, is_guess=False).on(today)
            if other.day >= today:
                return replace(other, is_guess=True)
        _check_weekday(then, self.weekday)
        return DayReading(then, self._first(max(then, today) + timedelta(days=1)), self.is_guess)

    def _next_or_just_passed(self, today: date) -> date:
        then = self._first(today)
        passed = self._found(today.year) if then.year > today.year else None
        # The caller sees that it has passed, and offers next year's.
        return passed if passed and passed > today - _JUST_PASSED else then

    def _in(self, year: int) -> date:
        try:
            return date(year, self.month, self.day)
        except ValueError:
            raise UnclearTimeError(f"{year:04}-{self.month:02}-{self.day:02} is not a date.") from None

    def _found(self, year: int) -> date | None:
        with suppress(ValueError):
            return date(year, self.month, self.day)
        return None

    def _first(self, not_before: date) -> date:
        # At most 8 years lie between two 29ths of February: 2096 and 2104.
        for year in range(not_before.year, not_before.year + 9):
            if (then := self._found(year)) and then >= not_before:
                return then
        raise UnclearTimeError(f"{self.day} {calendar.month_name[self.month]} is not a date.")


@dataclass(frozen=True)
class DayOfMonth:
    """`the 14th`: the next one, or that of the next month."""

    day: int
    is_next_months: bool = False
    weekday: int | None = None
    is_faint: bool = False

    def on(self, today: date) -> DayReading:
        next_month = today.replace(day=1) + relativedelta(months=1)
        then = self._first(next_month if self.is_next_months else today)
        is_other = self.weekday not in (None, then.weekday())
        while self.weekday not in (None, then.weekday()):  # the next Friday the 13th
            then = self._first(then + timedelta(days=1))
        return DayReading(then, self._first(then + timedelta(days=1)), is_guess=is_other)

    def _first(self, not_before: date) -> date:
        for month in range(3):  # of three months in a row, two have 31 days
            then = not_before + relativedelta(months=month, day=self.day)
            if then >= not_before and then.day == self.day:
                return then
        raise UnclearTimeError(f"There is no {self.day}th.")


def _check_weekday(day: date, weekday: int | None) -> None:
    if weekday not in (None, day.weekday()):
        raise UnclearTimeError(f"{day:%-d %B %Y} is a {day:%A}.")


_DAY = r"(?P<day>\d{1,2})"
_NTH = r"(?P<nth>st|nd|rd|th)"
_YEAR = r"(?: (?P<year>20\d\d))?"
_LEAD = rf"(?P<on>on )?(?:(?P<weekday>{WEEKDAY}) )?(?P<the>the )?"
_ISO = pattern(r"(?:on )?(?P<year>\d{4})(?P<mark>[-/])(?P<month>\d\d?)(?P=mark)(?P<day>\d\d?)")
_NAMED = (
    pattern(rf"{_LEAD}{_DAY}{_NTH}?(?: of)? (?P<month>{MONTH}){_YEAR}"),
    pattern(rf"{_LEAD}(?P<month>{MONTH}) (?:the )?{_DAY}{_NTH}?{_YEAR}"),
)
_NTH_ALONE = pattern(rf"{_LEAD}{_DAY}{_NTH}(?: of (?P<which>this|next) month)?")
_NUMERIC = pattern(
    rf"{_LEAD}(?P<first>\d{{1,2}})(?P<mark>[./-])(?P<second>\d{{1,2}})"
    r"(?P<end>\.|(?P=mark)(?P<year>(?:20)?\d\d))?"
)
# "May 5 people come?", "march 3 miles": words of their own.
_WORDS_TOO = ("may", "march", "mar")


def read_date(words: str, *, month_first: bool) -> tuple[Day, int] | None:
    """The date at the start of `words`, and its length; `month_first`: what 3/4 is taken for."""
    if found := _ISO.match(words):
        return CalendarDate(
            int(found["day"]), int(found["month"]), int(found["year"]), is_iso=True
        ), found.end()
    for form in _NAMED:
        if found := form.match(words):
            is_word = found["month"] in _WORDS_TOO and not any(found.group("on", "nth", "year", "weekday"))
            month, year = month_number(found["month"]), int(found["year"]) if found["year"] else None
            return CalendarDate(
                int(found["day"]), month, year, _weekday(found), is_faint=is_word
            ), found.end()
    if (found := _NTH_ALONE.match(words)) and any(found.group("on", "the", "weekday", "which")):
        if not 1 <= int(found["day"]) <= 31:
            return None
        is_faint = not (found["on"] or found["weekday"] or found["which"])
        return DayOfMonth(int(found["day"]), found["which"] == "next", _weekday(found), is_faint), found.end()
    if found := _NUMERIC.match(words):
        day = _numeric(found, month_first=month_first)
        return (day, found.end()) if day else None
    return None


def _numeric(found: re.Match[str], *, month_first: bool) -> CalendarDate | None:
    day, month, mark = int(found["first"]), int(found["second"]), found["mark"]
    # 3.4 is a version, 3-4 are some; with a second dot or a year they are dates.
    if (mark == "." and not (found["end"] or found["on"])) or (mark == "-" and not found["year"]):
        return None
    is_guess = mark != "." and day <= 12 and month <= 12 and day != month
    if mark != "." and (month > 12 or (month_first and day <= 12)):
        day, month = month, day
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    year = int(found["year"][-2:]) + 2000 if found["year"] else None
    return CalendarDate(day, month, year, _weekday(found), is_guess, is_faint=not year)


def _weekday(found: re.Match[str]) -> int | None:
    return weekday_number(found["weekday"]) if found["weekday"] else None
