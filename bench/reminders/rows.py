"""A row of the tables for each scheduler and run."""

from dataclasses import asdict, dataclass

from bench.reminders.contest import Kind, Measured
from bench.reminders.figures import Figures, figures


@dataclass(frozen=True)
class Row(Figures):
    """The figures of a run, and what it took.

    :ivar cpu_taking_in_s: CPU seconds of all its processes and its Redis, while everything was scheduled;
        `cpu_firing_s` from the first due one's time to the last arrival, `cpu_firing_redis_s` of it Redis's.
    :ivar rss_idle_mb: resident memory of its processes with nothing scheduled, `rss_full_mb` with everything.
    :ivar redis_mb_per_100_000: what the reminders take of Redis, and `redis_bytes_per_entry` each.
    :ivar others_cpu: share of the machine that neither it nor the benchmark used while reminders came due.
    """

    scheduler: str
    run: Kind
    cpu_taking_in_s: float
    cpu_firing_s: float
    cpu_firing_redis_s: float
    rss_idle_mb: float
    rss_full_mb: float
    redis_mb_per_100_000: float
    redis_bytes_per_entry: int
    load_before: float
    others_cpu: float
    revived: list[str]


def row(measured: Measured, cpus: int) -> Row:
    scheduled = len(measured.near) + len(measured.far)
    bytes_per_entry = (measured.full.redis_bytes - measured.idle.redis_bytes) / scheduled
    available_seconds = measured.firing_seconds * cpus
    return Row(
        **asdict(figures(measured.near, measured.far, measured.arrivals)),
        scheduler=measured.scheduler,
        run=measured.kind,
        cpu_taking_in_s=round(measured.taking_in.scheduler, 1),
        cpu_firing_s=round(measured.firing.scheduler, 1),
        cpu_firing_redis_s=round(measured.firing.redis, 1),
        rss_idle_mb=_megabytes(measured.idle.rss_bytes),
        rss_full_mb=_megabytes(measured.full.rss_bytes),
        redis_mb_per_100_000=_megabytes(100_000 * bytes_per_entry),
        redis_bytes_per_entry=round(bytes_per_entry),
        load_before=round(measured.load_before, 2),
        others_cpu=round(measured.firing.others / available_seconds, 3) if available_seconds else 0.0,
        revived=measured.revived,
    )


def _megabytes(count: float) -> float:
    return round(count / 1e6, 1)
