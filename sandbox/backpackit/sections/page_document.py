"""The page document: containers by kind, empty ones left out, each ordered by id (wire 6.8)."""

from sandbox.backpackit.database import Database
from sandbox.backpackit.xml import Element, container, element

from .belongings import belonging_elements
from .emails import email_elements
from .items import item_elements
from .lists import list_elements
from .notes import note_elements
from .separators import separator_elements
from .tags import tag_elements


def page_element(
    database: Database, page_id: int, *, with_description: bool = False, with_items: bool = False
) -> Element:
    """`<page>` with everything on it.

    :param with_description: add `<description>` as the clients of 2005 need it: always, and never empty.
    :param with_items: add the `<description>` and the flat `<items>` of 2005 where there is something in
        them, as the export of that time did (wire 6.9).
    """
    row = database.one("SELECT * FROM pages WHERE id = ?", page_id)
    containers = {
        "belongings": belonging_elements(database, page_id),
        "lists": list_elements(database, page_id),
        "notes": note_elements(database, page_id),
        "separators": separator_elements(database, page_id),
        "galleries": _gallery_elements(database, page_id),
        "attachments": _attachment_elements(database, page_id),
        "emails": email_elements(database, page_id),
        "tags": tag_elements(database, page_id),
        "linked_pages": _linked_page_elements(database, page_id),
        "items": _first_items(database, page_id) if with_items else [],
    }
    children = [container(name, elements) for name, elements in containers.items() if elements]
    description = _description(database, page_id)
    if with_description or (with_items and description):
        # One of the clients of 2005 fails on an empty one, so an empty body is a blank.
        children.insert(0, element("description", description or " "))
    return container("page", children, title=row["title"], id=row["id"], email_address=row["email_address"])


def _description(database: Database, page_id: int) -> str:
    """The body of a page, which in 2007 became its oldest untitled note."""
    row = database.row("SELECT body FROM notes WHERE page_id = ? AND title = '' ORDER BY id LIMIT 1", page_id)
    return str(row["body"]) if row else ""


def _first_items(database: Database, page_id: int) -> list[Element]:
    row = database.one("SELECT min(id) AS id FROM lists WHERE page_id = ?", page_id)
    return [] if row["id"] is None else item_elements(database, row["id"])


def _gallery_elements(database: Database, page_id: int) -> list[Element]:
    galleries = database.rows("SELECT * FROM galleries WHERE page_id = ? ORDER BY id", page_id)
    return [
        container(
            "gallery",
            [container("images", _image_elements(database, gallery["id"]))],
            name=gallery["name"],
            id=gallery["id"],
        )
        for gallery in galleries
    ]


def _image_elements(database: Database, gallery_id: int) -> list[Element]:
    return [
        element(
            "image",
            gallery_id=gallery_id,
            file_name=image["file_name"],
            id=image["id"],
            description=image["description"],
        )
        for image in database.rows("SELECT * FROM images WHERE gallery_id = ? ORDER BY id", gallery_id)
    ]


def _attachment_elements(database: Database, page_id: int) -> list[Element]:
    rows = database.rows("SELECT * FROM attachments WHERE page_id = ? ORDER BY id", page_id)
    return [element("attachment", file_name=row["file_name"], id=row["id"]) for row in rows]


def _linked_page_elements(database: Database, page_id: int) -> list[Element]:
    rows = database.rows(
        "SELECT title, id FROM links JOIN pages ON id = linked_page_id WHERE page_id = ? ORDER BY id", page_id
    )
    return [element("page", title=row["title"], id=row["id"]) for row in rows]
