"""Run it: each scheduler left in peace, then each killed."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from bench.reminders.contest import Kind, run
from bench.reminders.contestants import CONTESTANTS, OURS
from bench.reminders.promises import broken
from bench.reminders.report import RESULTS, write
from bench.reminders.rows import row
from bench.reminders.scale import FULL, QUICK

_RUNS: tuple[Kind, ...] = ("quiet", "kill")


def main() -> int:
    """The exit status: 1 if ours broke a promise."""
    parser = argparse.ArgumentParser(prog="python -m bench.reminders", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few minutes; lateness is not checked")
    parser.add_argument("--only", choices=CONTESTANTS, help="this scheduler alone")
    parser.add_argument("--run", choices=_RUNS, help="this run alone")
    parser.add_argument("--logs", type=Path, help="a folder to keep the logs of all processes in")
    asked = parser.parse_args()
    scale = QUICK if asked.quick else FULL
    rows = []
    for kind in [asked.run] if asked.run else _RUNS:
        for scheduler in [asked.only] if asked.only else CONTESTANTS:
            print(f"{scheduler}, {kind} …", file=sys.stderr, flush=True)
            logs = asked.logs / f"{scheduler} {kind}" if asked.logs else None
            rows.append(row(run(scheduler, kind, scale, logs), os.cpu_count() or 1))
    # What is short or not side by side is not what we publish.
    published = not (asked.quick or asked.only or asked.run)
    folder = RESULTS if published else Path(tempfile.mkdtemp(prefix="bench-reminders-"))
    print(write(rows, scale, folder))
    print(f"In {folder}")
    problems = broken([row for row in rows if row.scheduler == OURS], check_p99=not asked.quick)
    for problem in problems:
        print(f"Broken promise: {problem}", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
