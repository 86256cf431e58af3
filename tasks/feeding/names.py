"""What feeds are called: a kind, an account, and for a page or a calendar its id in Backpack."""

from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal["journal", "status", "page", "calendar"]
KINDS: tuple[Kind, ...] = get_args(Kind)
THINGS: tuple[Kind, ...] = ("page", "calendar")
"""Kinds of which an account has several."""


@dataclass(frozen=True)
class FeedName:
    """`journal:trailhead`, `page:trailhead:17`. Accounts are sub-domains, so they hold no colon."""

    kind: Kind
    account: str
    thing_id: int = 0
    """0 for the kinds of which an account has one."""

    def __str__(self) -> str:
        parts = [self.kind, self.account, *([str(self.thing_id)] if self.kind in THINGS else [])]
        return ":".join(parts)


def read_name(feed: str) -> FeedName:
    """:raises ValueError: it is no feed's"""
    kind, account, *rest = feed.split(":")
    if kind not in KINDS or len(rest) != (kind in THINGS):
        raise ValueError(f"no feed is called {feed}")
    return FeedName(kind, account, int(rest[0]) if rest else 0)
