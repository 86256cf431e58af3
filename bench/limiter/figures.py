"""From the server's log to figures. Nothing in here looks at a clock."""

import statistics
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.limiter.log import Entry
from bench.limiter.window import LIMIT, PER_SECOND, PERIOD_SECONDS

# A refusal is no news before its client has read it, and told the others.
KNOWN_AFTER_SECONDS = 0.02


@dataclass(frozen=True)
class Stretch:
    """Some time of the monotonic clock."""

    start: float
    end: float

    def holds(self, moment: float) -> bool:
        return self.start <= moment < self.end


def refusals(log: Iterable[Entry]) -> int:
    """Those that the window refused."""
    return sum(1 for entry in log if entry.retry_after and not entry.ordered)


def first_windows(starts: Iterable[float]) -> list[Stretch]:
    """From when clients start until the first they sent leaves the window."""
    return [Stretch(start, start + PERIOD_SECONDS) for start in starts]


def within(log: Iterable[Entry], stretches: Sequence[Stretch]) -> list[Entry]:
    """What was counted in one of them."""
    return [entry for entry in log if any(stretch.holds(entry.counted) for stretch in stretches)]


def early(log: Iterable[Entry]) -> int:
    """Requests that were sent after their account had been told to wait, and before that was over."""
    closed: dict[str, list[Stretch]] = {}
    entries = list(log)
    for entry in entries:
        if entry.retry_after:
            until = entry.answered + entry.retry_after
            closed.setdefault(entry.account, []).append(Stretch(entry.answered + KNOWN_AFTER_SECONDS, until))
    return sum(
        any(stretch.holds(entry.arrived) for stretch in closed.get(entry.account, ())) for entry in entries
    )


def quota_used(log: Iterable[Entry], stretches: Sequence[Stretch]) -> float:
    """Admitted requests of one account per second, as a share of what the quota allows.

    In each stretch we look at a multiple of the limit: whoever sends in bursts of it would otherwise look
    better or worse by a burst, according to where the stretch ends.
    """
    admitted = sorted(entry.counted for entry in log if not entry.retry_after)
    requests, seconds = 0, 0.0
    for stretch in stretches:
        part = admitted[bisect_left(admitted, stretch.start) : bisect_right(admitted, stretch.end)]
        whole = max(0, len(part) - 1) // LIMIT * LIMIT
        if whole:
            requests += whole
            seconds += part[whole] - part[0]
    return requests / seconds / PER_SECOND if seconds else 0.0


def mean_rtt_seconds(log: Iterable[Entry]) -> float:
    """From a request's arrival to its answer's leaving."""
    return statistics.fmean(entry.answered - entry.arrived for entry in log if entry.answered < float("inf"))


def bound(rtt_seconds: float) -> float:
    """What can be used of the quota by whoever keeps a slot for a period after each answer."""
    return PERIOD_SECONDS / (PERIOD_SECONDS + rtt_seconds)


def most_in_a_window(log: Iterable[Entry]) -> int:
    """The most that one account had admitted within any period: the server, checked once more."""
    times: dict[str, list[float]] = {}
    for entry in log:
        if not entry.retry_after:
            times.setdefault(entry.account, []).append(entry.counted)
    most = 0
    for moments in map(sorted, times.values()):
        most = max(
            most,
            *(bisect_right(moments, moment + PERIOD_SECONDS) - index for index, moment in enumerate(moments)),
        )
    return most


def percentile(values: Sequence[float], hundredths: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[hundredths - 1]
