"""How many, and how long."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """One run.

    :ivar due: reminders that come due within `due_within_seconds`, among `scheduled` in all.
    :ivar lead_seconds: from when the first of those is scheduled until the first is due.
    :ivar quiet_end_seconds: after the last is due; who has not arrived by then is lost. The quiet run ends
        before that once all have arrived, and `linger_seconds` later.
    :ivar killed_end_seconds: so in the kill run, which always lasts that long: a double may be late, too.
    """

    due: int
    scheduled: int
    due_within_seconds: float
    lead_seconds: float
    quiet_end_seconds: float
    killed_end_seconds: float
    linger_seconds: float = 10.0


# 10,000 ETA tasks are published in 15 s and taken in by then. Of ours, a hint that was lost with its worker
# comes again after 45 s, and a message after 120 s: so 180 s show the doubles, too.
FULL = Scale(10_000, 100_000, 60.0, lead_seconds=60.0, quiet_end_seconds=60.0, killed_end_seconds=180.0)
QUICK = Scale(500, 5_000, 10.0, lead_seconds=10.0, quiet_end_seconds=30.0, killed_end_seconds=60.0)
