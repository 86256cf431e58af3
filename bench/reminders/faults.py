"""What is done to a scheduler in the kill run, and when."""

from collections.abc import Callable
from dataclasses import dataclass

from bench.reminders.place import Place


@dataclass(frozen=True)
class Fault:
    """`share`: of the time in which reminders come due, so much has passed."""

    share: float
    part: str
    how: Callable[[Place, str], None]


def plan(dispatcher: str | None) -> list[Fault]:
    """The same for all, but that there is nothing to kill where there is no dispatcher.

    Each fault meets a scheduler that has had time to recover from the one before: a worker is back after some
    5 s, 1.5 s of them its supervisor's.
    """
    faults = [
        Fault(0.10, "worker 1", Place.kill),
        Fault(0.40, "redis", Place.ask_to_stop),
        Fault(0.55, "worker 2", Place.kill),
        Fault(0.85, "redis", Place.kill),
    ]
    if dispatcher:
        faults += [Fault(0.25, dispatcher, Place.kill), Fault(0.70, dispatcher, Place.kill)]
    return sorted(faults, key=lambda fault: fault.share)
