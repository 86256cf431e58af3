"""Both exports: the current one, and the one of 2005 without an envelope (wire 6.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.sandbox.backpackit.conftest import Backpack


def _fill(backpack: Backpack) -> int:
    page = backpack.page("Office")
    backpack.item(page, backpack.list(page), "Milk")
    backpack.ws(f"page/{page}/update_body", "<page><description>the body</description></page>")
    backpack.page("Empty")
    backpack.rest("POST", "/reminders.xml", "<reminder><content>+30 tea</content></reminder>")
    return page


def test_a_users_export_has_pages_with_belongings_and_reminders_with_children_in_utc(
    backpack: Backpack,
) -> None:
    page = _fill(backpack)

    root = backpack.rest("GET", f"/users/{backpack.user.id}/export.xml").xml

    assert root.tag == "user"
    assert root.attrib == {"id": str(backpack.user.id), "name": "Maya Okafor", "account": backpack.account}
    assert [one.get("title") for one in root.findall("pages/page")] == ["Office", "Empty"]
    assert root.findall("pages/page")[0].get("id") == str(page)
    assert [child.tag for child in root.findall("pages/page")[0]] == ["belongings", "lists", "notes"]
    (reminder,) = root.findall("reminders/reminder")
    assert (reminder.findtext("remind_at"), reminder.findtext("content")) == ("2025-06-16 12:30:00", "tea")


def test_the_old_export_has_no_envelope_and_the_body_and_items_of_2005(backpack: Backpack) -> None:
    _fill(backpack)

    answer = backpack.ws("account/export")

    assert (answer.status, answer.xml.tag) == (200, "backpack")
    assert answer.xml.attrib == {"username": backpack.account}
    office, empty = answer.xml.findall("pages/page")
    assert office.findtext("description") == "the body"
    assert [one.text for one in office.findall("items/item")] == ["Milk"]
    assert len(empty) == 0
    (reminder,) = answer.xml.findall("reminders/reminder")
    assert (reminder.get("remind_at"), reminder.text) == ("2025-06-16 12:30:00", "tea")
    wrong = backpack.ws("account/export", token="wrong")
    assert (wrong.status, wrong.xml.attrib) == (403, {"success": "false"})


def test_an_export_is_for_its_user_and_administrators(backpack: Backpack, elsewhere: Backpack) -> None:
    mine, theirs = (f"/users/{user.id}/export.xml" for user in (backpack.user, backpack.colleague))

    assert backpack.rest("GET", theirs).status == 200, "Maya is the administrator"
    assert backpack.rest("GET", mine, user=backpack.colleague).status == 403
    assert backpack.rest("GET", f"/users/{elsewhere.user.id}/export.xml").status == 404


def test_past_reminders_are_exported_too(backpack: Backpack) -> None:
    _fill(backpack)
    backpack.clock.advance(3600)

    assert len(backpack.rest("GET", "/reminders.xml").xml) == 0
    assert (
        len(backpack.rest("GET", f"/users/{backpack.user.id}/export.xml").xml.findall("reminders/reminder"))
        == 1
    )
