"""All that a user can see, in one document (API: Users, Export)."""

from dataclasses import dataclass
from typing import Self

from backpack.node import Node
from backpack.page import Page
from backpack.reminder import Reminder


@dataclass(frozen=True, slots=True)
class UserExport:
    """A user's pages, with everything on them, and reminders. All times are in UTC, reminders' included.

    :ivar id: the user's.
    :ivar account: NAME in `NAME.backpackit.com`.
    """

    id: int
    name: str
    account: str
    pages: tuple[Page, ...] = ()
    reminders: tuple[Reminder, ...] = ()

    @classmethod
    def from_xml(cls, node: Node) -> Self:
        return cls(
            id=node.integer("id"),
            name=node.string("name"),
            account=node.string("account"),
            pages=tuple(Page.from_xml(page) for page in node.find_all("pages/page")),
            reminders=tuple(Reminder.from_xml(each) for each in node.find_all("reminders/reminder")),
        )
