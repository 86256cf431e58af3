"""The surfaces on which a person can say a sentence: how it is said there, and where the answer belongs."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.bot.presenting import DIRECT
from tests.bot.slack import MAYA, Json, Workspace, command_body, direct_message, event_body, mention
from tests.e2e.signed import Reply, Signer

CHANNEL = "C0LAUNCH"
US = "<@U0BACKPACK>"
PREFIX_OF_VERB = {"add": "todo", "note": "note", "journal": "journal"}
"""As README.md promises; not read from the bot, which is to keep that."""


@dataclass(frozen=True)
class Said:
    """What was said, under which id an operation of it is in the ledger, and how it was acknowledged."""

    operation_id: str
    reply: Reply
    thread_ts: str | None


@dataclass(frozen=True)
class Surface:
    """One way to say a verb and what follows it."""

    name: str
    _send: Callable[["Mouth", str, str, str | None], tuple[str, Reply]]
    channel: str = CHANNEL
    in_thread: bool = False
    only: frozenset[str] | None = None
    """The verbs that it offers; None: all of them."""
    why_only: str = ""
    """Why it offers no others."""

    def offers(self, verb: str) -> bool:
        return self.only is None or verb in self.only

    @property
    def is_direct(self) -> bool:
        return self.channel == DIRECT

    def say(self, mouth: "Mouth", verb: str, words: str) -> Said:
        thread_ts = mouth.message(self.channel) if self.in_thread else None
        return Said(*self._send(mouth, verb, words, thread_ts), thread_ts)

    def place(self, said: Said) -> tuple[str, str | None, str | None]:
        """Where the answer belongs: channel, thread, and who alone sees it (nobody, in direct messages)."""
        return self.channel, said.thread_ts, None if self.is_direct else MAYA


@dataclass(frozen=True)
class Mouth:
    """Maya's, over real HTTP."""

    signer: Signer
    slack: Workspace

    def message(self, channel: str) -> str:
        """Something she has said there; its ts."""
        said = {"user": MAYA, "channel": channel, "text": "A word"}
        return str(self.slack.post("message", said)["message"]["ts"])

    def command(self, command: str, text: str) -> tuple[str, Reply]:
        trigger_id, response_url = self.slack.trigger_id(), self.slack.response_url(CHANNEL)
        where = {"trigger_id": trigger_id, "response_url": response_url, "channel_id": CHANNEL}
        return f"command-{trigger_id}", self.signer.send(command_body(text, command, **where))

    def event(self, event: Json) -> tuple[str, Reply]:
        event_id = f"Ev{secrets.token_hex(5).upper()}"
        reply = self.signer.send(event_body(event, event_id), content_type="application/json")
        return f"event-{event_id}", reply


def _slash(command: str) -> Any:
    return lambda mouth, verb, words, _thread: mouth.command(command, f"{verb} {words}".strip())


def _journal(mouth: Mouth, _verb: str, words: str, _thread_ts: str | None) -> tuple[str, Reply]:
    return mouth.command("/journal", words)


def _mention(mouth: Mouth, verb: str, words: str, thread_ts: str | None) -> tuple[str, Reply]:
    thread = {"thread_ts": thread_ts} if thread_ts else {}
    return mouth.event(mention(f"{US} {verb} {words}".strip(), CHANNEL, **thread))


def _direct(mouth: Mouth, verb: str, words: str, thread_ts: str | None) -> tuple[str, Reply]:
    thread = {"thread_ts": thread_ts} if thread_ts else {}
    return mouth.event(direct_message(f"{verb} {words}".strip(), **thread))


def _prefix(mouth: Mouth, verb: str, words: str, thread_ts: str | None) -> tuple[str, Reply]:
    more: Json = {"channel_type": "channel"} | ({"thread_ts": thread_ts} if thread_ts else {})
    return mouth.event(direct_message(f"{PREFIX_OF_VERB[verb]}: {words}", CHANNEL, **more))


_PREFIXES = frozenset(PREFIX_OF_VERB)
_WHY_PREFIXES = (
    "in a channel people begin messages with all sorts of verbs, and most are not meant for the bot"
)

SURFACES = (
    Surface("/backpack", _slash("/backpack")),
    Surface("/bp", _slash("/bp")),
    Surface("/journal", _journal, only=frozenset({"journal"}), why_only="it is that one verb's command"),
    Surface("a mention", _mention),
    Surface("a mention in a thread", _mention, in_thread=True),
    Surface("a direct message", _direct, DIRECT),
    Surface("a direct message in a thread", _direct, DIRECT, in_thread=True),
    Surface("a prefix", _prefix, only=_PREFIXES, why_only=_WHY_PREFIXES),
    Surface("a prefix in a thread", _prefix, in_thread=True, only=_PREFIXES, why_only=_WHY_PREFIXES),
)
