"""API: Lists."""

from sandbox.backpackit.call import EMPTY, Call, Reply
from sandbox.backpackit.database import Database
from sandbox.backpackit.xml import Element, container, element

from .belongings import take_away
from .items import insert_list, item_elements
from .records import list_of, page_of


def list_lists(call: Call) -> Reply:
    """POST /ws/page/P/lists/list: ids and names, without the items."""
    rows = call.database.rows("SELECT * FROM lists WHERE page_id = ? ORDER BY id", page_of(call))
    return Reply(container("lists", [element("list", id=row["id"], name=row["name"]) for row in rows]))


def create_list(call: Call) -> Reply:
    """POST /ws/page/P/lists/add; the name stands beside the token, without a `<list>` around it."""
    page_id = page_of(call)
    name = call.params.required("name")
    return Reply(element("list", id=insert_list(call.database, page_id, name), name=name))


def update_list(call: Call) -> Reply:
    """POST /ws/page/P/lists/update/ID."""
    list_id = list_of(call)
    call.database.run(
        "UPDATE lists SET name = ? WHERE id = ?", call.params.section("list").required("name"), list_id
    )
    return EMPTY


def destroy_list(call: Call) -> Reply:
    """POST /ws/page/P/lists/destroy/ID: the list, its items and its place on the page."""
    list_id = list_of(call)
    take_away(call.database, "List", list_id)
    call.database.run("DELETE FROM lists WHERE id = ?", list_id)
    return EMPTY


def list_elements(database: Database, page_id: int) -> list[Element]:
    """The `<list>`s of a page document, each with `<items>` even where it has none (wire 6.8)."""
    return [
        container(
            "list",
            [container("items", item_elements(database, row["id"]))],
            name=row["name"],
            id=row["id"],
        )
        for row in database.rows("SELECT * FROM lists WHERE page_id = ? ORDER BY id", page_id)
    ]
