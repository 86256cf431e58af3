"""From what clocks on walls show to moments, without the code under test."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

# With and without clock changes, by an hour and by half an hour, north and south, on both sides of UTC.
ZONES = [
    ZoneInfo(name)
    for name in (
        "Europe/Berlin",
        "America/New_York",
        "Asia/Kolkata",
        "Australia/Lord_Howe",
        "Pacific/Auckland",
        "America/Sao_Paulo",
    )
]


def moment(wall_clock: str, zone: ZoneInfo) -> datetime:
    """`2026-07-01 10:30` in the zone, as UTC; of a time that comes twice, the first."""
    return datetime.fromisoformat(wall_clock).replace(tzinfo=zone).astimezone(UTC)


def shown(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"
