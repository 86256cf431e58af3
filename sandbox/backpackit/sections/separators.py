"""API: Separators. REST since 2008; on /ws destroying is current, creating and updating legacy (wire 6.4)."""

import sqlite3

from sandbox.backpackit.call import EMPTY, Call, Reply, created
from sandbox.backpackit.database import Database
from sandbox.backpackit.xml import Element, container, element, typed

from .belongings import put_on_top, take_away
from .records import page_of


def create_separator(call: Call) -> Reply:
    """POST /pages/P/separators.xml."""
    row = _create(call)
    fields = [typed("id", row["id"]), typed("name", row["name"]), typed("page-id", row["page_id"])]
    return created(f"/pages/{row['page_id']}/separators/{row['id']}.xml", container("separator", fields))


def update_separator(call: Call) -> Reply:
    """PUT /pages/P/separators/ID.xml, and POST /ws/page/P/separators/update/ID (legacy)."""
    separator_id = _separator_of(call)
    name = call.params.section("separator").required("name")
    call.database.run("UPDATE separators SET name = ? WHERE id = ?", name, separator_id)
    return EMPTY


def destroy_separator(call: Call) -> Reply:
    """DELETE /pages/P/separators/ID.xml: 204."""
    _destroy(call)
    return Reply(status=204)


def destroy_separator_by_post(call: Call) -> Reply:
    """POST /ws/page/P/separators/destroy/ID."""
    _destroy(call)
    return EMPTY


def create_separator_by_post(call: Call) -> Reply:
    """POST /ws/page/P/separators/create (legacy); the shape of its reply is that of the page (wire 6.4)."""
    return Reply(_separator_element(_create(call)))


def separator_elements(database: Database, page_id: int) -> list[Element]:
    """The `<separator>`s of a page document: the name is the text, unlike on REST."""
    rows = database.rows("SELECT * FROM separators WHERE page_id = ? ORDER BY id", page_id)
    return [_separator_element(row) for row in rows]


def insert_separator(database: Database, page_id: int, name: str) -> int:
    """Write a new separator and put it on top of its page."""
    separator_id = database.insert("INSERT INTO separators (page_id, name) VALUES (?, ?)", page_id, name)
    put_on_top(database, page_id, "Separator", separator_id)
    return separator_id


def _create(call: Call) -> sqlite3.Row:
    page_id = page_of(call)
    separator_id = insert_separator(call.database, page_id, call.params.section("separator").required("name"))
    return call.database.one("SELECT * FROM separators WHERE id = ?", separator_id)


def _destroy(call: Call) -> None:
    separator_id = _separator_of(call)
    take_away(call.database, "Separator", separator_id)
    call.database.run("DELETE FROM separators WHERE id = ?", separator_id)


def _separator_of(call: Call) -> int:
    separator_id = call.ids["separator_id"]
    call.database.one("SELECT id FROM separators WHERE id = ? AND page_id = ?", separator_id, page_of(call))
    return separator_id


def _separator_element(row: sqlite3.Row) -> Element:
    return element("separator", row["name"], id=row["id"])
