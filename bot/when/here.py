"""Where and when a WHEN is said, and the moments that it comes to."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from backpack import to_moment, to_wall_clock
from bot.when.halves import TimeOfDay
from tasks.recurrence import Recurrence


@dataclass(frozen=True)
class Here:
    now: datetime
    """Aware."""
    zone: ZoneInfo

    @property
    def wall_clock(self) -> datetime:
        return to_wall_clock(self.now, self.zone)

    @property
    def today(self) -> date:
        return self.wall_clock.date()

    def moment(self, day: date, at: TimeOfDay) -> datetime:
        return to_moment(datetime.combine(day + timedelta(days=at.is_next_day), at.at), self.zone)


@dataclass(frozen=True)
class Resolution:
    moment: datetime
    """Aware, UTC, after now."""
    is_guess: bool = False
    recurrence: Recurrence | None = None
    passed: datetime | None = None
    """The moment that was said and has passed; `moment` is then the next sensible one."""
