"""One client process: threads that have more to send than the limit allows, and people now and then."""

import os
import random
import resource
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any

from bench.limiter.clock import wander
from bench.limiter.contestants import CONTESTANTS, Contestant, Place
from bench.limiter.wire import Line

# Between people's commands: often enough for 300 samples, too seldom to take much of the quota (8 %).
PAUSE_SECONDS = (0.4, 0.8)


@dataclass(frozen=True)
class Load:
    """What each process sends to one account.

    :ivar threads: send as fast as they may.
    :ivar casual: in this many processes an interactive request is sent now and then.
    """

    account: str
    threads: int = 8
    casual: int = 0


@dataclass(frozen=True)
class Job:
    """What one process is to do.

    :ivar generation: a restarted process has other requests than its predecessor.
    :ivar wandering: its wall clock is off by up to 100 ms, and jumps.
    """

    limiter: str
    redis_url: str
    port: int
    loads: tuple[Load, ...]
    processes: int
    process: int
    generation: int = 1
    wandering: bool = False


@dataclass(frozen=True)
class Wait:
    """From wanting to send, at a moment of the monotonic clock, to being allowed to."""

    account: str
    wanted: float
    seconds: float


@dataclass
class Report:
    """What one process has done so far.

    :ivar sent: requests, by account; answered ones.
    :ivar round_trips: to Redis, by account.
    """

    sent: dict[str, int] = field(default_factory=dict)
    round_trips: dict[str, int] = field(default_factory=dict)
    handed_back: int = 0
    cpu_seconds: float = 0.0
    waits: list[Wait] = field(default_factory=list)


class _Client:
    def __init__(self, job: Job) -> None:
        self._job = job
        self._places = {load.account: Place(job.redis_url, load.account, job.processes) for load in job.loads}
        self._limiters: dict[str, Contestant] = {
            account: CONTESTANTS[job.limiter](place) for account, place in self._places.items()
        }
        self._sent = dict.fromkeys(self._places, 0)
        self._waits: list[Wait] = []
        self._changed = threading.Condition()
        self._under_way = 0
        self._stopping = False

    def start(self) -> None:
        for load in self._job.loads:
            for number in range(load.threads):
                self._run(self._send_on_and_on, load.account, str(number))
            # Casual threads are spread over the processes, so that none has all of them.
            offset = sum(map(ord, load.account)) % self._job.processes
            if (self._job.process - offset) % self._job.processes < load.casual:
                self._run(self._send_now_and_then, load.account, "casual")

    def _run(self, what: Callable[[str, str], None], account: str, name: str) -> None:
        threading.Thread(target=what, args=(account, name), daemon=True).start()

    def _send_on_and_on(self, account: str, thread: str) -> None:
        line, number = Line(self._job.port), 0
        while True:
            number += 1
            self._send(line, account, f"{thread}.{number}", urgent=False)

    def _send_now_and_then(self, account: str, name: str) -> None:
        number = 0
        while True:
            number += 1
            # People do not wait for each other: a slow limiter is asked as often as a fast one.
            self._run(self._send_urgently, account, f"{name}.{number}")
            time.sleep(random.uniform(*PAUSE_SECONDS))

    def _send_urgently(self, account: str, name: str) -> None:
        with closing(Line(self._job.port)) as line:
            wanted = time.monotonic()
            waited = self._send(line, account, name, urgent=True) - wanted
        self._waits.append(Wait(account, wanted, waited))

    def _send(self, line: Line, account: str, name: str, *, urgent: bool) -> float:
        """When it was allowed."""
        unique = f"{self._job.generation}.{self._job.process}.{name}"
        with self._limiters[account].turn(unique, urgent=urgent) as settle:
            allowed = time.monotonic()
            if not self._begin():
                settle(None)
                threading.Event().wait()  # the process ends
            answer = line.ask(account)
            settle(answer)
        with self._changed:
            self._sent[account] += 1
            self._under_way -= 1
            self._changed.notify()
        return allowed

    def _begin(self) -> bool:
        with self._changed:
            if not self._stopping:
                self._under_way += 1
            return not self._stopping

    def finish(self) -> None:
        """Send nothing more, and wait for what is under way; whoever waits for a turn will not be missed."""
        with self._changed:
            self._stopping = True
            self._changed.wait_for(lambda: not self._under_way)

    def report(self) -> Report:
        usage = resource.getrusage(resource.RUSAGE_SELF)
        places = self._places.items()
        return Report(
            sent=dict(self._sent),
            round_trips={account: place.round_trips.sent for account, place in places},
            handed_back=sum(place.handed_back for _, place in places),
            cpu_seconds=usage.ru_utime + usage.ru_stime,
            waits=list(self._waits),
        )


def run(control: "Connection[Any, Any]", job: Job) -> None:
    """Obey `start`, `report` and `finish`, and say when that is done."""
    if job.wandering:
        wander()
    client = _Client(job)
    control.send(None)
    while True:
        order = control.recv()
        getattr(client, order)() if order != "report" else None
        control.send(client.report())
        if order == "finish":
            os._exit(0)  # threads that wait for their turn would keep it alive
