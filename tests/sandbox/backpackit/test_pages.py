"""API: Pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.sandbox.backpackit.conftest import Backpack


def test_a_new_page_is_answered_in_the_envelope_and_listed_as_personal(backpack: Backpack) -> None:
    answer = backpack.ws("pages/new", "<page><title>Caf\u00e9 &lt;ideas&gt; &amp; more</title></page>")
    page_id = answer.xml[0].attrib["id"]

    assert answer.status == 200
    assert answer.headers["Content-Type"] == "application/xml; charset=utf-8"
    assert answer.body.decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<response success="true"><page title="Café &lt;ideas&gt; &amp; more" id="{page_id}"></page>'
        "</response>"
    )
    (page,) = backpack.ws("pages/all").xml.findall("pages/page")
    assert page.attrib == {"title": "Café <ideas> & more", "id": page_id, "scope": "personal"}


def test_a_colleagues_page_is_listed_after_ones_own_with_scope_friends(backpack: Backpack) -> None:
    backpack.ws("pages/new", "<page><title>Theirs</title></page>", token=backpack.colleague.token)
    backpack.page("Mine")

    pages = backpack.ws("pages/all").xml.findall("pages/page")

    assert [(page.get("title"), page.get("scope")) for page in pages] == [
        ("Mine", "personal"),
        ("Theirs", "friends"),
    ]


def test_an_account_without_pages_answers_an_empty_container(backpack: Backpack) -> None:
    assert b'<response success="true"><pages></pages></response>' in backpack.ws("pages/all").body


@pytest.mark.parametrize("term", ["OFFICE", "groc", "milk", "wi-fi", "card by", "CRÈME"])
def test_search_looks_at_titles_lists_items_and_notes_whatever_the_case(
    backpack: Backpack, term: str
) -> None:
    page = backpack.page("Office")
    backpack.item(page, backpack.list(page, "Groceries"), "Oat milk, crème")
    backpack.ws(
        f"page/{page}/notes/create",
        "<note><title>Wi-Fi</title><body>On the card by the door</body></note>",
    )
    backpack.page("Another")

    found = backpack.ws("pages/search", f"<term>{term}</term>").xml.findall("pages/page")

    assert [one.attrib for one in found] == [{"title": "Office", "id": str(page)}]


def test_an_empty_page_has_no_containers_at_all(backpack: Backpack) -> None:
    page = backpack.ws(f"page/{backpack.page('Office')}").xml[0]

    assert len(page) == 0
    assert page.attrib["title"] == "Office"
    assert page.attrib["email_address"].endswith("@backpackit.com")


def test_a_page_shows_its_widgets_by_id_and_the_newest_in_position_1(backpack: Backpack) -> None:
    page = backpack.page()
    first, second = backpack.list(page, "First"), backpack.list(page, "Second")
    backpack.item(page, first, "Milk")
    backpack.ws(f"page/{page}/notes/create", "<note><body>text</body></note>")

    shown = backpack.ws(f"page/{page}").xml[0]

    assert [child.tag for child in shown] == ["belongings", "lists", "notes"]
    belongings = shown.findall("belongings/belonging")
    widgets = [(one.findtext("position"), one.find("widget")) for one in belongings]
    note = shown.findall("notes/note")[0].attrib["id"]
    assert [(place, widget.attrib) for place, widget in widgets if widget is not None] == [
        ("3", {"type": "List", "id": str(first)}),
        ("2", {"type": "List", "id": str(second)}),
        ("1", {"type": "Note", "id": note}),
    ]
    assert [one.attrib for one in shown.findall("lists/list")] == [
        {"name": "First", "id": str(first)},
        {"name": "Second", "id": str(second)},
    ]
    assert shown.findall("lists/list/items/item")[0].attrib.keys() == {"id", "list_id", "completed"}
    assert [len(one.findall("items")) for one in shown.findall("lists/list")] == [1, 1]


@pytest.mark.parametrize("body", ["", "<page></page>", "<page><title> </title></page>"])
def test_a_page_needs_a_title(backpack: Backpack, body: str) -> None:
    assert backpack.ws("pages/new", body).status == 422


@pytest.mark.parametrize("path", ["page/999999", "page/0", "page/" + "9" * 30, "page/1x", "pages/nothing"])
def test_an_unknown_page_is_answered_404_with_the_documented_error(backpack: Backpack, path: str) -> None:
    answer = backpack.ws(path)

    assert answer.status == 404
    assert answer.body.decode().splitlines()[1] == (
        '<response success="false"><error code="404">Record not found</error></response>'
    )


def test_a_page_of_another_account_is_unknown(backpack: Backpack, elsewhere: Backpack) -> None:
    page = elsewhere.page()

    assert backpack.ws(f"page/{page}").status == 404
    assert backpack.ws(f"page/{page}/lists/add", "<name>x</name>").status == 404
    assert elsewhere.state()["pages"][0]["lists"] == []
