"""Ours alone, for long, on many accounts, while everything goes wrong that does not touch the server."""

import time

from redis import Redis

from bench.limiter.client import Job, Load
from bench.limiter.contest import Measured
from bench.limiter.contestants import OURS
from bench.limiter.figures import Stretch
from bench.limiter.fleet import PROCESSES, Fleet
from bench.limiter.latency import Latency
from bench.limiter.scale import Scale
from bench.limiter.server import Server

# Of all requests or answers, as promised.
SLOW_TAIL = 0.05
# So that in some accounts the line is longer than anybody's patience, and tasks are handed back.
CROWDED_THREADS = 16


def soak(scale: Scale, redis_url: str, shape: str) -> Measured:
    """A slow tail and wandering clocks throughout; meanwhile two processes are killed and replaced, and Redis
    forgets its scripts at each of nine moments."""
    measured, latency = Measured(OURS), Latency(shape, late_share=SLOW_TAIL)
    with Server(latency) as server, Fleet(_job(scale, redis_url, server)) as fleet:
        measured.starts.append(time.monotonic())
        fleet.start()
        for tenth in range(1, 11):
            time.sleep(scale.soak_seconds / 10)
            if tenth < 10:
                with Redis.from_url(redis_url) as redis:
                    redis.script_flush()
            if tenth in (3, 6):
                fleet.replace_one(tenth % PROCESSES)
        measured.steady.append(Stretch(measured.starts[0] + scale.warm_up_seconds, time.monotonic()))
        report = fleet.finish()
        measured.reports.append((report, report))
        measured.log = server.log()
    return measured


def crowded_accounts(scale: Scale) -> int:
    return scale.soak_accounts // 4


def _job(scale: Scale, redis_url: str, server: Server) -> Job:
    threads = [CROWDED_THREADS] * crowded_accounts(scale) + [8] * scale.soak_accounts
    loads = tuple(
        Load(f"{OURS}-soak-{number}", threads[number], casual=1) for number in range(scale.soak_accounts)
    )
    return Job(OURS, redis_url, server.port, loads, PROCESSES, process=0, wandering=True)
