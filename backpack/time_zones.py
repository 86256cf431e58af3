"""Time zones: Rails names to IANA zones, and the account's wall clock to moments and back.

Which times are which on the wire: `remind_at` is the wall clock of the account's zone (`User.time_zone_id`),
except in an export; all other times are in UTC. In the models every time is aware and in UTC, and an all-day
event has a date. Operations that send or read `remind_at` take the zone.
"""

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

from backpack.errors import UnknownTimeZone
from backpack.rails_zones import RAILS_ZONES


def zone(rails_name: str) -> ZoneInfo:
    """The zone of a Rails name ("Pacific Time (US & Canada)") or an IANA name ("America/Los_Angeles").

    :raises UnknownTimeZone: it is neither.
    """
    name = rails_name.strip()
    try:
        return ZoneInfo(RAILS_ZONES.get(name, name))
    except (KeyError, ValueError, OSError):
        pass  # OSError: the name of a folder in the zone database, such as "America"
    raise UnknownTimeZone(f"there is no time zone of the name {name[:80]!a}")


def to_wall_clock(moment: datetime, zone: tzinfo) -> datetime:
    """What a clock in the zone shows at a moment, as a naive time.

    The two passes of an hour that is repeated in autumn look the same, and come back from `to_moment` as the
    first: Backpack's format cannot tell them apart. A reminder for the second comes an hour early, which is
    better than late.

    :param moment: an aware time.
    :raises ValueError: it is naive.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment is an aware time; this one has no tzinfo")
    return moment.astimezone(zone).replace(tzinfo=None, fold=0)


def to_moment(wall_clock: datetime, zone: tzinfo) -> datetime:
    """The moment, in UTC, when a clock in the zone shows this.

    A time that the clock skips in spring is moved forward by the gap: 02:30 becomes 03:30. Of a time that it
    shows twice in autumn, the first is meant.

    :param wall_clock: a naive time.
    :raises ValueError: it is aware.
    """
    if wall_clock.tzinfo is not None:
        raise ValueError("a wall clock's time is naive; this one has a tzinfo")
    # PEP 495: fold=0 reads a skipped time with the offset before the gap, and a repeated one as the first.
    return wall_clock.replace(tzinfo=zone, fold=0).astimezone(UTC)
