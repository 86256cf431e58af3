"""Deliveries to the app: signed, with three seconds to answer."""

import asyncio
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import aiohttp

from .config import Config
from .http_client import HttpClient
from .signing import signature_headers
from .state import Workspace

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


@dataclass(frozen=True)
class Answer:
    """How the app answered one delivery."""

    status: int | None
    """None where nothing came back in time."""
    body: str
    elapsed_ms: float
    error: str | None
    """`operation_timeout` or `dispatch_failed`, as the person reads it; None for a 200."""
    no_retry: bool = False
    """The app wants this event not again, failed or not (`X-Slack-No-Retry`)."""

    @property
    def retry_reason(self) -> str | None:
        """Why an event is delivered again, in Slack's words; None where it is not."""
        if self.error is None or self.no_retry:
            return None
        if self.status is not None:
            return "http_error"
        return "http_timeout" if self.error == "operation_timeout" else "connection_failed"

    def reply(self) -> dict[str, Any]:
        """The body as a message or `response_action`: JSON, or plain text, or nothing at all."""
        if not self.body.strip():
            return {}
        try:
            parsed = json.loads(self.body)
        except ValueError:
            return {"text": self.body}
        return parsed if isinstance(parsed, dict) else {"text": self.body}


class Courier:
    """Carries commands, interactions and events to the app's request URL."""

    def __init__(self, config: Config, workspace: Workspace, http: HttpClient) -> None:
        self._config = config
        self._workspace = workspace
        self._http = http
        self._under_way: set[asyncio.Task[None]] = set()

    async def command(self, fields: dict[str, str]) -> Answer:
        """Deliver a slash command."""
        return await self._deliver("command", fields["command"], urlencode(fields).encode(), FORM)

    async def interaction(self, payload: dict[str, Any]) -> Answer:
        """Deliver a click, a shortcut, a submission, a closed modal or a request for options."""
        name = payload.get("callback_id") or payload.get("view", {}).get("callback_id") or ""
        if payload["type"] == "block_actions":
            name = payload["actions"][0]["action_id"]
        body = urlencode({"payload": json.dumps(payload, ensure_ascii=False)}).encode()
        return await self._deliver(payload["type"], name, body, FORM)

    def event(self, envelope: dict[str, Any]) -> None:
        """Deliver an event, while the person who caused it goes on."""
        body = json.dumps(envelope, ensure_ascii=False).encode()
        task = asyncio.create_task(self._until_taken(envelope["event"]["type"], body))
        self._under_way.add(task)  # the loop itself holds tasks weakly
        task.add_done_callback(self._under_way.discard)

    async def close(self) -> None:
        """Give up what is still under way."""
        for task in tuple(self._under_way):
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _until_taken(self, name: str, body: bytes) -> None:
        """One event, up to four times ("Events API", Retries)."""
        answer = await self._deliver("event", name, body, JSON)
        for number, pause_seconds in enumerate(self._config.event_retries_after_seconds, start=1):
            if (reason := answer.retry_reason) is None:
                return
            await asyncio.sleep(pause_seconds)
            retry = {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": reason}
            answer = await self._deliver("event", name, body, JSON, retry)

    async def _deliver(
        self, kind: str, name: str, body: bytes, content_type: str, more: Mapping[str, str] | None = None
    ) -> Answer:
        timestamp = int(self._workspace.clock())
        headers = signature_headers(self._config.signing_secret, body, timestamp)
        headers |= {"Content-Type": content_type, "User-Agent": "Slackbot 1.0 (local sandbox)"}
        headers |= more or {}
        no_retry = False
        started = time.perf_counter()
        try:
            status, text, no_retry = await self._send(body, headers)
            error = None if status == 200 else "dispatch_failed"
        except TimeoutError:
            status, text, error = None, "", "operation_timeout"
        except aiohttp.ClientError:
            status, text, error = None, "", "dispatch_failed"
        elapsed_ms = round((time.perf_counter() - started) * 1000, 1)
        record = {"kind": kind, "name": name, "status": status, "elapsed_ms": elapsed_ms, "error": error}
        self._workspace.record_delivery(record)
        return Answer(status, text, elapsed_ms, error, no_retry)

    async def _send(self, body: bytes, headers: dict[str, str]) -> tuple[int, str, bool]:
        timeout = aiohttp.ClientTimeout(total=self._config.ack_timeout_seconds)
        async with self._http.session.post(
            self._config.bot_url, data=body, headers=headers, timeout=timeout, allow_redirects=False
        ) as response:
            no_retry = response.headers.get("X-Slack-No-Retry") == "1"
            return response.status, await response.text(errors="replace"), no_retry
