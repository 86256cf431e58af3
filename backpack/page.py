"""Pages: as a line in a list of them, and as a document with everything on it (API: Pages)."""

from dataclasses import dataclass
from typing import Self

from backpack.models import Email, List, Note
from backpack.node import Node
from backpack.widgets import (
    Attachment,
    Gallery,
    Separator,
    UnknownWidget,
    Widget,
    WriteboardLink,
)


@dataclass(frozen=True, slots=True)
class PageSummary:
    """A page in a list of pages (API: Pages, List all; Search). `scope` is "personal", "friends" or None."""

    id: int
    title: str
    scope: str | None = None

    @classmethod
    def from_xml(cls, node: Node) -> Self:
        return cls(node.integer("id"), node.string("title"), node.value("scope"))


@dataclass(frozen=True, slots=True)
class Belonging:
    """A place on a page and what stands there.

    `widget_type` is "Note", "List", "Separator", "Gallery", "Asset" (an attachment), "WriteboardLink",
    "Email", or whatever else the server says; `widget_id` is the id within that kind.
    """

    id: int
    position: int
    widget_type: str
    widget_id: int

    @classmethod
    def from_xml(cls, node: Node) -> Self:
        widget = node.require("widget")
        return cls(
            id=node.integer("id"),
            position=node.integer("position"),
            widget_type=widget.string("type"),
            widget_id=widget.integer("id"),
        )


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag (API: Tags)."""

    id: int
    name: str

    @classmethod
    def from_xml(cls, node: Node) -> Self:
        return cls(node.integer("id"), node.string("name"))


@dataclass(frozen=True, slots=True)
class Page:
    """A page with all that is on it (API: Pages, Show).

    `belongings` are in order of position, the rest as the server lists it; `widgets` joins the two.
    """

    id: int
    title: str
    email_address: str | None
    belongings: tuple[Belonging, ...] = ()
    lists: tuple[List, ...] = ()
    notes: tuple[Note, ...] = ()
    separators: tuple[Separator, ...] = ()
    galleries: tuple[Gallery, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    emails: tuple[Email, ...] = ()
    tags: tuple[Tag, ...] = ()

    @classmethod
    def from_xml(cls, node: Node) -> Self:
        # Containers come in any order, and the server leaves out those that are empty.
        belongings = [Belonging.from_xml(each) for each in node.find_all("belongings/belonging")]
        return cls(
            id=node.integer("id"),
            title=node.string("title"),
            email_address=node.value("email_address"),
            belongings=tuple(sorted(belongings, key=lambda belonging: belonging.position)),
            lists=tuple(List.from_xml(each) for each in node.find_all("lists/list")),
            notes=tuple(Note.from_xml(each) for each in node.find_all("notes/note")),
            separators=tuple(Separator.from_xml(each) for each in node.find_all("separators/separator")),
            galleries=tuple(Gallery.from_xml(each) for each in node.find_all("galleries/gallery")),
            attachments=tuple(Attachment.from_xml(each) for each in node.find_all("attachments/attachment")),
            emails=tuple(Email.from_xml(each) for each in node.find_all("emails/email")),
            tags=tuple(Tag.from_xml(each) for each in node.find_all("tags/tag")),
        )

    @property
    def widgets(self) -> tuple[Widget, ...]:
        """What stands on the page, in order of position; nothing that has a position is left out."""
        documents: dict[str, dict[int, Widget]] = {
            "List": {each.id: each for each in self.lists},
            "Note": {each.id: each for each in self.notes},
            "Separator": {each.id: each for each in self.separators},
            "Gallery": {each.id: each for each in self.galleries},
            "Asset": {each.id: each for each in self.attachments},
            "Email": {each.id: each for each in self.emails},
        }

        def widget(kind: str, widget_id: int) -> Widget:
            if kind == "WriteboardLink":  # the one kind that has no document anywhere
                return WriteboardLink(widget_id)
            return documents.get(kind, {}).get(widget_id) or UnknownWidget(kind, widget_id)

        return tuple(widget(each.widget_type, each.widget_id) for each in self.belongings)
