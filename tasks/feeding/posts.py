"""What there is to tell of a feed, as plain data: `bot` makes messages of it.

Texts are kept as far as they can be shown, and one character more, so that it shows where some were left out.
"""

from dataclasses import dataclass, replace
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from tasks.feeding.live_posts import LivePost
from tasks.feeding.names import Kind

ENTRY_MOST = 1_200
"""Characters of a journal entry that are shown; ten of them, the most in one message, stay below the 13,200
or so that Slack takes in all its blocks."""
ENTRIES_MOST = 10
CHANGE_MOST = 280
"""Characters of any other text: fifteen lines of them stay far below."""
CHANGES_MOST = 15
"""Lines of one message about a page or a calendar: more are counted, not read."""


What = Literal["added", "done", "undone", "edited", "removed", "moved"]
Thing = Literal["title", "list", "item", "note", "event"]


@dataclass(frozen=True)
class JournalLine:
    """One entry."""

    entry_id: int
    created_at_seconds: float
    body: str
    born_version: int
    """The feed's version that brought it."""
    is_deleted: bool = False


@dataclass(frozen=True)
class JournalPost:
    """What one person wrote within ten minutes."""

    user_id: int
    user_name: str
    lines: tuple[JournalLine, ...]
    kind: Literal["journal"] = "journal"


@dataclass(frozen=True)
class StatusPost:
    user_name: str
    message: str | None
    """None: cleared."""
    at_seconds: float
    kind: Literal["status"] = "status"


@dataclass(frozen=True)
class Change:
    """One thing that happened on a page or a calendar."""

    what: What
    thing: Thing
    text: str
    """What it is called, or says, now; for a removed one what it did."""
    before: str | None = None
    """With `edited`: what it was called, or said."""
    where: str = ""
    """An item's list."""
    when: str = ""
    """An event's: a date, or a time in UTC, in ISO 8601."""


@dataclass(frozen=True)
class PagePost:
    """What changed on a page from one look to the next."""

    title: str
    changes: tuple[Change, ...]
    left_out: int = 0
    kind: Literal["page"] = "page"


@dataclass(frozen=True)
class CalendarPost:
    name: str
    changes: tuple[Change, ...]
    left_out: int = 0
    kind: Literal["calendar"] = "calendar"


@dataclass(frozen=True)
class RestPost:
    """Nobody's token can look any more."""

    feed_kind: Kind
    label: str
    is_over: bool = False
    """Somebody's can again."""
    kind: Literal["rest"] = "rest"


@dataclass(frozen=True)
class GonePost:
    """The page or calendar is not in Backpack any more, and with this the subscription ends."""

    feed_kind: Kind
    label: str
    kind: Literal["gone"] = "gone"


AnyPost = JournalPost | StatusPost | PagePost | CalendarPost | LivePost | RestPost | GonePost


@dataclass(frozen=True)
class _Box:
    post: Annotated[AnyPost, Field(discriminator="kind")]


_BOX = TypeAdapter(_Box)


def dump_post(post: AnyPost) -> str:
    return _BOX.dump_json(_Box(post)).decode()


def read_post(text: str) -> AnyPost:
    return _BOX.validate_json(text).post


def kept(text: str, most_characters: int) -> str:
    """As much of a text as can make a difference to what is shown."""
    return text[: most_characters + 1]


def since(post: AnyPost, born_version: int, version: int) -> AnyPost | None:
    """What of a post is news to a place that was subscribed at a version; None: nothing is.

    How things are now is news whenever it was first seen.
    """
    if isinstance(post, JournalPost):
        lines = tuple(line for line in post.lines if line.born_version > version)
        return replace(post, lines=lines) if lines else None
    return post if born_version > version or isinstance(post, LivePost) else None
