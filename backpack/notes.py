"""The notes on a page (API: Notes)."""

from backpack.element import Element, element
from backpack.models import Note
from backpack.operation import Body, operation
from backpack.reply import many, nothing, one

# ruff: noqa: ARG001 - ids are used by the path template above each function


@operation(
    "POST", "/ws/page/{page_id}/notes/list", returns=many("notes/note", Note.from_xml), safe_to_retry=True
)
def list_notes(page_id: int) -> Body:
    """The notes on a page, oldest first (API: Notes, List)."""
    return None


@operation("POST", "/ws/page/{page_id}/notes/create", returns=one("note", Note.from_xml), safe_to_retry=False)
def create_note(page_id: int, title: str, body: str, show_created_at: bool | None = None) -> Body:
    """Add a note to a page; title and body may be empty (API: Notes, Create).

    :param show_created_at: whether the page shows when it was written; None leaves it to the server.
    :raises UnsendableText: title or body hold a character that XML cannot carry.
    """
    return _note(title, body, show_created_at)


@operation("POST", "/ws/page/{page_id}/notes/update/{note_id}", returns=nothing, safe_to_retry=True)
def update_note(
    page_id: int, note_id: int, title: str, body: str, show_created_at: bool | None = None
) -> Body:
    """Change a note's title and body (API: Notes, Update).

    :param show_created_at: whether the page shows when it was written; None leaves it as it is.
    :raises UnsendableText: title or body hold a character that XML cannot carry.
    """
    return _note(title, body, show_created_at)


@operation("POST", "/ws/page/{page_id}/notes/destroy/{note_id}", returns=nothing, safe_to_retry=True)
def destroy_note(page_id: int, note_id: int) -> Body:
    """Remove a note; a second time answers `NotFound` (API: Notes, Destroy)."""
    return None


def _note(title: str, body: str, show_created_at: bool | None) -> Element:
    parts = [element("title", title), element("body", body)]
    if show_created_at is not None:  # the one value that no client was seen to send
        parts.append(element("show-created-at", "true" if show_created_at else "false"))
    return element("note", *parts)
