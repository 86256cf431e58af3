"""What stands on pages and what users say, as frozen dataclasses.

Page documents have their own file, `page.py`; so have people, reminders, calendars and the export. Text is
kept verbatim, as a person wrote it. All times are aware and in UTC. Every `from_xml` is pure and raises
`UnexpectedReply` when a required value is missing or of the wrong kind.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from backpack.node import Node


@dataclass(frozen=True, slots=True)
class Item:
    """A list item (API: List Items). `list_id` and `updated_at` are missing from some documents."""

    id: int
    list_id: int | None
    content: str
    completed: bool
    updated_at: datetime | None = None

    @classmethod
    def from_xml(cls, node: Node) -> Self:
        return cls(
            id=node.integer("id"),
            list_id=node.integer_or_none("list_id"),
            content=node.text,
            completed=node.boolean("completed"),
            updated_at=node.moment_or_none("updated_at"),
        )


@dataclass(frozen=True, slots=True)
class ListSummary:
    """A list without its items (API: Lists)."""

    id: int
    name: str

    @classmethod
    def from_xml(cls, node: Node) -> Self:
        return cls(node.integer("id"), node.string("name"))


@dataclass(frozen=True, slots=True)
class List:
    """A list with its items: incomplete first, each group by position (API: Pages, Show)."""

    id: int
    name: str
    items: tuple[Item, ...] = ()

    @classmethod
    def from_xml(cls, node: Node) -> Self:
        items = tuple(Item.from_xml(item) for item in node.find_all("items/item"))
        return cls(node.integer("id"), node.string("name"), items)


@dataclass(frozen=True, slots=True)
class Note:
    """A note (API: Notes). Title and body may be empty."""

    id: int
    title: str
    body: str
    created_at: datetime

    @classmethod
    def from_xml(cls, node: Node) -> Self:
        return cls(node.integer("id"), node.string("title"), node.text, node.moment("created_at"))


@dataclass(frozen=True, slots=True)
class Email:
    """An e-mail that was sent to a page (API: Emails).

    `subject` is the documented `title`, which servers also called `subject`. `body` is verbatim: old ones
    begin with a line feed and blanks, and hold plain text followed by escaped HTML.
    """

    id: int
    subject: str
    body: str
    created_at: datetime

    @classmethod
    def from_xml(cls, node: Node) -> Self:
        subject = node.value("subject")
        return cls(
            id=node.integer("id"),
            subject=node.string("title") if subject is None else subject,
            body=node.text,
            created_at=node.moment("created_at"),
        )


@dataclass(frozen=True, slots=True)
class Status:
    """What a user is doing (API: Status). `user_name` is None where the document has only the user's id."""

    id: int
    user_id: int
    user_name: str | None
    message: str
    updated_at: datetime

    @classmethod
    def from_xml(cls, node: Node) -> Self:
        user_id, user_name = _user(node)
        message, updated_at = node.string("message"), node.moment("updated_at")
        return cls(node.integer("id"), user_id, user_name, message, updated_at)


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """A journal entry (API: Journal).

    `user_name` is None where the document has only the user's id, and `account_id` where it has the name.
    """

    id: int
    user_id: int
    user_name: str | None
    body: str
    created_at: datetime
    updated_at: datetime
    account_id: int | None = None

    @classmethod
    def from_xml(cls, node: Node) -> Self:
        user_id, user_name = _user(node)
        return cls(
            id=node.integer("id"),
            user_id=user_id,
            user_name=user_name,
            body=node.string("body"),
            created_at=node.moment("created_at"),
            updated_at=node.moment("updated_at"),
            account_id=node.integer_or_none("account_id"),
        )


def _user(node: Node) -> tuple[int, str | None]:
    """A user's id and name, whether given as <user-id>, as <user>, or both."""
    user = node.find("user")
    if user is None:
        return node.integer("user_id"), None
    return user.integer("id"), user.value("name")
