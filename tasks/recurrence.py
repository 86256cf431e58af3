"""How something comes again (stub until the `when` branch is merged)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from backpack import to_moment


@dataclass(frozen=True)
class Recurrence:
    rule: str
    starts: datetime
    time_zone: str

    def next_after(self, moment: datetime) -> datetime:
        zone = ZoneInfo(self.time_zone)
        clock = self.starts
        while to_moment(clock, zone) <= moment:
            clock += timedelta(days=1)
        return to_moment(clock, zone)

    def describe(self) -> str:
        return "every day"
