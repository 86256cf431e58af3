"""`GET /_sandbox/events?since=N`: every change, as Server-Sent Events."""

import json
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from ..event_log import EventLog


class Stream:
    """One stream for each open page."""

    def __init__(self, log: EventLog) -> None:
        self._log = log

    async def events(self, request: Request) -> Response:
        """All changes after `since`, or after the last one that a reconnecting browser names."""
        since = request.headers.get("last-event-id") or request.query_params.get("since") or "0"
        headers = {"Cache-Control": "no-store"}
        run, _, number = since.rpartition(":")
        known = number.isdecimal() and run in {"", self._log.run}
        return StreamingResponse(
            self._lines(int(number) if known else -1), media_type="text/event-stream", headers=headers
        )

    async def _lines(self, since: int) -> AsyncIterator[str]:
        yield "retry: 500\n\n"  # so that a page is back soon after the server restarts
        async for change in self._log.follow(since):
            yield f"id: {self._log.run}:{change['seq']}\ndata: {json.dumps(change, ensure_ascii=False)}\n\n"
