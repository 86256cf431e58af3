"""What feeds are called: a kind, an account, and for what an account has several of, its id in Backpack."""

from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal["journal", "status", "page", "calendar", "list", "board"]
KINDS: tuple[Kind, ...] = get_args(Kind)
TOLD: tuple[Kind, ...] = ("journal", "status", "page", "calendar")
"""Kinds that tell what has changed, a message after the other."""
LIVE: tuple[Kind, ...] = ("list", "board")
"""Kinds whose one message shows how things are now (`tasks.feeding.live`)."""
THINGS: tuple[Kind, ...] = ("page", "calendar", "list")
"""Kinds of which an account has several."""


@dataclass(frozen=True)
class FeedName:
    """`journal:trailhead`, `page:trailhead:17`, `list:trailhead:4:17`. Accounts hold no colon."""

    kind: Kind
    account: str
    thing_id: int = 0
    """0 for the kinds of which an account has one."""
    page_id: int = 0
    """A list's."""

    def __str__(self) -> str:
        ids = {"list": [self.page_id, self.thing_id], "page": [self.thing_id], "calendar": [self.thing_id]}
        return ":".join([self.kind, self.account, *map(str, ids.get(self.kind, []))])


def read_name(feed: str) -> FeedName:
    """:raises ValueError: it is no feed's"""
    kind, account, *ids = feed.split(":")
    thing_id, page_id, *_none = (int(each) for each in (*reversed(ids), "0", "0"))
    if kind not in KINDS or str(name := FeedName(kind, account, thing_id, page_id)) != feed:
        raise ValueError(f"no feed is called {feed}")
    return name
