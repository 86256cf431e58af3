"""What processes take of the machine, from Linux's /proc (man 5 proc)."""

import os
import time
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

_TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


class _Seen(NamedTuple):
    """One process. A pid may be given again; with its start it is unique."""

    pid: int
    started: int
    group: int
    cpu_seconds: float
    rss_bytes: int


@dataclass(frozen=True)
class Sample:
    """CPU seconds so far: of the machine, of the benchmark itself, and of each part."""

    at_seconds: float
    machine: float
    bench: float
    parts: Mapping[str, float]


class CpuMeter:
    """Adds up what parts have used, also those of their processes that have ended.

    What a process uses between the last look and its end is missing; with a look every half second and some
    ten processes killed that is less than a second in all.
    """

    def __init__(self, bench_pids: Iterable[int]) -> None:
        self.bench_pids = set(bench_pids)
        self._parts: dict[int, str] = {}
        self._used: dict[tuple[int, int], tuple[str, float]] = {}
        self.samples: list[Sample] = []

    def follow(self, part: str, group: int) -> None:
        """From now on this process group is (also) this part."""
        self._parts[group] = part

    def look(self) -> None:
        bench = 0.0
        for seen in _processes():
            if part := self._parts.get(seen.group):
                self._used[seen.pid, seen.started] = part, seen.cpu_seconds
            elif seen.pid in self.bench_pids:
                bench += seen.cpu_seconds
        parts: dict[str, float] = {}
        for part, seconds in self._used.values():
            parts[part] = parts.get(part, 0.0) + seconds
        self.samples.append(Sample(time.time(), _machine_cpu_seconds(), bench, parts))

    def rss_bytes(self) -> int:
        """Resident memory of all parts but Redis now. A page that two processes share counts twice."""
        groups = {group for group, part in self._parts.items() if part != "redis"}
        return sum(seen.rss_bytes for seen in _processes() if seen.group in groups)


@dataclass(frozen=True)
class Used:
    """CPU seconds between two moments.

    :ivar scheduler: all its parts, Redis included.
    :ivar others: of the machine's, what neither the scheduler nor the benchmark used.
    """

    scheduler: float
    redis: float
    others: float


UNUSED = Used(0, 0, 0)


def used_between(samples: list[Sample], start_seconds: float, end_seconds: float) -> Used:
    """By the first look at or after each of the moments, or the last there is."""
    moments = [sample.at_seconds for sample in samples]
    places = (bisect_left(moments, moment) for moment in (start_seconds, end_seconds))
    first, last = (samples[min(place, len(samples) - 1)] for place in places)
    scheduler = sum(last.parts.values()) - sum(first.parts.values())
    return Used(
        scheduler=scheduler,
        redis=last.parts.get("redis", 0.0) - first.parts.get("redis", 0.0),
        others=last.machine - first.machine - scheduler - (last.bench - first.bench),
    )


def _processes() -> Iterator[_Seen]:
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                stat = (folder / "stat").read_text()
            except (FileNotFoundError, ProcessLookupError):
                continue  # it has just ended
            # After the name, which may hold anything: state, ppid, pgrp …, utime (14th), stime …
            fields = stat.rpartition(")")[2].split()
            ticks = int(fields[11]) + int(fields[12])
            yield _Seen(
                pid=int(folder.name),
                started=int(fields[19]),
                group=int(fields[2]),
                cpu_seconds=ticks / _TICKS_PER_SECOND,
                rss_bytes=int(fields[21]) * _PAGE_BYTES,
            )


def _machine_cpu_seconds() -> float:
    user, nice, system, _idle, _iowait, irq, softirq, *_ = map(
        int, Path("/proc/stat").read_text().split(maxsplit=9)[1:9]
    )
    return (user + nice + system + irq + softirq) / _TICKS_PER_SECOND
