"""Belongings: where a page's widgets stand (wire 6.8). They have no operations of their own."""

from collections.abc import Sequence

from sandbox.backpackit.database import Database
from sandbox.backpackit.errors import NotFound
from sandbox.backpackit.xml import Element, container, element


def put_on_top(database: Database, page_id: int, widget_type: str, widget_id: int) -> int:
    """Give a new widget its place: new ones went to the top of the page (wire 6.8). Returns its belonging."""
    database.run("UPDATE belongings SET position = position + 1 WHERE page_id = ?", page_id)
    return database.insert(
        "INSERT INTO belongings (page_id, position, widget_type, widget_id) VALUES (?, 1, ?, ?)",
        page_id,
        widget_type,
        widget_id,
    )


def take_away(database: Database, widget_type: str, widget_id: int) -> None:
    """Forget the place of a widget that is destroyed."""
    database.run("DELETE FROM belongings WHERE widget_type = ? AND widget_id = ?", widget_type, widget_id)


def reorder(database: Database, page_id: int, first: Sequence[int]) -> None:
    """Put these belongings first, in this order; the others follow in their old one (wire 4: partial lists).

    :raises NotFound: one of them is not on the page; then nothing moves.
    """
    rows = database.rows("SELECT id FROM belongings WHERE page_id = ? ORDER BY position", page_id)
    old = [row["id"] for row in rows]
    wanted = dict.fromkeys(first)
    if not wanted.keys() <= set(old):
        raise NotFound
    for position, belonging_id in enumerate([*wanted, *(one for one in old if one not in wanted)], 1):
        database.run("UPDATE belongings SET position = ? WHERE id = ?", position, belonging_id)


def belonging_elements(database: Database, page_id: int) -> list[Element]:
    """`<belonging>`s, ordered by id like everything in a page document; `<position>` counts from 1."""
    rows = database.rows(
        "SELECT *, row_number() OVER (ORDER BY position) AS place FROM belongings"
        " WHERE page_id = ? ORDER BY id",
        page_id,
    )
    return [
        container(
            "belonging",
            [
                element("position", row["place"]),
                element("widget", type=row["widget_type"], id=row["widget_id"]),
            ],
            id=row["id"],
        )
        for row in rows
    ]
