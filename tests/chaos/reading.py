"""What people read in Slack, by the command that it answers."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from tests.chaos.load import Sent

TOKEN = re.compile(r"k[0-9a-f]{4}x\d{4}")
_UNSURE = "please look in backpack"
_TROUBLE = ("⚠", "💥")
_WAITING = "⏳"
_PERHAPS_AGAIN = "↩"


class Reading:
    """What people read: final messages by (text, person), and troubles that name no text, by person."""

    def __init__(self, sent: Sequence[Sent], messages: Sequence[dict[str, Any]]) -> None:
        self.named: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.nameless: dict[str, list[str]] = defaultdict(list)
        self.notices: set[tuple[str, str]] = set()
        texts = {one.deed.text.partition(" ")[0]: one.deed.text for one in sent}
        said_at_once = Counter((one.deed.person, one.reply) for one in sent if one.reply)
        for message in messages:
            if not message["is_bot"]:
                continue
            words = words_of(message)
            person = message["ephemeral_to"] or f"U0{message['channel'][2:]}"
            if said_at_once[person, message["text"]] > 0:
                said_at_once[person, message["text"]] -= 1
                continue
            text = next((texts[token] for token in TOKEN.findall(words) if token in texts), None)
            if words.startswith(_WAITING):
                if text:
                    self.notices.add((text, person))
            elif text:
                self.named[text, person].append(words)
            elif words.startswith(_TROUBLE):
                self.nameless[person].append(words)

    def outcome(self, one: Sent) -> str:
        """`done`, `unconfirmed`, `refused`, or `` where no message names it."""
        said = self.named.get((one.deed.text, one.deed.person))
        return kind(said[0]) if said else ""


def times_again(said: Sequence[str]) -> int:
    """How many of these say that they may be the second."""
    return sum(words.startswith(_PERHAPS_AGAIN) for words in said)


def kind(words: str) -> str:
    """`done`, `unconfirmed` or `refused`."""
    if _UNSURE in words.lower():
        return "unconfirmed"
    return "refused" if any(mark in words for mark in _TROUBLE) else "done"


def words_of(message: dict[str, Any]) -> str:
    """All there is to read in the blocks, in order; the fallback where there are none."""
    return " ".join(_texts(message["blocks"])) or str(message["text"])


def _texts(node: Any) -> list[str]:
    if isinstance(node, list):
        return [text for one in node for text in _texts(one)]
    if not isinstance(node, dict):
        return []
    own = [node["text"]] if isinstance(node.get("text"), str) else []
    return own + [text for value in node.values() for text in _texts(value)]
