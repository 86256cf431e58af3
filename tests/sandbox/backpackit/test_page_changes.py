"""API: Pages. Reorder, destroy, update title, duplicate; the description and <send> of older years."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.sandbox.backpackit.conftest import Backpack


def _places(backpack: Backpack, page: int) -> list[str | None]:
    """Belonging ids by position, as the page shows them."""
    belongings = backpack.ws(f"page/{page}").xml.findall("page/belongings/belonging")
    return [one.get("id") for one in sorted(belongings, key=lambda one: int(one.findtext("position") or ""))]


def test_reorder_puts_the_named_belongings_first_and_keeps_the_order_of_the_rest(backpack: Backpack) -> None:
    page = backpack.page()
    for name in "abcd":
        backpack.list(page, name)
    d, c, b, a = _places(backpack, page)

    answer = backpack.ws(f"page/{page}/reorder", f"<belongings>\n  {a}   {c}\n\n</belongings>")

    assert answer.body.endswith(b'<response success="true"></response>')
    assert _places(backpack, page) == [a, c, d, b]


@pytest.mark.parametrize(("belongings", "status"), [("1", 404), ("one", 422), ("9" * 30, 422), ("", 200)])
def test_a_wrong_order_moves_nothing(backpack: Backpack, belongings: str, status: int) -> None:
    page = backpack.page()
    backpack.list(page, "a")
    backpack.list(page, "b")
    before = _places(backpack, page)

    given = f"{before[1]} {belongings}" if belongings else ""
    assert backpack.ws(f"page/{page}/reorder", f"<belongings>{given}</belongings>").status == status
    assert _places(backpack, page) == before


def test_a_destroyed_page_takes_everything_on_it_along(backpack: Backpack) -> None:
    page = backpack.page()
    list_id = backpack.list(page)
    backpack.item(page, list_id, "Milk")
    bookmark = {"user_id": backpack.user.id, "bookmarkable_type": "Page", "bookmarkable_id": page}
    backpack.admin("POST", "/bookmarks", bookmark)

    assert backpack.ws(f"page/{page}/destroy").status == 200

    assert backpack.ws(f"page/{page}").status == 404
    assert backpack.ws(f"page/{page}/lists/{list_id}/items/list").status == 404
    assert backpack.state()["pages"] == []
    assert len(backpack.rest("GET", f"/users/{backpack.user.id}/bookmarks.xml").xml) == 0


def test_a_title_needs_text(backpack: Backpack) -> None:
    page = backpack.page("Office")

    assert backpack.ws(f"page/{page}/update_title", "<page><title> </title></page>").status == 422
    assert backpack.state()["pages"][0]["title"] == "Office"


def test_a_copy_has_everything_in_the_same_order_under_ids_of_its_own(backpack: Backpack) -> None:
    page = backpack.page("Office")
    list_id = backpack.list(page)
    backpack.item(page, list_id, "Milk", "true")
    backpack.item(page, list_id, "Bread")
    backpack.ws(f"page/{page}/notes/create", "<note><title>t</title><body>b</body></note>")
    backpack.ws(f"page/{page}/separators/create", "<separator><name>s</name></separator>")
    backpack.ws(f"page/{page}/tags/tag", "<tags>x</tags>")
    backpack.admin("POST", "/emails", {"page_id": page, "subject": "s", "body": "b"})
    backpack.admin("POST", "/galleries", {"page_id": page, "name": "g", "images": [{"file_name": "i.png"}]})
    backpack.admin("POST", "/attachments", {"page_id": page, "file_name": "f.pdf"})
    backpack.admin("POST", "/writeboard_links", {"page_id": page, "title": "w"})

    answer = backpack.ws(f"page/{page}/duplicate").xml[0]

    assert answer.get("title") == "Office (copy)"
    old, new = (backpack.ws(f"page/{one}").body.decode() for one in (page, answer.attrib["id"]))
    assert _shape(new) == _shape(old.replace('"Office"', '"Office (copy)"'))
    ids = [set(backpack.state()["pages"][which]["belongings"][0].values()) for which in (0, 1)]
    assert not ids[0] & ids[1] - {"WriteboardLink"}
    backpack.ws(f"page/{page}/destroy")
    assert len(backpack.ws(f"page/{answer.attrib['id']}").xml.findall("page/lists/list/items/item")) == 2


def _shape(document: str) -> list[str]:
    """The elements without what differs between a page and its copy, in any order."""
    return sorted(re.sub(r'(id="\d+"|email_address="[^"]*")', "", part) for part in document.split("<"))


def test_the_option_description_shows_the_untitled_note_as_the_body_of_2005(backpack: Backpack) -> None:
    page = backpack.page()
    backpack.admin("POST", "/options", {"account": backpack.account, "description": True})

    assert backpack.ws(f"page/{page}").xml.findtext("page/description") == " "
    backpack.ws(f"page/{page}/notes/create", "<note><title>t</title><body>titled</body></note>")
    backpack.ws(f"page/{page}/update_body", "<page><description>the &lt;body&gt;</description></page>")
    backpack.ws(f"page/{page}/update_body", "<page><description></description></page>")
    assert backpack.ws(f"page/{page}").xml.findtext("page/description") == "the <body>"

    backpack.admin("POST", "/options", {"account": backpack.account, "description": False})
    assert backpack.ws(f"page/{page}").xml.find("page/description") is None


def test_the_option_send_tells_where_a_term_was_found(backpack: Backpack) -> None:
    page = backpack.page()
    list_id = backpack.list(page, "Milk list")
    backpack.item(page, list_id, "milk")
    email = {"page_id": page, "subject": "Milk?", "body": ""}
    email_id = backpack.admin("POST", "/emails", email).json["id"]
    assert len(backpack.ws("pages/search", "<term>milk</term>").xml.findall("pages/page")[0]) == 0

    backpack.admin("POST", "/options", {"account": backpack.account, "send": True})
    sends = backpack.ws("pages/search", "<term>milk</term>").xml.findall("pages/page/send")

    assert [(one.get("id"), one.text) for one in sends] == [(str(email_id), "email"), (str(list_id), "list")]


def test_the_options_of_an_account_can_be_read_and_misspelt_ones_are_refused(backpack: Backpack) -> None:
    path = f"/options?account={backpack.account}"

    assert backpack.admin("GET", path).json == {
        "account": backpack.account, "ssl": False, "description": False, "send": False
    }  # fmt: skip
    assert backpack.admin("GET", "/options?account=nobody").status == 404
    assert backpack.admin("POST", "/options", {"account": backpack.account, "sll": True}).status == 422
    assert backpack.admin("POST", "/options", {"account": backpack.account, "ssl": "yes"}).status == 422


def test_a_link_shows_on_the_page_and_needs_a_page_to_link(backpack: Backpack, elsewhere: Backpack) -> None:
    page, other = backpack.page("One"), backpack.page("Two")
    for _ in range(2):
        assert backpack.ws(f"page/{page}/link", f"<linked_page_id>{other}</linked_page_id>").status == 200

    linked = backpack.ws(f"page/{page}").xml.findall("page/linked_pages/page")

    assert [one.attrib for one in linked] == [{"title": "Two", "id": str(other)}]
    stranger = f"<linked_page_id>{elsewhere.page()}</linked_page_id>"
    assert backpack.ws(f"page/{page}/link", stranger).status == 404
    assert backpack.ws(f"page/{page}/link").status == 422
