"""The same for each limiter: a cold start, saturation, a deploy, saturation, and a server that says no."""

import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field

from bench.limiter.client import Job, Load, Report
from bench.limiter.figures import Stretch
from bench.limiter.fleet import PROCESSES, Fleet
from bench.limiter.latency import Latency
from bench.limiter.log import Entry
from bench.limiter.scale import Scale
from bench.limiter.server import ORDERED_RETRY_AFTER_SECONDS, Server

# Until the gate has opened and the senders are at work again.
_BETWEEN_ORDERS_SECONDS = ORDERED_RETRY_AFTER_SECONDS + 1.0


def account(limiter: str, kind: str) -> str:
    """The name of one of its accounts: `bulk`, `light`, or `mixed` and a number."""
    return f"{limiter}-{kind}".replace(" ", "-")


@dataclass
class Measured:
    """What is known of one limiter afterwards.

    :ivar starts: when its clients began, for the first time and after the restart.
    :ivar steady: while nothing but sending happened.
    :ivar reports: what the clients did in each of these stretches.
    """

    limiter: str
    starts: list[float] = field(default_factory=list)
    steady: list[Stretch] = field(default_factory=list)
    reports: list[tuple[Report, Report]] = field(default_factory=list)
    log: list[Entry] = field(default_factory=list)

    def of(self, kind: str) -> list[Entry]:
        """The log of its accounts of one kind."""
        return [entry for entry in self.log if entry.account.startswith(account(self.limiter, kind))]


def contest(limiters: Sequence[str], scale: Scale, redis_url: str, latency: Latency) -> list[Measured]:
    """Run some limiters at the same time, each for accounts and in processes of its own."""
    with ExitStack() as stack:
        server = stack.enter_context(Server(latency))
        # The second generation is ready before the first starts: nothing is measured while Python imports.
        first, second = (
            {
                name: stack.enter_context(Fleet(_job(name, scale, redis_url, server.port, generation)))
                for name in limiters
            }
            for generation in (1, 2)
        )
        measured = {name: Measured(name) for name in limiters}
        for name in limiters:
            _start(first[name], measured[name])
        _steady(first, measured, scale)
        for name in limiters:
            first[name].finish()
            _start(second[name], measured[name])
        _steady(second, measured, scale)
        for _ in range(scale.orders):
            for name in limiters:
                server.refuse_next(account(name, "bulk"))
            time.sleep(_BETWEEN_ORDERS_SECONDS)
        for name in limiters:
            second[name].finish()
        log = server.log()
    for name in limiters:
        measured[name].log = [entry for entry in log if entry.account.startswith(account(name, ""))]
    return list(measured.values())


def _job(limiter: str, scale: Scale, redis_url: str, port: int, generation: int) -> Job:
    loads = (
        Load(account(limiter, "bulk")),
        *(Load(account(limiter, f"mixed-{number}"), casual=1) for number in range(scale.mixed_accounts)),
        # Far from saturated: nobody ever waits.
        Load(account(limiter, "light"), threads=0, casual=PROCESSES),
    )
    return Job(limiter, redis_url, port, loads, PROCESSES, process=0, generation=generation)


def _start(fleet: Fleet, measured: Measured) -> None:
    measured.starts.append(time.monotonic())
    fleet.start()


def _steady(fleets: dict[str, Fleet], measured: dict[str, Measured], scale: Scale) -> None:
    time.sleep(scale.warm_up_seconds)
    start, before = time.monotonic(), {name: fleet.report() for name, fleet in fleets.items()}
    time.sleep(scale.steady_seconds)
    end, after = time.monotonic(), {name: fleet.report() for name, fleet in fleets.items()}
    for name, each in measured.items():
        each.steady.append(Stretch(start, end))
        each.reports.append((before[name], after[name]))
