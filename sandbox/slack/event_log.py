"""Every change of the workspace, numbered, so that a page which lost its connection can catch up."""

import asyncio
import secrets
from collections import deque
from collections.abc import AsyncIterator
from typing import Any

KEPT = 5_000
"""Changes kept for catching up; a page that is further behind loads everything again."""


class EventLog:
    """Appended to by the state; read by the Server-Sent Events of the page."""

    def __init__(self) -> None:
        self._changes: deque[dict[str, Any]] = deque(maxlen=KEPT)
        self._news = asyncio.Event()
        self.run = secrets.token_hex(4)
        """Tells this server's numbers from those of the one that ran before it."""
        self.sequence = 0
        self.closed = False

    def append(self, kind: str, **data: Any) -> None:
        """Record a change and wake everyone who follows."""
        self.sequence += 1
        self._changes.append({"seq": self.sequence, "kind": kind, **data})
        self._wake()

    def close(self) -> None:
        """End all streams: an open one would hold up a server that wants to stop."""
        self.closed = True
        self._wake()

    async def follow(self, since: int) -> AsyncIterator[dict[str, Any]]:
        """All changes after `since`, then each new one as it comes; "reset" where some are not kept."""
        if since < 0 or since > self.sequence or since < self.sequence - len(self._changes):
            yield {"seq": self.sequence, "kind": "reset"}
            since = self.sequence
        while not self.closed:
            news = self._news
            for change in [each for each in self._changes if each["seq"] > since]:
                since = change["seq"]
                yield change
            if self.sequence == since:
                await news.wait()

    def _wake(self) -> None:
        self._news.set()
        self._news = asyncio.Event()
