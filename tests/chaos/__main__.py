"""`make chaos`: every case, several side by side, each in a process of its own; a table and a JSON file.

    python -m tests.chaos             all of them
    python -m tests.chaos 1 5 13 r2   some of them

Most of a case is waiting for leases to run out, so three at a time fit on two cores.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.chaos.cases import CASES, Case
from tests.chaos.reminders.cases import REMINDER_CASES, ReminderCase
from tests.chaos.reminders.run import run_reminders
from tests.chaos.run import Row, run_case
from tests.chaos.table import summary, tables

_LANES = 3
# A case takes two minutes, or four; one that hangs must not keep the others from being told.
_CASE_SECONDS = 480.0
_BUILD = Path("build")
_LOGS = _BUILD / "chaos"
_ALL: Sequence[Case | ReminderCase] = (*CASES, *REMINDER_CASES)


def main() -> int:
    """Exit status: 0 all as promised, 1 something is not."""
    # `finally` has to run, here and in every case's process: it stops what was started.
    signal.signal(signal.SIGTERM, _interrupt)
    if sys.argv[1:2] == ["--one"]:
        return _one(sys.argv[2], Path(sys.argv[3]))
    wanted = [case for case in _ALL if not sys.argv[1:] or case.key in sys.argv[1:]]
    try:
        rows = _run_all(wanted)
    except KeyboardInterrupt:
        return 130  # as a shell has it
    _BUILD.mkdir(exist_ok=True)
    (_BUILD / "chaos.json").write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n")
    print(tables(rows))
    print(summary(rows))
    return 1 if any(row["verdict"] == "red" for row in rows) else 0


def _one(key: str, result: Path) -> int:
    case = next(case for case in _ALL if case.key == key)
    row = run_case(case, _LOGS) if isinstance(case, Case) else run_reminders(case, _LOGS)
    result.write_text(json.dumps(row))
    return 0


def _run_all(cases: Sequence[Case | ReminderCase]) -> list[Row]:
    waiting = list(cases)
    running: dict[str, _Running] = {}
    rows: dict[str, Row] = {}
    with tempfile.TemporaryDirectory(prefix="backpack-chaos-") as folder:
        try:
            while waiting or running:
                while waiting and len(running) < _LANES:
                    case = waiting.pop(0)
                    running[case.key] = _Running(case, Path(folder))
                time.sleep(0.2)
                for key in [key for key, one in running.items() if one.is_over()]:
                    rows[key] = running.pop(key).row()
                    print(f"{key:>3}  {rows[key]['verdict']:7} after {rows[key]['seconds']} s", flush=True)
        finally:
            for one in running.values():
                one.stop()
    return [rows[case.key] for case in cases]


class _Running:
    """One case in its own process, which alone may start parts: Linux ends a child with its thread."""

    def __init__(self, case: Case | ReminderCase, folder: Path) -> None:
        self._case = case
        self._result = folder / f"{case.key}.json"
        self._log = folder / f"{case.key}.log"
        self._started = time.monotonic()
        command = [sys.executable, "-m", "tests.chaos", "--one", case.key, str(self._result)]
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)

    def is_over(self) -> bool:
        if self._process.poll() is None and time.monotonic() - self._started > _CASE_SECONDS:
            self.stop()
        return self._process.poll() is not None

    def row(self) -> Row:
        if self._result.exists():
            row: dict[str, Any] = json.loads(self._result.read_text())
            return row
        why = " ".join(self._log.read_text(errors="replace").split()[-60:]) or "it took too long"
        seconds = round(time.monotonic() - self._started)
        named = {"key": self._case.key, "fault": self._case.fault}
        return {**named, "verdict": "red", "why": f"broke: {why}", "seconds": seconds}

    def stop(self) -> None:
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(60)
            except subprocess.TimeoutExpired:
                os.killpg(self._process.pid, signal.SIGKILL)


def _interrupt(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
