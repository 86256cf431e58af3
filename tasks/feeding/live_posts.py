"""What a live message shows, as plain data: how things are now, and whether that is still followed."""

from dataclasses import dataclass
from typing import Literal

Standing = Literal["live", "resting", "gone"]
"""Resting: nobody's token can look any more. Gone: what it shows is not in Backpack any more."""


@dataclass(frozen=True)
class ShownTick:
    """One item of a list."""

    item_id: int
    content: str
    completed: bool


@dataclass(frozen=True)
class ListPost:
    """A list, to be ticked off."""

    page_id: int
    list_id: int
    name: str
    page_title: str
    items: tuple[ShownTick, ...]
    """The open ones first, as many as are shown."""
    open_count: int
    done_count: int
    standing: Standing = "live"
    kind: Literal["list"] = "list"


@dataclass(frozen=True)
class BoardLine:
    """Somebody with a status."""

    user_name: str
    message: str
    changed_at_seconds: float


@dataclass(frozen=True)
class BoardPost:
    """Everybody's status, as it is now."""

    lines: tuple[BoardLine, ...]
    """Who changed theirs last comes first."""
    more_lines: int
    without: tuple[str, ...]
    """Names of those who have none."""
    more_without: int
    standing: Standing = "live"
    kind: Literal["board"] = "board"


LivePost = ListPost | BoardPost
LIVE_NUMBER = 1
"""A live feed has one post, and this is its number."""
