"""API: Pages. List all, search, create, show, reorder, destroy, update title; and update_body (wire 6.1).

A page belongs to the user who made it and is seen by everybody in the account: `scope` is personal for
one's own pages and friends for the others'. Sharing is in `sharing`, duplicating in `page_copy`.
"""

import secrets
import string

from sandbox.backpackit.call import EMPTY, Call, Reply
from sandbox.backpackit.database import Database
from sandbox.backpackit.params import as_id
from sandbox.backpackit.xml import container, element

from .belongings import reorder
from .notes import NoteText, insert_note
from .page_document import page_element
from .records import page_of

_PLACES = (
    "SELECT page_id, 'list' AS kind, id FROM lists WHERE contains(name, ?1)"
    " UNION SELECT page_id, 'list', list_id FROM items JOIN lists ON lists.id = list_id"
    " WHERE contains(content, ?1)"
    " UNION SELECT page_id, 'note', id FROM notes WHERE contains(title, ?1) OR contains(body, ?1)"
    " UNION SELECT page_id, 'email', id FROM emails WHERE contains(subject, ?1) OR contains(body, ?1)"
    " UNION SELECT page_id, 'writeboard_link', id FROM writeboard_links WHERE contains(title, ?1)"
    " UNION SELECT page_id, 'separator', id FROM separators WHERE contains(name, ?1)"
)
"""Where on a page a term can stand."""


def list_all_pages(call: Call) -> Reply:
    """POST /ws/pages/all: one's own pages, then the others'."""
    rows = call.database.rows(
        "SELECT * FROM visible_pages WHERE viewer_id = ? ORDER BY foreign_page, id", call.user.id
    )
    pages = [
        element(
            "page", title=row["title"], id=row["id"], scope="friends" if row["foreign_page"] else "personal"
        )
        for row in rows
    ]
    return Reply(container("pages", pages))


def search_pages(call: Call) -> Reply:
    """POST /ws/pages/search: the term anywhere on the page, case ignored.

    With the account's option `send`, each page tells in which of its widgets (wire 6.1).
    """
    term = call.params.required("term").strip()
    rows = call.database.rows(
        f"SELECT id, title FROM visible_pages WHERE viewer_id = ?2 AND (contains(title, ?1)"
        f" OR id IN (SELECT page_id FROM ({_PLACES}))) ORDER BY id",
        term,
        call.user.id,
    )
    sends: dict[int, list[tuple[int, str]]] = {}
    if call.user.account.send:
        for place in call.database.rows(f"{_PLACES} ORDER BY kind, id", term):
            if place["kind"] != "separator":  # never seen there
                sends.setdefault(place["page_id"], []).append((place["id"], place["kind"]))
    pages = [
        container(
            "page",
            [element("send", kind, id=widget_id) for widget_id, kind in sends.get(row["id"], [])],
            title=row["title"],
            id=row["id"],
        )
        for row in rows
    ]
    return Reply(container("pages", pages))


def create_page(call: Call) -> Reply:
    """POST /ws/pages/new; a `description`, the body of the years before 2007, becomes an untitled note."""
    page = call.params.section("page")
    title, description = page.required("title"), page.text("description")
    page_id = insert_page(call.database, call.user.account.id, call.user.id, title)
    if description is not None:
        insert_note(call.database, page_id, NoteText("", description), call.now)
    return Reply(element("page", title=title, id=page_id))


def show_page(call: Call) -> Reply:
    """POST /ws/page/ID, whatever else is in the body (wire 4)."""
    return Reply(page_element(call.database, page_of(call), with_description=call.user.account.description))


def reorder_page(call: Call) -> Reply:
    """POST /ws/page/ID/reorder: belonging ids between blanks; a part of them goes to the top."""
    page_id = page_of(call)
    reorder(call.database, page_id, [as_id("belongings", word) for word in call.params.words("belongings")])
    return EMPTY


def destroy_page(call: Call) -> Reply:
    """POST /ws/page/ID/destroy: the page, all that stands on it, and the bookmarks to it."""
    page_id = page_of(call)
    call.database.run(
        "DELETE FROM bookmarks WHERE bookmarkable_type = 'Page' AND bookmarkable_id = ?", page_id
    )
    call.database.run("DELETE FROM pages WHERE id = ?", page_id)
    return EMPTY


def update_page_title(call: Call) -> Reply:
    """POST /ws/page/ID/update_title."""
    page_id = page_of(call)
    title = call.params.section("page").required("title")
    call.database.run("UPDATE pages SET title = ? WHERE id = ?", title, page_id)
    return EMPTY


def update_page_body(call: Call) -> Reply:
    """POST /ws/page/ID/update_body (legacy): the oldest untitled note is the body (wire 6.8), or becomes it.

    An empty description is an absent one (wire 4) and changes nothing.
    """
    page_id = page_of(call)
    description = call.params.section("page").text("description")
    if description is None:
        return EMPTY
    note = call.database.row("SELECT min(id) AS id FROM notes WHERE page_id = ? AND title = ''", page_id)
    if note and note["id"] is not None:
        call.database.run("UPDATE notes SET body = ? WHERE id = ?", description, note["id"])
    else:
        insert_note(call.database, page_id, NoteText("", description), call.now)
    return EMPTY


def insert_page(database: Database, account_id: int, user_id: int, title: str) -> int:
    """Write a new page; its address for incoming mail is made up as Backpack made it, `ry87ib@…`."""
    address = "".join(secrets.choice(string.ascii_lowercase + string.digits) for _ in range(6))
    return database.insert(
        "INSERT INTO pages (account_id, user_id, title, email_address) VALUES (?, ?, ?, ?)",
        account_id,
        user_id,
        title,
        f"{address}@backpackit.com",
    )
