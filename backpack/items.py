"""The items on a list (API: List Items)."""

from collections.abc import Sequence
from enum import StrEnum

from backpack.element import Element, element
from backpack.models import Item
from backpack.operation import Body, operation
from backpack.reply import many, nothing, one

# ruff: noqa: ARG001 - ids are used by the path template above each function


class Direction(StrEnum):
    """Where `move_item` moves an item."""

    LOWER = "move_lower"
    HIGHER = "move_higher"
    TO_BOTTOM = "move_to_bottom"
    TO_TOP = "move_to_top"


@operation(
    "POST",
    "/ws/page/{page_id}/lists/{list_id}/items/list",
    returns=many("items/item", Item.from_xml),
    safe_to_retry=True,
)
def list_items(page_id: int, list_id: int) -> Body:
    """The items on a list: incomplete first, each group by position (API: List Items, List)."""
    return None


@operation(
    "POST",
    "/ws/page/{page_id}/lists/{list_id}/items/add",
    returns=one("item", Item.from_xml),
    safe_to_retry=False,
)
def create_item(page_id: int, list_id: int, content: str, completed: bool = False) -> Body:
    """Add an item at the bottom of a list (API: List Items, Create).

    :raises UnsendableText: the content holds a character that XML cannot carry.
    """
    # The attribute is optional and incomplete the default: the shortest form is the one every client sent.
    return _item(content, completed or None)


@operation(
    "POST",
    "/ws/page/{page_id}/lists/{list_id}/items/update/{item_id}",
    returns=nothing,
    safe_to_retry=True,
)
def update_item(
    page_id: int, list_id: int, item_id: int, content: str, completed: bool | None = None
) -> Body:
    """Change an item's content, and whether it is completed unless that is None (API: List Items, Update).

    :raises UnsendableText: the content holds a character that XML cannot carry.
    """
    return _item(content, completed)


@operation(
    "POST",
    "/ws/page/{page_id}/lists/{list_id}/items/toggle/{item_id}",
    returns=nothing,
    safe_to_retry=False,  # twice is as good as never
)
def toggle_item(page_id: int, list_id: int, item_id: int) -> Body:
    """Turn complete to incomplete or back; `update_item` sets either (API: List Items, Toggle)."""
    return None


@operation(
    "POST",
    "/ws/page/{page_id}/lists/{list_id}/items/destroy/{item_id}",
    returns=nothing,
    safe_to_retry=True,
)
def destroy_item(page_id: int, list_id: int, item_id: int) -> Body:
    """Remove an item; a second time answers `NotFound` (API: List Items, Destroy)."""
    return None


@operation(
    "POST",
    "/ws/page/{page_id}/lists/{list_id}/items/move/{item_id}",
    returns=nothing,
    safe_to_retry=False,  # higher twice is two places up
)
def move_item(page_id: int, list_id: int, item_id: int, direction: Direction) -> Body:
    """Move an item by a place, or to an end (API: List Items, Move).

    :raises ValueError: there is no such direction.
    """
    return element("direction", Direction(direction))


@operation(
    "POST",
    "/ws/page/{page_id}/lists/{list_id}/items/reorder",
    returns=nothing,
    safe_to_retry=True,
)
def reorder_items(page_id: int, list_id: int, item_ids: Sequence[int]) -> Body:
    """Put the items of a list into this order (API: List Items, Reorder)."""
    return tuple(element("item-id", str(item_id)) for item_id in item_ids)


def _item(content: str, completed: bool | None) -> Element:
    inside = element("content", content)
    if completed is None:
        return element("item", inside)
    return element("item", inside, completed="true" if completed else "false")
