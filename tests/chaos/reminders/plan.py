"""What is set, and what becomes of it before it is due: reminders for several people and channels.

All of it is real time: what comes due is set a minute or two before.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tests.chaos.plan import CHANNELS, PEOPLE

Way = Literal["page", "command", "intent"]
Change = Literal["", "later", "earlier", "deleted"]
Kind = Literal["own", "pair", "later", "earlier", "deleted", "command", "intent", "daily", "channel"]

# `remind me +1 …` is the shortest that a person can say.
_SOONEST_BY_WORDS_SECONDS = 60.0
# Set first, and polled by half a minute later, so that the schedule knows what is then moved or deleted.
_SET_WITHIN_SECONDS, _CHANGED_FROM_SECONDS = 6.0, 43.0
_MOVED_BY_SECONDS = 20.0


@dataclass(frozen=True)
class Timeline:
    """When things happen, in seconds from the start of the load."""

    due_from: float = 120.0
    """A minute and some after the last change: what is changed later, the bot need not have heard of."""
    due_for: float = 60.0
    pages_within: float = 20.0
    """In which all of them are set that are set in Backpack: it is polled twice a minute."""


@dataclass(frozen=True)
class Wish:
    """One reminder."""

    text: str
    """Begins with a word of its own."""
    way: Way
    """`page`: in Backpack itself; `command`: typed in Slack; `intent`: accepted as if it had been."""
    person: str
    """Who sets it."""
    set_at: float
    """Like all times here: seconds from the start of the load."""
    due_at: float
    also_for: str | None = None
    """Somebody else whom it reminds as well."""
    channel: str | None = None
    """Where it is said instead, on the next whole minute."""
    comes_daily: bool = False
    change: Change = ""
    """Made in Backpack itself."""
    changed_at: float = 0.0
    due_then: float = 0.0


def make_wishes(count: int, kinds: Sequence[Kind], timeline: Timeline) -> list[Wish]:
    """`kinds` again and again, due at even distances, each person in turn."""
    run = secrets.token_hex(2)
    return [
        _wish(kinds[number % len(kinds)], number, number / count, f"k{run}x{number:04d} tea", timeline)
        for number in range(count)
    ]


def _wish(kind: Kind, number: int, share: float, text: str, timeline: Timeline) -> Wish:
    person, other = (PEOPLE[(number + also) % len(PEOPLE)] for also in range(2))
    due_at = timeline.due_from + share * timeline.due_for
    page = Wish(text, "page", person, share * timeline.pages_within, due_at)
    # Some half a minute before; at once, where the whole of it takes less.
    intent = replace(page, way="intent", set_at=max(1.0, due_at - 30.0 - number % 3 * 10))
    early_at = share * _SET_WITHIN_SECONDS
    early = replace(page, set_at=early_at, changed_at=_CHANGED_FROM_SECONDS + early_at)
    made: dict[Kind, Wish] = {
        "own": page,
        "pair": replace(page, also_for=other),
        "command": replace(page, way="command", set_at=due_at - _SOONEST_BY_WORDS_SECONDS),
        "intent": intent,
        "daily": replace(intent, comes_daily=True),
        "channel": replace(
            intent,
            set_at=share * timeline.due_from / 2,
            due_at=timeline.due_from,
            channel=CHANNELS[number % len(CHANNELS)],
        ),
        "deleted": replace(early, change="deleted"),
        "later": replace(early, change="later", due_then=due_at + _MOVED_BY_SECONDS),
        "earlier": replace(
            early, change="earlier", due_then=max(timeline.due_from, due_at - _MOVED_BY_SECONDS)
        ),
    }
    return made[kind]
