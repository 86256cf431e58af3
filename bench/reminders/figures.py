"""From what was due and what arrived to figures. Nothing in here looks at a clock."""

import math
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.reminders.agenda import Reminder
from bench.reminders.recorder import Arrival


@dataclass(frozen=True)
class Figures:
    """One run's.

    :ivar fired: of the due ones; `lost` are the others.
    :ivar double: reminders that arrived more than once, and `early` those that arrived before their time.
    :ivar late_p50_s: of the first arrivals, after their time; NaN if there were none.
    """

    due: int
    fired: int
    lost: int
    double: int
    early: int
    late_p50_s: float
    late_p99_s: float
    late_max_s: float


def figures(near: Sequence[Reminder], far: Iterable[Reminder], arrivals: Iterable[Arrival]) -> Figures:
    """`near` came due meanwhile. One of the others that arrives is early, by hours or weeks."""
    due_at = {reminder.number: reminder.due_seconds for reminder in (*near, *far)}
    in_order = sorted(arrivals, key=lambda arrival: arrival.at_seconds)
    times = Counter(arrival.number for arrival in in_order)
    first_at = {arrival.number: arrival.at_seconds for arrival in reversed(in_order)}
    fired = [reminder for reminder in near if reminder.number in times]
    late = [first_at[reminder.number] - reminder.due_seconds for reminder in fired]
    return Figures(
        due=len(near),
        fired=len(fired),
        lost=len(near) - len(fired),
        double=sum(1 for count in times.values() if count > 1),
        early=sum(1 for number, at in first_at.items() if at < due_at[number]),
        late_p50_s=percentile(late, 50),
        late_p99_s=percentile(late, 99),
        late_max_s=round(max(late, default=math.nan), 3),
    )


def percentile(values: Sequence[float], hundredths: int) -> float:
    """To the millisecond."""
    if len(values) < 2:
        return round(values[0], 3) if values else math.nan
    return round(statistics.quantiles(values, n=100, method="inclusive")[hundredths - 1], 3)
