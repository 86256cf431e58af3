"""Slack's side of the wire: signed deliveries into the app, and the local workspace's control routes."""

import asyncio
import json
import secrets
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_sdk import WebClient
from slack_sdk.signature import SignatureVerifier

Json = dict[str, Any]
BOT_TOKEN = "-".join(
    ("xoxb", "123456789012", "abcdef" * 4)
)  # in pieces, or a scanner takes it for a real one
SIGNING_SECRET = "0123456789abcdef0123456789abcdef"
TEAM, CHANNEL, MAYA = "T0TRAILHEAD", "C0KITCHEN", "U0MAYA"


def signed(body: str, *, secret: str = SIGNING_SECRET, seconds_ago: int = 0) -> dict[str, str]:
    """Headers as Slack sends them."""
    timestamp = str(int(time.time()) - seconds_ago)
    signature = SignatureVerifier(secret).generate_signature(timestamp=timestamp, body=body)
    return {
        "content-type": "application/json" if body.startswith("{") else "application/x-www-form-urlencoded",
        "x-slack-request-timestamp": timestamp,
        "x-slack-signature": signature or "",
    }


def command_body(text: str, command: str = "/backpack", user: str = MAYA, **changes: str) -> str:
    fields = {
        "team_id": TEAM,
        "channel_id": CHANNEL,
        "user_id": user,
        "command": command,
        "text": text,
        "api_app_id": "A0BACKPACK",
        "response_url": "http://127.0.0.1:9/commands/1/x",
        "trigger_id": f"trigger-{secrets.token_hex(8)}",
    }
    return urlencode(fields | changes)


def interaction_body(kind: str, user: str = MAYA, **fields: Any) -> str:
    payload = {
        "type": kind,
        "team": {"id": TEAM, "domain": "trailhead"},
        "user": {"id": user, "team_id": TEAM},
        "api_app_id": "A0BACKPACK",
        "token": "t",
        **fields,
    }
    return urlencode({"payload": json.dumps(payload)})


def event_body(event: Json, event_id: str = "") -> str:
    """An event in its envelope."""
    envelope = {
        "type": "event_callback",
        "token": "t",
        "team_id": TEAM,
        "api_app_id": "A0BACKPACK",
        "event_id": event_id or f"Ev{secrets.token_hex(5).upper()}",
        "event_time": int(time.time()),
        "event": event,
    }
    return json.dumps(envelope)


def mention(text: str, channel: str = CHANNEL, **fields: Any) -> Json:
    """An `app_mention` event."""
    ts = f"{time.time():.6f}"
    said = {"user": MAYA, "text": text, "ts": ts, "event_ts": ts, "channel": channel, "team": TEAM}
    return {"type": "app_mention", **said, **fields}


def direct_message(text: str, channel: str = "D0MAYA", **fields: Any) -> Json:
    """A `message.im` event."""
    return {**mention(text, channel), "type": "message", "channel_type": "im", **fields}


@dataclass(frozen=True)
class Reply:
    """How the app acknowledged."""

    status: int
    body: Any
    seconds: float

    @property
    def text(self) -> str:
        return str(self.body["text"])

    @property
    def words(self) -> str:
        """All of its blocks, as JSON."""
        return json.dumps(self.body, ensure_ascii=False)

    @property
    def button(self) -> Json:
        """The one button there is."""
        (block,) = [block for block in self.body["blocks"] if block["type"] == "actions"]
        return dict(block["elements"][0])


@dataclass(frozen=True)
class Driver:
    """Delivers to the app in this process."""

    app: AsyncApp
    runner: asyncio.Runner

    def deliver(self, body: str, **signing: Any) -> Reply:
        return self.runner.run(self.delivered(body, **signing))

    async def delivered(self, body: str, **signing: Any) -> Reply:
        started = time.monotonic()
        headers: dict[str, Any] = dict(signed(body, **signing))
        response = await self.app.async_dispatch(AsyncBoltRequest(body=body, headers=headers))
        text = response.body
        answer = json.loads(text) if isinstance(text, str) and text.startswith("{") else text
        return Reply(response.status, answer, time.monotonic() - started)

    def say(self, text: str, command: str = "/backpack", **changes: str) -> Reply:
        return self.deliver(command_body(text, command, **changes))

    def hear(self, event: Json, event_id: str = "") -> Reply:
        return self.deliver(event_body(event, event_id))

    def click(self, action_id: str, value: str, trigger_id: str, user: str = MAYA) -> Reply:
        action = {"type": "button", "action_id": action_id, "block_id": "b", "value": value}
        return self.deliver(
            interaction_body(
                "block_actions",
                user=user,
                actions=[action],
                trigger_id=trigger_id,
                channel={"id": CHANNEL},
                response_url="http://127.0.0.1:9/actions/1/x",
            )
        )

    def submit(self, account: str | None, token: str | None, **view: Any) -> Reply:
        values = {
            "account": {"account_name": {"type": "plain_text_input", "value": account}},
            "token": {"token_value": {"type": "plain_text_input", "value": token}},
        }
        fields = {
            "id": "V1",
            "hash": "1.a",
            "callback_id": "connect",
            "private_metadata": "",
            "type": "modal",
        }
        return self.deliver(
            interaction_body("view_submission", view={**fields, **view, "state": {"values": values}})
        )


@dataclass(frozen=True)
class Workspace:
    """The local Slack, from outside."""

    url: str

    def trigger_id(self, user: str = MAYA) -> str:
        """A fresh one, as a deed of that person's."""
        fields = {"user": user, "channel": CHANNEL, "command": "/backpack", "text": "help"}
        return str(self.post("command", fields)["trigger_id"])

    def response_url(self, channel: str, user: str = MAYA) -> str:
        """A fresh one, as of a command typed there."""
        fields = {"user": user, "channel": channel, "command": "/backpack", "text": "help"}
        return str(self.post("command", fields)["response_url"])

    def clear_faults(self) -> None:
        urlopen(Request(f"{self.url}/_sandbox/faults", method="DELETE"), timeout=10).close()

    def views(self, user: str = MAYA) -> list[Json]:
        return list(self._ask(f"views?user={user}")["views"])

    def home(self, user: str = MAYA) -> Json:
        """As published."""
        return dict(self._ask(f"home?user={user}"))

    def messages(self, channel: str, viewer: str = MAYA) -> list[Json]:
        return list(self._ask(f"messages?channel={channel}&viewer={viewer}")["messages"])

    def delete(self, channel: str, ts: str) -> None:
        """As an admin may, any message."""
        WebClient(BOT_TOKEN, f"{self.url}/api/").chat_delete(channel=channel, ts=ts)

    def fault(self, method: str, **fault: Any) -> None:
        self.post("faults", {"method": method, **fault})

    def counted(self, what: str, method: str) -> int:
        """How many `calls` there were since the server's start, how many `refused`, how many `early`."""
        return int(self._ask("limits")[what].get(method, 0))

    def close_views(self, user: str = MAYA) -> None:
        for view in self.views(user):
            self.post("view/close", {"user": user, "view_id": view["id"], "everything": True})

    def post(self, path: str, body: Json) -> Json:
        return self._ask(path, json.dumps(body).encode())

    def _ask(self, path: str, body: bytes | None = None) -> Json:
        request = Request(f"{self.url}/_sandbox/{path}", body, {"Content-Type": "application/json"})
        with urlopen(request, timeout=10) as answer:
            return dict(json.load(answer))
