"""Calendars and what is on them, as frozen dataclasses (API: Calendars, Calendar Events)."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Final, Self

from backpack.node import Node

_MIDNIGHT: Final = time(0)


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar. `token` opens it to anybody (`webcal://NAME.backpackit.com/TOKEN.ics`): repr hides it."""

    id: int
    name: str
    account_id: int | None = None
    color: str | None = None
    """As in CSS, without the `#`."""
    ical_subscription_url: str | None = None
    token: str | None = field(default=None, repr=False)
    created_at: datetime | None = None
    updated_at: datetime | None = None

    @classmethod
    def from_xml(cls, node: Node) -> Self:
        return cls(
            id=node.integer("id"),
            name=node.string("name"),
            account_id=node.integer_or_none("account_id"),
            color=node.value("color"),
            ical_subscription_url=node.value("ical_subscription_url") or None,
            token=node.value("token"),
            created_at=node.moment_or_none("created_at"),
            updated_at=node.moment_or_none("updated_at"),
        )


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """An event.

    `occurs_at` and `occurs_until` of an all-day event are plain dates: a day is no instant, whatever the `Z`
    in the document says. Otherwise they are aware and in UTC.
    `remind` is whether a reminder goes out half an hour before, and `reminded_at` when it did.
    """

    id: int
    calendar_id: int
    title: str
    all_day: bool
    occurs_at: date | datetime
    occurs_until: date | datetime | None = None
    message: str | None = None
    remind: bool = False
    reminded_at: datetime | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None

    @classmethod
    def from_xml(cls, node: Node) -> Self:
        starts = node.time("occurs_at")
        # Documents that leave all-day out show `2006-10-06T00:00`: without a zone that names a day, too.
        stated = node.value("all_day")
        all_day = node.boolean("all_day") if stated else starts.tzinfo is None and starts.time() == _MIDNIGHT
        ends = node.time_or_none("occurs_until")
        return cls(
            id=node.integer("id"),
            calendar_id=node.integer("calendar_id"),
            title=node.string("title"),
            all_day=all_day,
            occurs_at=starts.date() if all_day else node.moment("occurs_at"),
            occurs_until=ends.date() if ends and all_day else node.moment_or_none("occurs_until"),
            message=node.value("message"),
            remind=node.boolean("remind"),
            reminded_at=node.moment_or_none("reminded_at"),
            created_at=node.moment_or_none("created_at"),
            updated_at=node.moment_or_none("updated_at"),
        )
