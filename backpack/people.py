"""Users and what is only theirs, as frozen dataclasses (API: Users, Bookmarks)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from backpack.node import Node


@dataclass(frozen=True, slots=True)
class UserSummary:
    """A user by id and name (API: Users, List; Reminders, remindees)."""

    id: int
    name: str

    @classmethod
    def from_xml(cls, node: Node) -> Self:
        return cls(node.integer("id"), node.string("name"))


@dataclass(frozen=True, slots=True)
class User:
    """The user whose token it is (API: Users, Current user). `time_zone_id` is a Rails name: `zone()`."""

    id: int
    account_id: int
    name: str
    email_address: str
    time_zone_id: str
    admin: bool
    start_page_id: int | None = None
    use_24h_clock: bool = False
    remind_via_email: bool = False
    remind_via_mobile: bool = False
    reminder_address: str | None = None
    mobile_phone_number: str | None = None
    mobile_phone_host: str | None = None
    identity_url: str | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None

    @classmethod
    def from_xml(cls, node: Node) -> Self:
        return cls(
            id=node.integer("id"),
            account_id=node.integer("account_id"),
            name=node.string("name"),
            email_address=node.string("email_address"),
            time_zone_id=node.string("time_zone_id"),
            admin=node.boolean("admin"),
            start_page_id=node.integer_or_none("start_page_id"),
            use_24h_clock=node.boolean("use_24h_clock"),
            remind_via_email=node.boolean("remind_via_email"),
            remind_via_mobile=node.boolean("remind_via_mobile"),
            reminder_address=node.value("reminder_address"),
            mobile_phone_number=node.value("mobile_phone_number"),
            mobile_phone_host=node.value("mobile_phone_host"),
            identity_url=node.value("identity_url"),
            created_at=node.moment_or_none("created_at"),
            updated_at=node.moment_or_none("updated_at"),
        )


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A link in the sidebar (API: Bookmarks). `bookmarkable_type` is "Page" or "Tag"."""

    id: int
    user_id: int
    bookmarkable_type: str
    bookmarkable_id: int
    position: int

    @classmethod
    def from_xml(cls, node: Node) -> Self:
        return cls(
            id=node.integer("id"),
            user_id=node.integer("user_id"),
            bookmarkable_type=node.string("bookmarkable_type"),
            bookmarkable_id=node.integer("bookmarkable_id"),
            position=node.integer("position"),
        )
