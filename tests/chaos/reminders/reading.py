"""What people read of reminders that came due, and when."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tests.chaos.reading import TOKEN, words_of

# A message may begin by saying that it may be the second one.
_FIRED = re.compile(r"(?P<again>↩[^\n]*\n)?⏰ “")


@dataclass(frozen=True)
class Said:
    """One reminder in one message."""

    text: str
    place: str
    """A channel, or somebody's direct messages."""
    at: float
    """Unix time, by Slack's clock."""
    may_be_second: bool
    """It says so."""


def is_firing(message: dict[str, Any]) -> bool:
    """Whether it tells of reminders that came due, and not of one that was set."""
    return bool(message["is_bot"] and _FIRED.match(message["text"]))


def said(messages: Sequence[dict[str, Any]], texts: Sequence[str]) -> Iterator[Said]:
    """`texts` are those of the reminders that are looked for."""
    by_token = {text.partition(" ")[0]: text for text in texts}
    for message in messages:
        fired = _FIRED.match(message["text"])
        if not message["is_bot"] or not fired:
            continue
        for token in TOKEN.findall(words_of(message)):
            if token in by_token:
                yield Said(
                    by_token[token], message["channel"], float(message["ts"]), fired["again"] is not None
                )
