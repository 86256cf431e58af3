"""From a delivered command to its item, on an idle system and while an export takes all of the limit it can.

The whole sandbox with Backpack's documented limit: three people of one account type `/backpack add`, 5 a
second in all. The export is another process with a client of its own; its limiter shares the workers' Redis.
"""

import json
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.export import THREADS, Export, Site
from bench.machine import machine
from bench.round_trip import RESULTS, Driver
from sandbox.people import BACKPACK_ACCOUNT, PEOPLE, SLACK_TEAM_ID
from sandbox.probes import read_json
from sandbox.setting import Setting
from sandbox.stack import Stack

COMMANDS = 300  # enough for a p99 that is not one sample
PER_SECOND = 5
EXPORT_REQUESTS = 500
_PATIENCE_SECONDS = 60.0

# In the server's own transaction, as its API knows whole seconds only.
_WATCH = """
CREATE TABLE IF NOT EXISTS bench_created (content TEXT, at REAL);
CREATE TRIGGER IF NOT EXISTS bench_created_at AFTER INSERT ON items BEGIN
    INSERT INTO bench_created VALUES (new.content, (julianday('now') - 2440587.5) * 86400.0);
END;
"""


@dataclass(frozen=True)
class Row:
    """One phase; milliseconds from delivery to the item.

    :ivar requests: all, by the Backpack server's counters, and those of them that it `refused` (503).
    """

    name: str
    commands: int
    p50_ms: float
    p99_ms: float
    max_ms: float
    requests: int
    refused: int
    export_requests: int


def main() -> bool:
    """Whether the promises were kept."""
    setting = Setting.on_any_ports()
    with Stack(setting) as stack:
        tokens = _tokens(setting)
        _link_the_third(setting, tokens)
        driver = Driver(stack)
        database = stack.folder / "backpack.db"
        with closing(sqlite3.connect(database)) as connection:
            connection.executescript(_WATCH)
        for person in PEOPLE:  # everybody's first command looks the list up
            driver.command("/backpack", "add Warm up to Groceries", person.slack_user_id)
        driver.wait_for_messages(len(PEOPLE))
        idle = _phase("idle", driver, setting, database)
        with Export(Site(setting.backpack_url, setting.redis_url, tokens[PEOPLE[0].name])) as export:
            busy = _phase("export", driver, setting, database, export)
    return _write([idle, busy])


def _phase(name: str, driver: Driver, setting: Setting, database: Path, export: Export | None = None) -> Row:
    before, exported = _counters(setting), export.requests() if export else 0
    if export:
        time.sleep(10)  # two windows: from then on the export has all it can get
    sent = {}
    started = time.monotonic()
    for number in range(COMMANDS):
        time.sleep(max(0.0, started + number / PER_SECOND - time.monotonic()))
        content, person = f"{name} {number}", PEOPLE[number % len(PEOPLE)]
        sent[content] = time.time()
        driver.command("/backpack", f"add {content} to Groceries", person.slack_user_id)
    created = _created(database, name)
    while export and export.requests() - exported < EXPORT_REQUESTS:
        time.sleep(0.1)
    after, exported = _counters(setting), export.requests() - exported if export else 0
    milliseconds = [(created[content] - at) * 1000 for content, at in sent.items()]
    cuts = statistics.quantiles(milliseconds, n=100, method="inclusive")
    return Row(
        name=name,
        commands=len(milliseconds),
        p50_ms=round(cuts[49], 1),
        p99_ms=round(cuts[98], 1),
        max_ms=round(max(milliseconds), 1),
        requests=after["requests"] - before["requests"],
        refused=after["refused"] - before["refused"],
        export_requests=exported,
    )


def _created(database: Path, name: str) -> dict[str, float]:
    """When each item of a phase was made, once all are."""
    until = time.monotonic() + _PATIENCE_SECONDS
    with closing(sqlite3.connect(database)) as connection:
        while True:
            found = connection.execute(
                "SELECT content, at FROM bench_created WHERE content GLOB ?", [f"{name} *"]
            )
            created = dict(found.fetchall())
            if len(created) == COMMANDS:
                return created
            if time.monotonic() > until:
                raise TimeoutError(f"{COMMANDS - len(created)} of {COMMANDS} items were not made")
            time.sleep(0.1)


def _counters(setting: Setting) -> dict[str, int]:
    counters: dict[str, int] = read_json(f"{setting.backpack_url}/_sandbox/counters")
    return counters


def _tokens(setting: Setting) -> dict[str, str]:
    state = read_json(f"{setting.backpack_url}/_sandbox/state?account={BACKPACK_ACCOUNT}")
    return {user["name"]: user["token"] for user in state["users"]}


def _link_the_third(setting: Setting, tokens: dict[str, str]) -> None:
    """The stack links those who are connected from the start."""
    for person in PEOPLE:
        if not person.connected:
            command = ["bot.cli", "link", SLACK_TEAM_ID, person.slack_user_id, BACKPACK_ACCOUNT]
            subprocess.run(
                [sys.executable, "-m", *command],
                input=tokens[person.name],
                env=setting.environment("worker"),
                check=True,
                capture_output=True,
                text=True,
            )


def _write(rows: Sequence[Row]) -> bool:
    idle, busy = rows
    slower_ms = busy.p99_ms - idle.p99_ms
    lines = [
        "# Commands under an export",
        "",
        f"{machine()}.",
        f"2 worker processes for commands. {COMMANDS} `/backpack add` of three people of one account,",
        f"{PER_SECOND} a second: on an idle system, then while another process of {THREADS} threads reads",
        f"pages at bulk priority, as fast as the limit lets it (at least {EXPORT_REQUESTS} requests, and",
        "until the last command is done). From delivery to the moment at which the server made the item.",
        "",
        "| system | commands | p50 ms | p99 ms | max ms | requests in all | of the export | refused (503) |",
        "|---|---|---|---|---|---|---|---|",
        *(
            f"| {row.name} | {row.commands} | {row.p50_ms} | {row.p99_ms} | {row.max_ms} | {row.requests} |"
            f" {row.export_requests} | {row.refused} |"
            for row in rows
        ),
        "",
        f"With the export the p99 is {abs(slower_ms):.1f} ms {'higher' if slower_ms > 0 else 'lower'}.",
    ]
    table = "\n".join(lines)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "commands_under_export.md").write_text(table + "\n")
    raw = {"rows": [asdict(row) for row in rows], "p99_slower_ms": round(slower_ms, 1)}
    (RESULTS / "commands_under_export.json").write_text(json.dumps(raw, indent=2) + "\n")
    print(table)
    kept = not any(row.refused for row in rows) and slower_ms <= 1000
    if not kept:
        print("Broken promise: no 503, and p99 within 1 s of an idle system's", file=sys.stderr)
    return kept


if __name__ == "__main__":
    sys.exit(not main())
