"""API: Lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.sandbox.backpackit.conftest import Backpack


def test_lists_are_created_listed_renamed_and_destroyed(backpack: Backpack) -> None:
    page = backpack.page()
    created = backpack.ws(f"page/{page}/lists/add", "<name>Groceries</name>").xml[0]
    list_id = created.attrib["id"]
    assert (created.tag, created.attrib) == ("list", {"id": list_id, "name": "Groceries"})

    renamed = backpack.ws(f"page/{page}/lists/update/{list_id}", "<list><name>Food &amp; drink</name></list>")
    assert renamed.body.endswith(b'<response success="true"></response>')
    (listed,) = backpack.ws(f"page/{page}/lists/list").xml.findall("lists/list")
    assert (listed.attrib, len(listed)) == ({"id": list_id, "name": "Food & drink"}, 0)

    backpack.item(page, int(list_id), "Milk")
    assert backpack.ws(f"page/{page}/lists/destroy/{list_id}").status == 200
    assert len(backpack.ws(f"page/{page}").xml[0]) == 0, "neither the list nor its belonging is left"
    assert backpack.ws(f"page/{page}/lists/{list_id}/items/list").status == 404


def test_a_list_is_unknown_on_another_page(backpack: Backpack) -> None:
    list_id = backpack.list(backpack.page())

    assert backpack.ws(f"page/{backpack.page()}/lists/destroy/{list_id}").status == 404


def test_a_list_needs_a_name(backpack: Backpack) -> None:
    page = backpack.page()
    list_id = backpack.list(page)

    assert backpack.ws(f"page/{page}/lists/add", "<name></name>").status == 422
    assert backpack.ws(f"page/{page}/lists/update/{list_id}").status == 422
    assert backpack.state()["pages"][0]["lists"][0]["name"] == "Groceries"
