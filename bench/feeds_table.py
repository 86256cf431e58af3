"""What the polling for feeds costs, as a table and as figures."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.machine import machine

RESULTS = Path(__file__).parent / "results"


@dataclass(frozen=True)
class Row:
    """One size; requests a minute."""

    channels: int
    people: int
    journal: float
    status: float
    page: float
    calendar: float
    list: float
    board: float
    own: float
    """Of everybody's own reminders and calendars, which are nobody else's to share."""

    @property
    def shared(self) -> float:
        return self.journal + self.status + self.page + self.calendar + self.list + self.board


def write(rows: Sequence[Row], minutes: int) -> bool:
    """Whether the promise is kept: what is shared costs the same for any number of channels."""
    lines = [
        "# Polling for feeds",
        "",
        f"{machine()}.",
        "One account; so many people linked, and as many channels, each subscribed to the journal, the",
        "statuses, one page and one calendar, with a card of one list and the board of statuses.",
        f"{minutes} minutes of the bot's clock, with a change of each a minute.",
        "Requests a minute, by the Backpack server's counters.",
        "",
        "| channels | people | journal | status | page | calendar | list | board | shared | own |",
        "|---|---|---|---|---|---|---|---|---|---|",
        *(
            f"| {row.channels} | {row.people} | {row.journal} | {row.status} | {row.page} | {row.calendar} |"
            f" {row.list} | {row.board} | {row.shared:.1f} | {row.own} |"
            for row in rows
        ),
        "",
        "The quota is 1,200 a minute, and 120 for calendars. What is shared costs the same for any number of",
        "channels and people. Reminders, and the events that remind, are everybody's own (`tasks/feeds.py`).",
    ]
    table = "\n".join(lines)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "feeds.md").write_text(table + "\n")
    raw = {"minutes": minutes, "rows": [asdict(row) for row in rows]}
    (RESULTS / "feeds.json").write_text(json.dumps(raw, indent=2) + "\n")
    print(table)
    shared = [row.shared for row in rows]
    kept = max(shared) - min(shared) <= 1  # a poll more or less falls into the ten minutes
    if not kept:
        print("Broken promise: what is shared costs the same for any number of channels", file=sys.stderr)
    return kept
