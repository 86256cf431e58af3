"""Sending: a steady stream of commands, typed into the local Slack, and how each was taken there."""

import json
import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event, Thread
from typing import Any, Literal
from urllib.request import Request, urlopen

from tests.chaos.plan import Deed

Taken = Literal["accepted", "refused", "unacknowledged"]

# While Redis hangs each command takes the bot up to 2 s: 20 a second need 40.
_THREADS = 64
# A restarted bot is back in a few seconds; a slow machine gets ten times as many.
TRIES = 40


@dataclass(frozen=True)
class Sent:
    """A command, and what its person was told at once."""

    deed: Deed
    taken: Taken
    """`accepted`: acknowledged without a word; `refused`: acknowledged with one ("nothing was accepted");
    `unacknowledged`: Slack told of an error itself, and nobody knows."""
    operation_id: str
    elapsed_ms: float
    reply: str


class Load:
    """Sends by threads of its own; what starts processes has to be the main one."""

    def __init__(
        self, slack_url: str, deeds: Sequence[Deed], per_second: float, *, at_once: int = 1, tries: int = 1
    ) -> None:
        self._slack_url = slack_url
        self._deeds = deeds
        self._per_second = per_second
        self._at_once = at_once
        self._tries = tries
        self._pool = ThreadPoolExecutor(_THREADS)
        self._results: list[Future[Sent]] = []
        self._given_up = Event()
        self._pace = Thread(target=self._send_all, daemon=True)

    def start(self) -> None:
        self._pace.start()

    @property
    def is_over(self) -> bool:
        """Whether everything has been sent and taken, or not."""
        return not self._pace.is_alive() and all(result.done() for result in self._results)

    def sent(self) -> list[Sent]:
        return [result.result() for result in self._results]

    def stop(self) -> None:
        self._given_up.set()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _send_all(self) -> None:
        started = time.monotonic()
        for number, deed in enumerate(self._deeds):
            # The second of a pair goes with the first, not after it.
            is_twin = number > 0 and self._deeds[number - 1].text == deed.text
            wait = 0.0 if is_twin else started + number / self._per_second - time.monotonic()
            if self._given_up.wait(max(0.0, wait)):
                return
            self._results.append(self._pool.submit(self._send, deed))

    def _send(self, deed: Deed) -> Sent:
        return send(self._slack_url, deed, at_once=self._at_once, tries=self._tries)


def send(slack_url: str, deed: Deed, *, at_once: int = 1, tries: int = 1) -> Sent:
    """Type one command."""
    body = {"user": deed.person, "channel": deed.channel, "command": "/backpack", "text": deed.words}
    how = {"at_once": at_once, "tries": tries}
    headers = {"Content-Type": "application/json"}
    request = Request(f"{slack_url}/_sandbox/command", json.dumps(body | how).encode(), headers)
    # Slack waits 3 s for each try and 1 s after it.
    with urlopen(request, timeout=10 + 4 * tries) as answer:
        told: dict[str, Any] = json.load(answer)
    taken: Taken = "unacknowledged" if told["error"] else "refused" if told["reply"] else "accepted"
    return Sent(deed, taken, f"command-{told['trigger_id']}", told["elapsed_ms"], told["reply"])
