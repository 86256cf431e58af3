"""What came of undoing something."""

from dataclasses import dataclass
from typing import Literal

from tasks.wire import wire

Kind = Literal["item", "done", "open", "note", "entry", "edit", "status", "cleared", "reminder"]
"""What was changed: an item added, marked as done, or as open again; a note; a journal entry
written, or edited; a status set or cleared; a reminder set."""


@wire
@dataclass(frozen=True)
class Undone:
    """A change is undone, now or by an earlier click."""

    change: Kind
    content: str
    place: str = ""
    """In words, where the thing was or is, or what a status or entry is again; empty where there is none."""
    slack_user_id: str = ""
    """Who has undone it."""
    answer_id: str = ""
    """Of the answer that told of it."""
    account: str | None = None
    page_id: int | None = None
    """Of the page on which the thing still is."""
