"""What comes back, as a rule: `every weekday`, `every other tuesday`, `the last friday of every month`."""

import calendar
from dataclasses import dataclass, replace
from datetime import date

from bot.when.dates import CalendarDate, DayOfMonth
from bot.when.days import Day, Weekday

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FREQUENCIES = {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}
_A_LEAP_YEAR = 2028


@dataclass(frozen=True)
class Every:
    unit: str
    """`day`, `week`, `month` or `year`."""
    interval: int = 1
    days: str = ""
    """Which days of the unit, as a part of an RRULE; empty where that was not said."""
    is_guess: bool = False
    is_faint: bool = False
    """By itself it may be an adjective: `daily`, `weekly`. With a time of day it is a time."""
    problem: str = ""

    @property
    def rule(self) -> str:
        interval = [f"INTERVAL={self.interval}"] if self.interval > 1 else []
        days = [self.days] if self.days else []
        return ";".join([f"FREQ={_FREQUENCIES[self.unit]}", *interval, *days])

    def on(self, day: Day) -> "Every | None":
        """`every 2 weeks` with `on friday`. None: they don't go together."""
        if self.days or self.problem:
            return None
        match self.unit, day:
            case "week", Weekday(number, which="" | "this" | "coming"):
                return replace(self, days=on_weekdays([number]), is_faint=False)
            case "month", DayOfMonth(number, is_next_months=False, weekday=None):
                return replace(self, days=on_dates([number]), is_faint=False)
            case "year", CalendarDate(number, month, year=None, weekday=None):
                if number > calendar.monthrange(_A_LEAP_YEAR, month)[1]:
                    return replace(self, problem=f"{number} {calendar.month_name[month]} is not a date.")
                is_guess = self.is_guess or day.is_guess
                return replace(self, days=on_date(number, month), is_guess=is_guess, is_faint=False)
        return None

    def anchored(self, today: date) -> "Every":
        """`every 2 weeks` without a day: that of today, and a guess."""
        if self.days or self.unit == "day":
            return self
        days = {
            "week": on_weekdays([today.weekday()]),
            "month": on_dates([today.day]),
            "year": on_date(today.day, today.month),
        }
        return replace(self, days=days[self.unit], is_guess=True)


def on_weekdays(numbers: list[int], nth: str = "") -> str:
    """`nth`: 1 to 4, or -1 for the last one of a month."""
    return "BYDAY=" + ",".join(f"{nth}{_CODES[number]}" for number in sorted(set(numbers)))


def on_dates(numbers: list[int]) -> str:
    """A shorter month has its last day instead: nobody who pays on the 31st means never to pay in June.

    :raises ValueError: 29 or 30 with others, which no single rule can say
    """
    dates = sorted(set(numbers))
    if dates[-1] in (29, 30) and len(dates) == 1:
        return f"BYMONTHDAY={','.join(str(number) for number in range(28, dates[-1] + 1))};BYSETPOS=-1"
    if dates[0] < 1 or dates[-1] > 31 or {29, 30} & set(dates):
        raise ValueError("no such days")
    return "BYMONTHDAY=" + ",".join("-1" if number == 31 else str(number) for number in dates)


def on_date(day: int, month: int) -> str:
    # In other years than leap years, 28 February.
    days = "28,29;BYSETPOS=-1" if (day, month) == (29, 2) else str(day)
    return f"BYMONTH={month};BYMONTHDAY={days}"
