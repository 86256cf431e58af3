"""Everything one running server holds."""

from dataclasses import dataclass, field

from .clock import Clock
from .counters import Counters
from .database import Database
from .faults import Faults
from .limits import Limiter, Quota
from .scheme import Listeners


@dataclass(frozen=True)
class Site:
    """State, clock, limits, faults, counters and listeners of one server."""

    database: Database
    clock: Clock
    limiter: Limiter
    faults: Faults = field(default_factory=Faults)
    counters: Counters = field(default_factory=Counters)
    listeners: Listeners = field(default_factory=Listeners)


def new_site(
    database: Database | None = None, clock: Clock | None = None, quota: Quota | None = None
) -> Site:
    """A server's state: in memory, on real clocks and with the documented limits, unless told otherwise."""
    clock = clock or Clock()
    return Site(database or Database(), clock, Limiter(clock.monotonic, quota))
