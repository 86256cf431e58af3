"""The tables, and the figures behind them."""

import json
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from bench.machine import machine
from bench.reminders.contestants import CONTESTANTS, PROCESSES, WORKERS
from bench.reminders.rows import Row
from bench.reminders.scale import Scale

RESULTS = Path(__file__).parent.parent / "results"

_COLUMNS = {
    "scheduler": "{0.scheduler}",
    "due": "{0.due:,}",
    "fired": "{0.fired:,}",
    "lost": "{0.lost:,}",
    "double": "{0.double:,}",
    "early": "{0.early:,}",
    "late p50 s": "{0.late_p50_s:.3f}",
    "p99 s": "{0.late_p99_s:.3f}",
    "max s": "{0.late_max_s:.3f}",
}
_COSTS = {
    "scheduler": "{0.scheduler}",
    "CPU s, taking in": "{0.cpu_taking_in_s:.1f}",
    "CPU s, firing": "{0.cpu_firing_s:.1f}",
    "of it Redis": "{0.cpu_firing_redis_s:.1f}",
    "RSS MB, idle": "{0.rss_idle_mb:.0f}",
    "RSS MB, all scheduled": "{0.rss_full_mb:.0f}",
    "Redis MB / 100,000": "{0.redis_mb_per_100_000:.1f}",
    "Redis bytes / entry": "{0.redis_bytes_per_entry:,}",
    "others' CPU": "{0.others_cpu:.0%}",
    "load before": "{0.load_before:.2f}",
}

_SETTING = """{machine}. {due:,} reminders come due within {within:.0f} s, at random moments, each for
another person; {later:,} more are scheduled for hours to weeks later. One scheduler after the other, each
with a Redis of its own (`appendonly yes`, `appendfsync always`, `noeviction`) and {workers} workers of
{processes} processes. A reminder is fired when its `chat.postMessage` arrives at a recorder that stands for
Slack, from slack_sdk's WebClient in every case. Late is its first arrival, after its time; both by the
machine's one clock."""

_QUIET = """What has not arrived {end:.0f} s after the last was due is lost."""
_KILL = """While reminders come due, each worker once and (where there is one) the dispatcher twice are
killed (SIGKILL to the whole process group), and Redis is stopped once by SIGTERM and once by SIGKILL, one
after the other; what has ended, by itself too, is started anew after 1.5 s. What has not arrived {end:.0f} s
after the last was due is lost."""

_NOTES = (
    """CPU: of the scheduler's processes and its Redis, in the quiet run; taking in all {scheduled:,}, and
    from the first due one to the last arrival. Whoever schedules them is not counted.""",
    """RSS: of its processes without Redis; what two of them share counts twice. Redis: `used_memory` with
    everything scheduled, less what it was with nothing.""",
    """Others' CPU: what else ran on the machine meanwhile, of all its CPUs; load: the average of the minute
    before.""",
)


def write(rows: Sequence[Row], scale: Scale, folder: Path) -> str:
    """Write both files, and return the tables."""
    table = "\n".join(_lines(rows, scale)) + "\n"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "reminders.md").write_text(table)
    raw = {"scale": asdict(scale), "rows": [asdict(row) for row in rows]}
    (folder / "reminders.json").write_text(json.dumps(raw, indent=2) + "\n")
    return table


def _lines(rows: Sequence[Row], scale: Scale) -> Iterator[str]:
    quiet, kill = ([row for row in rows if row.run == run] for run in ("quiet", "kill"))
    yield from ("# Reminders", "")
    yield _filled(
        _SETTING.format(
            machine=machine(), due=scale.due, within=scale.due_within_seconds,
            later=scale.scheduled - scale.due, workers=WORKERS, processes=PROCESSES,
        )
    )  # fmt: skip
    yield from ("", "## Left in peace", "", *_table(_COLUMNS, quiet), "")
    yield _filled(_QUIET.format(end=scale.quiet_end_seconds))
    yield from ("", "## Killed", "", *_table(_COLUMNS, kill), "")
    yield _filled(_KILL.format(end=scale.killed_end_seconds))
    yield from ("", "## What it takes", "", *_table(_COSTS, quiet), "")
    yield from (_filled(note.format(scheduled=scale.scheduled), "- ") for note in _NOTES)
    yield from ("", "How each is used:", "")
    yield from (_filled(f"{name}: {each.how}", "- ") for name, each in CONTESTANTS.items())


def _table(columns: Mapping[str, str], rows: Sequence[Row]) -> Iterator[str]:
    yield f"| {' | '.join(columns)} |"
    yield f"|{'---|' * len(columns)}"
    yield from (f"| {' | '.join(cell.format(row) for cell in columns.values())} |" for row in rows)


def _filled(text: str, mark: str = "") -> str:
    return textwrap.fill(
        " ".join(text.split()), 110, initial_indent=mark, subsequent_indent=" " * len(mark),
        break_on_hyphens=False,
    )  # fmt: skip
