"""Ours and the others: what runs, and how it is used."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WORKERS = 2
# Of each worker: four that post, as many as a core or two can keep busy.
PROCESSES = 2

OURS = "backpack"


@dataclass(frozen=True)
class Contestant:
    """A scheduler, and the workers that post what it starts.

    :ivar how: it is used, for the table.
    :ivar filler: a module that schedules the lines on its standard input.
    :ivar parts: what runs, by name: a module and its arguments.
    :ivar dispatcher: the part that says when a reminder is due; None: every worker knows for itself.
    :ivar signs: keys of its Redis that are there once the dispatcher is at work.
    :ivar mirror: a module that goes on seeing what an agenda, its argument, tells of; None: it is told once.
    """

    how: str
    filler: str
    parts: Mapping[str, Sequence[str]]
    dispatcher: str | None = None
    signs: Sequence[str] = ()
    mirror: str | None = None


def _celery(module: str) -> dict[str, list[str]]:
    # Without greetings, as ours: they take a second of every restart.
    quick = ["--without-gossip", "--without-mingle", "--loglevel=INFO"]
    return {
        f"worker {number}": [
            "celery", "-A", module, "worker", f"--hostname=worker{number}@%h", f"--concurrency={PROCESSES}",
            *quick,
        ]
        for number in range(1, WORKERS + 1)
    }  # fmt: skip


_ETA, _REDBEAT = "bench.reminders.celery_eta", "bench.reminders.celery_redbeat"

CONTESTANTS = {
    OURS: Contestant(
        """As it is deployed: beat and every worker dispatch. Nothing is asked of Backpack, as each reminder
        was seen in its person's list half a minute before; the benchmark does the poller's part of that. What
        a kill makes late by more is checked; Backpack does not answer here, so it fires and says so.""",
        filler="bench.reminders.ours",
        parts={
            **{
                f"worker {number}": ["bot.cli", "worker", f"--concurrency={PROCESSES}"]
                for number in range(1, WORKERS + 1)
            },
            "beat": ["bot.cli", "beat"],
        },
        dispatcher="beat",
        signs=("backpack-bot:pulse:beat",),
        mirror="bench.reminders.ours_mirror",
    ),
    "Celery ETA": Contestant(
        """`apply_async(eta=…)`. `acks_late`, `reject_on_worker_lost`, a prefetch of 1, no results. The
        visibility time-out is the default, 1 h: what a killed worker held stays away for so long, which
        counts as lost here; a shorter one brings every task that waits for longer than that to a second
        worker.""",
        filler=_ETA,
        parts=_celery(_ETA),
    ),
    "celery-redbeat": Contestant(
        """An entry with an `rrule` of one occurrence for each reminder. Celery as above,
        `beat_max_loop_interval` 5 (with the default it sees what was scheduled meanwhile after up to 5
        minutes), connections tried again for 60 s, and the lock by default: for five of these intervals
        nobody takes a killed beat's place (25 minutes with the default interval).""",
        filler=_REDBEAT,
        parts={
            **_celery(_REDBEAT),
            "beat": [
                "celery", "-A", _REDBEAT, "beat", "--scheduler=redbeat.RedBeatScheduler", "--loglevel=INFO",
            ],
        },
        dispatcher="beat",
        signs=("redbeat::lock",),
    ),
}  # fmt: skip
