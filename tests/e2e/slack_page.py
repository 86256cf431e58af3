"""The Slack page, driven as a person drives it: typing commands, pressing buttons, filling in modals."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from tests.e2e.waiting import PATIENCE_SECONDS, eventually

GENERAL, KITCHEN = "C0GENERAL", "C0KITCHEN"
MAYA, TOMAS, LINH = "U0MAYA", "U0TOMAS", "U0LINH"
_SECONDS = 60.0  # the workspace itself gives the app 3 s
# What Slack would act on: <!channel>, <@U…>, <#C…>, links. A date only shows a date.
_LIVE = re.compile(r"<(?!!date\^)[^<>]*>")


@dataclass(frozen=True)
class Post:
    """A message as the page shows it."""

    channel: str
    ts: str
    text: str
    """The fallback: what notifications and screen readers say."""
    blocks: list[dict[str, Any]]
    ephemeral_to: str | None
    thread_ts: str | None = None

    @property
    def words(self) -> str:
        """Everything there is to read in the blocks; what stands on buttons is not."""
        read = [block for block in self.blocks if block["type"] != "actions"]
        return "".join(text for kind, text in _texts(read))

    @property
    def live_markup(self) -> list[str]:
        """What Slack would turn into a ping or a link, in the fallback and in every mrkdwn field."""
        parsed = [self.text, *(text for kind, text in _texts(self.blocks) if kind == "mrkdwn")]
        return [found for text in parsed for found in _LIVE.findall(text)]

    @property
    def elements(self) -> list[dict[str, Any]]:
        """Every button and menu, with the id of its block."""
        found = list[dict[str, Any]]()
        for block in self.blocks:
            inside = [*block.get("elements", []), block.get("accessory") or {}]
            found += [{**one, "block_id": block["block_id"]} for one in inside if "action_id" in one]
        return found

    @property
    def button(self) -> dict[str, Any] | None:
        elements = [one for block in self.blocks if block["type"] == "actions" for one in block["elements"]]
        return elements[0] if elements else None


def _texts(node: Any) -> Iterator[tuple[str, str]]:
    """(type, text) of every text object and rich-text element."""
    if isinstance(node, list):
        for one in node:
            yield from _texts(one)
    elif isinstance(node, dict):
        if isinstance(node.get("text"), str):
            yield node.get("type", ""), node["text"]
        for value in node.values():
            yield from _texts(value)


@dataclass(frozen=True)
class Delivered:
    """How the app took a delivery."""

    status: int | None
    elapsed_ms: float
    trigger_id: str
    error: str | None
    reply: str = ""
    """What it said in its acknowledgement."""


@dataclass(frozen=True)
class SlackPage:
    """One workspace."""

    url: str

    def command(
        self, user: str, words: str, *, channel: str = GENERAL, command: str = "/backpack", tries: int = 1
    ) -> Delivered:
        """Type a command; returns once the app has acknowledged, or failed to, delivered so many times."""
        body = {"user": user, "channel": channel, "command": command, "text": words, "tries": tries}
        return _delivered(self._post("command", body))

    def message(self, user: str, words: str, *, channel: str, thread_ts: str | None = None) -> str:
        """Write a message; the app hears of it while we go on. Returns the message's ts."""
        body = {"user": user, "channel": channel, "text": words, "thread_ts": thread_ts}
        return str(self._post("message", body)["message"]["ts"])

    def posts(self, channel: str, viewer: str) -> list[Post]:
        """What the bot has said in a channel, as far as this person sees it."""
        query = urlencode({"channel": channel, "viewer": viewer})
        shown = self._get(f"messages?{query}")["messages"]
        keys = ("channel", "ts", "text", "blocks", "ephemeral_to", "thread_ts")
        return [Post(**{key: message[key] for key in keys}) for message in shown if message["is_bot"]]

    def direct_messages(self, user: str) -> list[Post]:
        return self.posts(f"D0{user[2:]}", user)

    def everything(self, *users: str) -> list[Post]:
        """All that the bot has said to these people, each message once."""
        channels = [channel["id"] for channel in self._get("workspace")["channels"]]
        seen = [
            post
            for user in users
            for channel in (*channels, f"D0{user[2:]}")
            for post in self.posts(channel, user)
        ]
        return list({(post.channel, post.ts): post for post in seen}.values())

    def ask(
        self,
        user: str,
        words: str,
        *,
        channel: str = GENERAL,
        command: str = "/backpack",
        seconds: float = PATIENCE_SECONDS,
    ) -> Post:
        """Type a command and wait for its answer in the same channel; it has to be the only one."""
        before = len(self.posts(channel, user))
        delivered = self.command(user, words, channel=channel, command=command)
        assert delivered.error is None, delivered
        new = eventually(
            f"an answer to {command} {words[:60]}", lambda: self.posts(channel, user)[before:], seconds
        )
        assert len(new) == 1, new
        return new[0]

    def click(self, user: str, post: Post) -> Delivered:
        """Press the only button of a message."""
        assert post.button is not None
        body = {"user": user, "channel": post.channel, "ts": post.ts, "action_id": post.button["action_id"]}
        return _delivered(self._post("action", body))

    def act(self, user: str, post: Post, action_id: str, value: str, *, block_id: str = "") -> Delivered:
        """Press one of the buttons, or choose from one of the menus, of a message: the one of that value."""
        element = next(
            one
            for one in post.elements
            if one["action_id"] == action_id
            and value in (one.get("value"), *(option["value"] for option in one.get("options", ())))
        )
        body = {"user": user, "channel": post.channel, "ts": post.ts, "action_id": action_id, "value": value}
        return _delivered(self._post("action", {**body, "block_id": block_id or element["block_id"]}))

    def control(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """The sandbox's own controls of its Slack: `clock`, `app`, `faults`."""
        done: dict[str, Any] = self._post(path, body)
        return done

    def modal(self, user: str) -> dict[str, Any] | None:
        """The modal this person sees."""
        views = self._get(f"views?{urlencode({'user': user})}")["views"]
        return views[-1] if views else None

    def home(self, user: str) -> dict[str, Any] | None:
        """Their Home tab as published."""
        view: dict[str, Any] | None = self._get(f"home?{urlencode({'user': user})}")["view"]
        return view

    def submit(self, user: str, view_id: str, values: Mapping[str, Any]) -> dict[str, Any]:
        done: dict[str, Any] = self._post(
            "view/submit", {"user": user, "view_id": view_id, "values": dict(values)}
        )
        return done

    def close(self, user: str, view_id: str) -> None:
        self._post("view/close", {"user": user, "view_id": view_id})

    def _get(self, path: str) -> Any:
        with urlopen(f"{self.url}/_sandbox/{path}", timeout=_SECONDS) as answer:
            return json.load(answer)

    def _post(self, path: str, body: Mapping[str, Any]) -> Any:
        headers = {"Content-Type": "application/json"}
        request = Request(f"{self.url}/_sandbox/{path}", json.dumps(body).encode(), headers)
        with urlopen(request, timeout=_SECONDS) as answer:
            return json.load(answer)


def _delivered(fields: Mapping[str, Any]) -> Delivered:
    names = ("status", "elapsed_ms", "trigger_id", "error")
    return Delivered(**{name: fields[name] for name in names}, reply=fields.get("reply", ""))


def shown(view: Mapping[str, Any]) -> str:
    """Everything there is to read in a modal."""
    return " ".join(text for kind, text in _texts(view["blocks"]))
