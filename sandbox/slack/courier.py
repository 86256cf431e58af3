"""Deliveries to the app: signed, with three seconds to answer."""

import asyncio
import json
import time
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
        self._under_way: set[asyncio.Task[Answer]] = set()

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
        """Deliver an event, once, while the person who caused it goes on."""
        body = json.dumps(envelope, ensure_ascii=False).encode()
        task = asyncio.create_task(self._deliver("event", envelope["event"]["type"], body, JSON))
        self._under_way.add(task)  # the loop itself holds tasks weakly
        task.add_done_callback(self._under_way.discard)

    async def close(self) -> None:
        """Give up what is still under way."""
        for task in tuple(self._under_way):
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _deliver(self, kind: str, name: str, body: bytes, content_type: str) -> Answer:
        timestamp = int(self._workspace.clock())
        headers = signature_headers(self._config.signing_secret, body, timestamp)
        headers |= {"Content-Type": content_type, "User-Agent": "Slackbot 1.0 (local sandbox)"}
        started = time.perf_counter()
        try:
            status, text = await self._send(body, headers)
            error = None if status == 200 else "dispatch_failed"
        except TimeoutError:
            status, text, error = None, "", "operation_timeout"
        except aiohttp.ClientError:
            status, text, error = None, "", "dispatch_failed"
        elapsed_ms = round((time.perf_counter() - started) * 1000, 1)
        record = {"kind": kind, "name": name, "status": status, "elapsed_ms": elapsed_ms, "error": error}
        self._workspace.record_delivery(record)
        return Answer(status, text, elapsed_ms, error)

    async def _send(self, body: bytes, headers: dict[str, str]) -> tuple[int, str]:
        timeout = aiohttp.ClientTimeout(total=self._config.ack_timeout_seconds)
        async with self._http.session.post(
            self._config.bot_url, data=body, headers=headers, timeout=timeout, allow_redirects=False
        ) as response:
            return response.status, await response.text(errors="replace")
