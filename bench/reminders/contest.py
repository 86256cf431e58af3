"""One run of one scheduler: 90,000 reminders that are for later, then 10,000 that come due."""

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from bench.reminders.agenda import Reminder, far, near
from bench.reminders.contestants import CONTESTANTS
from bench.reminders.faults import Fault, plan
from bench.reminders.place import Place
from bench.reminders.recorder import Arrival, Recorder
from bench.reminders.scale import Scale
from bench.reminders.usage import UNUSED, Used, used_between

Kind = Literal["quiet", "kill"]

_TURN_SECONDS = 0.1
_LOOK_EVERY_TURNS = 5  # a look takes some 3 ms


class NotReadyError(Exception):
    """Scheduling took longer than the time before the first reminder was due."""


@dataclass(frozen=True)
class Memory:
    """Resident memory of the scheduler's processes, and what its Redis says it uses."""

    rss_bytes: int
    redis_bytes: int


_NO_MEMORY = Memory(0, 0)


@dataclass
class Measured:
    """What is known of one run afterwards.

    :ivar near: those that came due, and `far` those that did not.
    :ivar idle: memory with nothing scheduled, and `full` with everything.
    :ivar taking_in: CPU while the reminders were scheduled, and `firing` from the first due one's time to
        the last arrival.
    :ivar load_before: runnable processes of the machine (one-minute load average) before the run.
    :ivar revived: parts that the supervisor started anew, with the status they had ended with.
    """

    scheduler: str
    kind: Kind
    load_before: float
    near: list[Reminder] = field(default_factory=list)
    far: list[Reminder] = field(default_factory=list)
    arrivals: list[Arrival] = field(default_factory=list)
    idle: Memory = _NO_MEMORY
    full: Memory = _NO_MEMORY
    taking_in: Used = UNUSED
    firing: Used = UNUSED
    firing_seconds: float = 0.0
    revived: list[str] = field(default_factory=list)


def run(scheduler: str, kind: Kind, scale: Scale, log_folder: Path | None) -> Measured:
    """:raises NotReadyError: see there; :raises ProcessDiedError, TimeoutError: the start failed"""
    contestant = CONTESTANTS[scheduler]
    measured = Measured(scheduler, kind, os.getloadavg()[0])
    with Recorder() as recorder, Place(contestant, recorder, log_folder) as place:
        started_at = time.time()
        place.meter.look()
        measured.idle = _memory(place)
        measured.far = far(scale.scheduled - scale.due, scale.due, started_at)
        place.schedule(measured.far)
        first_due_at = time.time() + scale.lead_seconds
        measured.near = near(scale.due, first_due_at, scale.due_within_seconds)
        place.schedule(measured.near)
        place.mirror(measured.near)
        if time.time() > first_due_at:
            raise NotReadyError(f"{scheduler} took more than {scale.lead_seconds:.0f} s for {scale.due:,}")
        time.sleep(max(0.0, first_due_at - 1 - time.time()))
        measured.full = _memory(place)
        place.meter.look()
        faults = plan(contestant.dispatcher) if kind == "kill" else []
        measured.arrivals = _watch(place, recorder, faults, scale, first_due_at)
        measured.revived = place.revived
        last_at = max((arrival.at_seconds for arrival in measured.arrivals), default=first_due_at)
        measured.taking_in = used_between(place.meter.samples, started_at, first_due_at - 1)
        measured.firing = used_between(place.meter.samples, first_due_at - 1, last_at)
        measured.firing_seconds = last_at - first_due_at
    return measured


def _watch(
    place: Place, recorder: Recorder, faults: Sequence[Fault], scale: Scale, first_due_at: float
) -> list[Arrival]:
    """Until the end. Supervises meanwhile, and does what is planned."""
    last_due_at = first_due_at + scale.due_within_seconds
    end_at = last_due_at + (scale.killed_end_seconds if faults else scale.quiet_end_seconds)
    to_come, arrivals, turn = list(faults), list[Arrival](), 0
    while (now := time.time()) < end_at:
        while to_come and now >= first_due_at + to_come[0].share * scale.due_within_seconds:
            fault = to_come.pop(0)
            fault.how(place, fault.part)
        place.revive()
        if turn % _LOOK_EVERY_TURNS == 0:
            place.meter.look()
            arrivals += recorder.arrivals(len(arrivals))
            if not faults and len({arrival.number for arrival in arrivals}) >= scale.due:
                end_at = min(end_at, arrivals[-1].at_seconds + scale.linger_seconds)
        turn += 1
        time.sleep(_TURN_SECONDS)
    return arrivals + recorder.arrivals(len(arrivals))


def _memory(place: Place) -> Memory:
    return Memory(place.meter.rss_bytes(), place.redis_bytes())
