"""A reminder, as a frozen dataclass."""

from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Self

from backpack.node import Node
from backpack.people import UserSummary


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder (API: Reminders). The creator is None once the user is gone."""

    id: int
    content: str
    remind_at: datetime
    creator_id: int | None
    creator_name: str | None
    remindees: tuple[UserSummary, ...] = ()

    @classmethod
    def from_xml(cls, node: Node, zone: tzinfo = UTC) -> Self:
        """Read a reminder.

        :param zone: whose wall clock `remind_at` is: the account's in a list, and UTC in an export.
        """
        creator = node.find("creator")
        # The older shape has remind_at as an attribute and the content as the element's own text.
        content = node.value("content")
        return cls(
            id=node.integer("id"),
            content=node.text if content is None and node.find("content") is None else content or "",
            remind_at=node.moment("remind_at", zone),
            creator_id=creator.integer_or_none("id") if creator else None,
            creator_name=creator.value("name") if creator else None,
            remindees=tuple(UserSummary.from_xml(user) for user in node.find_all("remindees/user")),
        )
