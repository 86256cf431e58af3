"""What stands on a page beside lists, notes and e-mails, as frozen dataclasses (API: Pages, Show)."""

from dataclasses import dataclass
from typing import Self, TypeAlias

from backpack.models import Email, List, Note
from backpack.node import Node


@dataclass(frozen=True, slots=True)
class Separator:
    """A line with a name (API: Separators). `page_id` is None on a page, which says it already."""

    id: int
    name: str
    page_id: int | None = None

    @classmethod
    def from_xml(cls, node: Node) -> Self:
        # On a page the name is the element's text; over REST it is a child.
        name = node.value("name")
        return cls(node.integer("id"), node.text if name is None else name, node.integer_or_none("page_id"))


@dataclass(frozen=True, slots=True)
class Image:
    """A picture in a gallery; the file itself is not served by the API."""

    id: int
    file_name: str
    description: str
    gallery_id: int | None = None

    @classmethod
    def from_xml(cls, node: Node) -> Self:
        return cls(
            id=node.integer("id"),
            file_name=node.string("file_name"),
            description=node.value("description") or "",
            gallery_id=node.integer_or_none("gallery_id"),
        )


@dataclass(frozen=True, slots=True)
class Gallery:
    """A named set of pictures."""

    id: int
    name: str
    images: tuple[Image, ...] = ()

    @classmethod
    def from_xml(cls, node: Node) -> Self:
        images = tuple(Image.from_xml(image) for image in node.find_all("images/image"))
        return cls(node.integer("id"), node.string("name"), images)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file on a page; the file itself is not served by the API."""

    id: int
    file_name: str

    @classmethod
    def from_xml(cls, node: Node) -> Self:
        return cls(node.integer("id"), node.string("file_name"))


@dataclass(frozen=True, slots=True)
class WriteboardLink:
    """A link to a writeboard. The API tells its id and no more."""

    id: int


@dataclass(frozen=True, slots=True)
class UnknownWidget:
    """A widget of which the page tells kind and id only: of a kind that is new, or without its document."""

    kind: str
    id: int


#: Whatever can stand on a page.
Widget: TypeAlias = Attachment | Email | Gallery | List | Note | Separator | UnknownWidget | WriteboardLink
