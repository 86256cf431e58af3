"""API: Separators."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.sandbox.backpackit.conftest import Backpack


def _create(backpack: Backpack, page: int, name: str = "Photos") -> str:
    answer = backpack.rest(
        "POST", f"/pages/{page}/separators.xml", f"<separator><name>{name}</name></separator>"
    )
    assert answer.status == 201
    return answer.headers["Location"]


def test_a_new_separator_is_201_with_its_place_and_document(backpack: Backpack) -> None:
    page = backpack.page()
    body = "<request><separator><name>A &amp; B</name></separator></request>"

    answer = backpack.rest("POST", f"/pages/{page}/separators.xml", body)

    separator = answer.xml
    assert answer.headers["Location"] == f"/pages/{page}/separators/{separator.findtext('id')}.xml"
    assert [(one.tag, one.attrib) for one in separator] == [
        ("id", {"type": "integer"}),
        ("name", {}),
        ("page-id", {"type": "integer"}),
    ]
    assert (separator.findtext("name"), separator.findtext("page-id")) == ("A & B", str(page))


def test_a_page_shows_it_by_id_with_the_name_as_text_and_in_its_place(backpack: Backpack) -> None:
    page = backpack.page()
    _create(backpack, page)
    backpack.list(page)

    shown = backpack.ws(f"page/{page}").xml[0]

    (separator,) = shown.findall("separators/separator")
    assert (list(separator.attrib), separator.text) == (["id"], "Photos")
    widgets = [one.attrib for one in shown.findall("belongings/belonging/widget")]
    assert {"type": "Separator", "id": separator.attrib["id"]} in widgets


def test_an_update_is_200_and_destroying_204_or_the_envelope(backpack: Backpack) -> None:
    page = backpack.page()
    path = _create(backpack, page)

    updated = backpack.rest("PUT", path, "<separator><name>New</name></separator>")
    assert (updated.status, updated.body) == (200, b"")
    assert backpack.state()["pages"][0]["separators"][0]["name"] == "New"

    destroyed = backpack.rest("DELETE", path, f"<request><token>{backpack.user.token}</token></request>")
    assert (destroyed.status, destroyed.body) == (204, b"")
    assert backpack.rest("DELETE", path).status == 404
    assert backpack.state()["pages"][0]["belongings"] == []


def test_a_separator_needs_a_name_and_its_own_page(backpack: Backpack) -> None:
    page, other = backpack.page("One"), backpack.page("Two")
    path = _create(backpack, page)

    assert backpack.rest("POST", f"/pages/{page}/separators.xml", "<separator/>").status == 422
    assert backpack.rest("PUT", path, "<separator><name> </name></separator>").status == 422
    assert backpack.rest("DELETE", path.replace(str(page), str(other))).status == 404
