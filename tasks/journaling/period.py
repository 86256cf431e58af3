"""Which days are meant by `today`, `yesterday` and `week`, on the calendar of one zone."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from backpack import to_moment, to_wall_clock

Period = Literal["today", "yesterday", "week"]


@dataclass(frozen=True)
class Span:
    """From one midnight to another; aware."""

    starts: datetime
    ends: datetime
    """Not in it any more."""


def span_of(period: Period, moment: datetime, zone: ZoneInfo) -> Span:
    """`moment` (aware) is when it was said. A week begins on Monday."""
    today = to_wall_clock(moment, zone).date()
    back, days = {"today": (0, 1), "yesterday": (1, 1), "week": (today.weekday(), 7)}[period]
    first = datetime.combine(today - timedelta(days=back), time())
    return Span(to_moment(first, zone), to_moment(first + timedelta(days=days), zone))
