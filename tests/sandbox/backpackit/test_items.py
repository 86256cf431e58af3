"""API: List Items."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sandbox.backpackit.conftest import Answer, Backpack


@pytest.fixture
def groceries(backpack: Backpack) -> Callable[..., Answer]:
    """Calls an operation on the items of a new, empty list."""
    page = backpack.page()
    list_id = backpack.list(page)

    def call(operation: str, inside: str = "") -> Answer:
        return backpack.ws(f"page/{page}/lists/{list_id}/items/{operation}", inside)

    return call


def _add(call: Callable[..., Answer], content: str, completed: str = "false") -> str:
    answer = call("add", f'<item completed="{completed}"><content>{content}</content></item>')
    return answer.xml[0].attrib["id"]


def _contents(call: Callable[..., Answer]) -> str:
    return " ".join(item.text or "" for item in call("list").xml.findall("items/item"))


def test_a_new_item_is_answered_with_its_list_and_goes_to_the_bottom(
    backpack: Backpack, groceries: Callable[..., Answer]
) -> None:
    first = groceries("add", "<item><content>Oat milk</content></item>").xml[0]

    assert first.attrib == {
        "id": first.attrib["id"],
        "list_id": str(backpack.state()["pages"][0]["lists"][0]["id"]),
        "completed": "false",
    }
    assert first.text == "Oat milk"
    _add(groceries, "Bread")
    assert _contents(groceries) == "Oat milk Bread"


def test_items_are_listed_incomplete_first_with_the_time_of_their_change_in_utc(
    backpack: Backpack, groceries: Callable[..., Answer]
) -> None:
    _add(groceries, "done", "true")
    backpack.clock.advance(61)
    _add(groceries, "open")

    items = groceries("list").xml.findall("items/item")

    assert [(one.text, one.get("completed"), one.get("updated_at")) for one in items] == [
        ("open", "false", "2025-06-16 12:01:01"),
        ("done", "true", "2025-06-16 12:00:00"),
    ]


@pytest.mark.parametrize(
    "inside",
    [
        '<item completed="true"><content>new</content></item>',
        "<item><completed>1</completed><content>new</content></item>",
        "<item><content>new</content><completed>true</completed></item>",
    ],
)
def test_completed_may_be_an_attribute_or_a_child(groceries: Callable[..., Answer], inside: str) -> None:
    item = _add(groceries, "old")

    assert groceries(f"update/{item}", inside).body.endswith(b'<response success="true"></response>')

    (shown,) = groceries("list").xml.findall("items/item")
    assert (shown.text, shown.get("completed")) == ("new", "true")


def test_an_update_keeps_what_it_does_not_name(groceries: Callable[..., Answer]) -> None:
    item = _add(groceries, "Milk", "true")

    groceries(f"update/{item}", "<item><content>Oat milk</content></item>")
    groceries(f"update/{item}", "<item completed='false'><content></content></item>")

    (shown,) = groceries("list").xml.findall("items/item")
    assert (shown.text, shown.get("completed")) == ("Oat milk", "false")


def test_toggling_twice_is_as_before(groceries: Callable[..., Answer]) -> None:
    item = _add(groceries, "Milk")
    states = []
    for _ in range(2):
        groceries(f"toggle/{item}")
        states.append(groceries("list").xml.findall("items/item")[0].get("completed"))
    assert states == ["true", "false"]


def test_a_destroyed_item_is_gone_and_its_id_is_never_used_again(groceries: Callable[..., Answer]) -> None:
    item = _add(groceries, "Milk")

    assert groceries(f"destroy/{item}").status == 200

    assert _contents(groceries) == ""
    assert groceries(f"destroy/{item}").status == 404
    assert int(_add(groceries, "Milk")) > int(item)


@pytest.mark.parametrize(
    ("direction", "order"),
    [
        ("move_higher", "b a c d"),
        ("move_lower", "a c b d"),
        ("move_to_top", "b a c d"),
        ("move_to_bottom", "a c d b"),
    ],
)
def test_an_item_moves_among_the_items_in_view(
    groceries: Callable[..., Answer], direction: str, order: str
) -> None:
    _add(groceries, "a")
    _add(groceries, "x", "true")  # completed, so not between a and b for the eye
    moved = _add(groceries, "b")
    _add(groceries, "c")
    _add(groceries, "d")

    assert groceries(f"move/{moved}", f"<direction>{direction}</direction>").status == 200

    assert _contents(groceries) == order + " x"


def test_moving_past_the_end_changes_nothing(groceries: Callable[..., Answer]) -> None:
    first, last = _add(groceries, "a"), _add(groceries, "b")

    assert groceries(f"move/{first}", "<direction>move_higher</direction>").status == 200
    assert groceries(f"move/{last}", "<direction>move_lower</direction>").status == 200
    assert groceries(f"move/{last}", "<direction>sideways</direction>").status == 422

    assert _contents(groceries) == "a b"


@pytest.mark.parametrize("name", ["item-id", "item_id"])
def test_reorder_puts_the_named_items_first_in_that_order(
    groceries: Callable[..., Answer], name: str
) -> None:
    a, b, c = (_add(groceries, content) for content in "abc")

    assert groceries("reorder", f"<{name}>{c}</{name}><{name}>{b}</{name}>").status == 200

    assert _contents(groceries) == "c b a"
    assert groceries("reorder", f"<{name}>{a}</{name}><{name}>1</{name}>").status == 404
    assert groceries("reorder", f"<{name}>{a}</{name}><{name}>one</{name}>").status == 422
    assert _contents(groceries) == "c b a", "a refused order moves nothing"


def test_an_item_needs_content_and_a_sensible_completed(groceries: Callable[..., Answer]) -> None:
    assert groceries("add", "<item><content> </content></item>").status == 422
    assert groceries("add", "<item completed='maybe'><content>x</content></item>").status == 422
    assert _contents(groceries) == ""


def test_an_item_is_unknown_in_another_list(backpack: Backpack) -> None:
    page = backpack.page()
    item = backpack.item(page, backpack.list(page, "One"), "Milk")
    other = backpack.list(page, "Two")

    assert backpack.ws(f"page/{page}/lists/{other}/items/toggle/{item}").status == 404


def test_text_survives_to_the_last_character(groceries: Callable[..., Answer]) -> None:
    content = "  5 < 6 & \"7\" > 'x'\r\nnext\tline ]]> é 🚀 "
    escaped = content.replace("&", "&amp;").replace("<", "&lt;").replace("\r", "&#13;").replace(">", "&gt;")

    groceries("add", f"<item><content>{escaped}</content></item>")

    answer = groceries("list")
    assert answer.xml.findtext("items/item") == content
    assert b"&#13;\n" in answer.body


def test_items_added_at_once_are_all_there_each_in_its_own_place(backpack: Backpack) -> None:
    page = backpack.page()
    list_id = backpack.list(page)
    names = [f"item-{number}" for number in range(60)]

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda name: backpack.item(page, list_id, name), names))

    shown = backpack.ws(f"page/{page}/lists/{list_id}/items/list").xml.findall("items/item")
    assert sorted(item.text or "" for item in shown) == sorted(names)
    assert len({item.attrib["id"] for item in shown}) == 60
