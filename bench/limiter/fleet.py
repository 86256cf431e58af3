"""The client processes of one limiter."""

import multiprocessing
from collections.abc import Iterable
from dataclasses import replace
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Any

from bench.limiter.client import Job, Report, run

PROCESSES = 4


class Fleet:
    """Starts its processes and waits until they are ready, but nothing is sent before `start`.

    Use it as a context manager: leaving it kills what is left.
    """

    def __init__(self, job: Job) -> None:
        self._jobs = [replace(job, process=number) for number in range(job.processes)]
        self._running: list[tuple[SpawnProcess, Connection[Any, Any]]] = []

    def __enter__(self) -> "Fleet":
        self._running = [_spawn(job) for job in self._jobs]
        for _, control in self._running:
            control.recv()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        for process, _ in self._running:
            process.kill()
            process.join()

    def start(self) -> None:
        self._order("start")

    def report(self) -> Report:
        """What all of them have done since they were started."""
        return _sum(self._order("report"))

    def finish(self) -> Report:
        """As in a deploy: what has been sent is waited for, and nothing else."""
        return _sum(self._order("finish"))

    def replace_one(self, number: int) -> None:
        """Kill a process outright, and start another in its place."""
        process, _ = self._running[number]
        process.kill()
        process.join()
        self._jobs[number] = replace(self._jobs[number], generation=self._jobs[number].generation + 1)
        process, control = self._running[number] = _spawn(self._jobs[number])
        control.recv()
        control.send("start")
        control.recv()

    def _order(self, what: str) -> list[Report]:
        for _, control in self._running:
            control.send(what)
        return [control.recv() for _, control in self._running]


def _spawn(job: Job) -> "tuple[SpawnProcess, Connection[Any, Any]]":
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=run, args=(theirs, job), daemon=True)
    process.start()
    theirs.close()  # so that a process that died is an end of file, not a silence
    return process, ours


def _sum(reports: Iterable[Report]) -> Report:
    total = Report()
    for report in reports:
        total.handed_back += report.handed_back
        total.cpu_seconds += report.cpu_seconds
        total.waits += report.waits
        for whole, part in ((total.sent, report.sent), (total.round_trips, report.round_trips)):
            for account, count in part.items():
                whole[account] = whole.get(account, 0) + count
    return total
