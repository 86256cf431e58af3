"""API: List Items. Everywhere incomplete items come first, then completed ones, each in order of position.

The paths of the years when a page had one list (wire 6.2) name no list: `_list_of` finds it.
"""

from sandbox.backpackit.call import EMPTY, Call, Reply
from sandbox.backpackit.clock import ws_time
from sandbox.backpackit.database import Database
from sandbox.backpackit.errors import NotFound, Unacceptable
from sandbox.backpackit.params import as_id
from sandbox.backpackit.xml import Element, container, element

from .belongings import put_on_top
from .records import list_of, page_of


def list_items(call: Call) -> Reply:
    """POST …/items/list, the only place where items carry `updated_at`."""
    list_id = _list_of(call)
    items = [] if list_id is None else item_elements(call.database, list_id, with_updated_at=True)
    return Reply(container("items", items))


def create_item(call: Call) -> Reply:
    """POST …/items/add: at the bottom. On a page without lists, one named "List" is made (wire 6.2)."""
    list_id = _list_of(call)
    item = call.params.section("item")
    content = item.required("content")
    completed = item.flag("completed") or False
    if list_id is None:
        list_id = insert_list(call.database, page_of(call), "List")
    item_id = insert_item(call.database, list_id, content, call.now, completed=completed)
    return Reply(element("item", content, id=item_id, list_id=list_id, completed=completed))


def update_item(call: Call) -> Reply:
    """POST …/items/update/ID: content, completed, or both; what is left out stays."""
    item_id = _item_of(call)
    item = call.params.section("item")
    call.database.run(
        "UPDATE items SET content = coalesce(?, content), completed = coalesce(?, completed), updated_at = ?"
        " WHERE id = ?",
        item.text("content"),
        item.flag("completed"),
        call.now,
        item_id,
    )
    return EMPTY


def toggle_item(call: Call) -> Reply:
    """POST …/items/toggle/ID."""
    item_id = _item_of(call)
    call.database.run(
        "UPDATE items SET completed = NOT completed, updated_at = ? WHERE id = ?", call.now, item_id
    )
    return EMPTY


def destroy_item(call: Call) -> Reply:
    """POST …/items/destroy/ID."""
    call.database.run("DELETE FROM items WHERE id = ?", _item_of(call))
    return EMPTY


def move_item(call: Call) -> Reply:
    """POST …/items/move/ID, among the items that are as complete as this one: what the eye sees as the list.

    Moving past either end changes nothing and is no error.
    """
    item_id = _item_of(call)
    direction = call.params.required("direction").strip()
    order = _ids_in_order(call.database, item_id)
    old = order.index(item_id)
    places = {
        "move_higher": max(old - 1, 0),
        "move_lower": old + 1,
        "move_to_top": 0,
        "move_to_bottom": len(order),
    }
    if direction not in places:
        raise Unacceptable("direction is not one of " + ", ".join(places))
    order.remove(item_id)
    order.insert(places[direction], item_id)
    _renumber(call.database, order)
    return EMPTY


def reorder_items(call: Call) -> Reply:
    """POST …/items/reorder: `<item-id>` repeated; items left out follow in their old order.

    :raises NotFound: one of them is not in this list; then nothing moves.
    """
    rows = call.database.rows("SELECT id FROM items WHERE list_id = ? ORDER BY position", list_of(call))
    old = [row["id"] for row in rows]
    first = list(dict.fromkeys(call.params.ids("item-id")))
    if not set(first) <= set(old):
        raise NotFound
    _renumber(call.database, first + [item_id for item_id in old if item_id not in first])
    return EMPTY


def item_elements(database: Database, list_id: int, *, with_updated_at: bool = False) -> list[Element]:
    """The `<item>`s of a list."""
    rows = database.rows("SELECT * FROM items WHERE list_id = ? ORDER BY completed, position", list_id)
    return [
        element(
            "item",
            row["content"],
            id=row["id"],
            list_id=list_id,
            completed=bool(row["completed"]),
            **({"updated_at": ws_time(row["updated_at"])} if with_updated_at else {}),
        )
        for row in rows
    ]


def insert_item(database: Database, list_id: int, content: str, now: int, *, completed: bool = False) -> int:
    """Write a new item at the bottom of its list."""
    return database.insert(
        "INSERT INTO items (list_id, content, completed, updated_at, position)"
        " SELECT ?1, ?2, ?3, ?4, coalesce(max(position), 0) + 1 FROM items WHERE list_id = ?1",
        list_id,
        content,
        completed,
        now,
    )


def insert_list(database: Database, page_id: int, name: str) -> int:
    """Write a new list and put it on top of its page."""
    list_id = database.insert("INSERT INTO lists (page_id, name) VALUES (?, ?)", page_id, name)
    put_on_top(database, page_id, "List", list_id)
    return list_id


def _list_of(call: Call) -> int | None:
    """The list in the path; else `list_id`, in the query or body; else the page's oldest list, if any.

    :raises NotFound: the list that is named is not on the page.
    """
    if "list_id" in call.ids:
        return list_of(call)
    page_id = page_of(call)
    named = call.query.get("list_id", "").strip() or call.params.text("list_id")
    if named:
        row = call.database.one(
            "SELECT id FROM lists WHERE id = ? AND page_id = ?", as_id("list_id", named), page_id
        )
    else:
        row = call.database.one("SELECT min(id) AS id FROM lists WHERE page_id = ?", page_id)
    return None if row["id"] is None else int(row["id"])


def _item_of(call: Call) -> int:
    """The item in the path, which is in the list in the path, or else anywhere on the page."""
    row = call.database.one(
        "SELECT items.id FROM items JOIN lists ON lists.id = list_id"
        " WHERE items.id = ?1 AND page_id = ?2 AND list_id = coalesce(?3, list_id)",
        call.ids["item_id"],
        page_of(call),
        call.ids.get("list_id"),
    )
    return int(row["id"])


def _ids_in_order(database: Database, item_id: int) -> list[int]:
    """Its list's items that are as complete as this one, by position."""
    rows = database.rows(
        "SELECT items.id FROM items JOIN items AS this ON this.id = ?"
        " WHERE items.list_id = this.list_id AND items.completed = this.completed ORDER BY items.position",
        item_id,
    )
    return [row["id"] for row in rows]


def _renumber(database: Database, order: list[int]) -> None:
    """Deal the positions these items hold out again, in the given order."""
    marks = ", ".join("?" * len(order))
    rows = database.rows(f"SELECT position FROM items WHERE id IN ({marks}) ORDER BY position", *order)
    for item_id, row in zip(order, rows, strict=True):
        database.run("UPDATE items SET position = ? WHERE id = ?", row["position"], item_id)
