"""From a delivered command to its acknowledgement, and to its answer, over the whole sandbox.

Real processes on one machine; the limit of the Backpack server is lifted, as it is not what is measured.
"""

import json
import platform
import statistics
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from sandbox.people import PEOPLE
from sandbox.setting import Setting
from sandbox.stack import Stack

RESULTS = Path(__file__).parent / "results"
SAMPLES = 300  # enough for a p99 that is not one sample
BURST = 300
_NO_LIMIT = 1_000_000


@dataclass(frozen=True)
class Row:
    """One measurement; milliseconds."""

    name: str
    samples: int
    p50_ms: float
    p99_ms: float
    max_ms: float


class Driver:
    """Types commands into the local Slack and watches for answers."""

    def __init__(self, stack: Stack) -> None:
        self._url = stack.setting.slack_url
        channels = self._get("/_sandbox/workspace")["channels"]
        self.channel = next(channel["id"] for channel in channels if channel["name"] == "kitchen")

    def command(self, command: str, text: str, slack_user_id: str = PEOPLE[0].slack_user_id) -> float:
        """The time until the bot's acknowledgement, in ms, as the Slack server saw it."""
        body = {"user": slack_user_id, "channel": self.channel, "command": command, "text": text}
        request = Request(
            self._url + "/_sandbox/command", json.dumps(body).encode(), {"Content-Type": "application/json"}
        )
        with urlopen(request, timeout=10) as answer:
            return float(json.load(answer)["elapsed_ms"])

    def messages(self) -> list[dict[str, Any]]:
        path = f"/_sandbox/messages?channel={self.channel}&viewer={PEOPLE[0].slack_user_id}"
        found: list[dict[str, Any]] = self._get(path)["messages"]
        return found

    def wait_for_messages(self, count: int) -> float:
        """When the last of them arrived, by the Slack server's clock: how often we look does not matter."""
        until = time.monotonic() + 120
        while len(self.messages()) < count:
            if time.monotonic() > until:
                raise TimeoutError(f"{count} messages did not arrive")
            time.sleep(0.05)
        return float(self.messages()[count - 1]["ts"])

    def _get(self, path: str) -> Any:
        with urlopen(self._url + path, timeout=10) as answer:
            return json.load(answer)


def main() -> None:
    setting = Setting.on_any_ports(backpack_limit=_NO_LIMIT)
    with Stack(setting) as stack:
        driver = Driver(stack)
        driver.command("/backpack", "add Warm up to Groceries")
        rows = [
            _row("ack of help (no Redis write)", [driver.command("/bp", "help") for _ in range(SAMPLES)]),
            _row("ack of add (recorded, then acknowledged)", _acks(driver)),
            _row("answer to add (delivery to message)", _answers(driver)),
        ]
        burst_seconds = _burst(driver)
    _write(rows, burst_seconds)


def _acks(driver: Driver) -> list[float]:
    before = len(driver.messages())
    acks = [driver.command("/bp", f"add Ack {number} to Groceries") for number in range(SAMPLES)]
    driver.wait_for_messages(before + SAMPLES)
    return acks


def _answers(driver: Driver) -> list[float]:
    return [_one_answer(driver) for _ in range(SAMPLES)]


def _one_answer(driver: Driver) -> float:
    before = len(driver.messages())
    started = time.time()
    driver.command("/bp", "add Answer to Repairs")
    return (driver.wait_for_messages(before + 1) - started) * 1000


def _burst(driver: Driver) -> float:
    before = len(driver.messages())
    started = time.time()
    for number in range(BURST):
        driver.command("/bp", f"add Burst {number} to Groceries")
    return driver.wait_for_messages(before + BURST) - started


def _row(name: str, milliseconds: Sequence[float]) -> Row:
    cuts = statistics.quantiles(milliseconds, n=100)
    return Row(name, len(milliseconds), round(cuts[49], 1), round(cuts[98], 1), round(max(milliseconds), 1))


def _write(rows: Sequence[Row], burst_seconds: float) -> None:
    machine = f"Python {platform.python_version()}, {platform.machine()}, 2 worker processes"
    burst = f"{BURST} adds sent one after the other were all answered in {burst_seconds:.1f} s"
    lines = [
        "# Round trip",
        "",
        f"{machine}, Redis `appendfsync always`. The machine was shared: compare within the table.",
        "",
        "| what | samples | p50 ms | p99 ms | max ms |",
        "|---|---|---|---|---|",
        *(f"| {row.name} | {row.samples} | {row.p50_ms} | {row.p99_ms} | {row.max_ms} |" for row in rows),
        "",
        f"{burst}: {BURST / burst_seconds:.0f} commands/s. Backpack's limit allows 20.",
    ]
    table = "\n".join(lines)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "round_trip.md").write_text(table + "\n")
    raw = {"rows": [asdict(row) for row in rows], "burst": BURST, "burst_seconds": round(burst_seconds, 2)}
    (RESULTS / "round_trip.json").write_text(json.dumps(raw, indent=2) + "\n")
    print(table)
