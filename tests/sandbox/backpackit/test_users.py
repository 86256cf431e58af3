"""API: Users."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.sandbox.backpackit.conftest import Backpack


def test_me_tells_the_id_the_zone_and_the_start_page(backpack: Backpack) -> None:
    page = backpack.page()

    me = backpack.rest("GET", "/me.xml").xml

    assert me.tag == "user"
    assert me.findtext("id") == str(backpack.user.id)
    assert me.findtext("name") == "Maya Okafor"
    assert me.findtext("time-zone-id") == "Berlin"
    assert me.findtext("start-page-id") == str(page)
    assert me.findtext("admin") == "true"
    assert me.findtext("created-at") == "2025-06-16T12:00:00Z"


def test_me_of_a_user_without_pages_has_a_nil_start_page(backpack: Backpack) -> None:
    me = backpack.rest("GET", "/me.xml", user=backpack.colleague).xml

    start_page = me.find("start-page-id")
    assert start_page is not None
    assert (start_page.attrib, start_page.text) == ({"nil": "true"}, None)
    assert me.findtext("admin") == "false"
    assert me.findtext("time-zone-id") == "Central Time (US & Canada)"


def test_users_are_those_of_the_account(backpack: Backpack, elsewhere: Backpack) -> None:
    users = backpack.rest("GET", "/users.xml").xml

    assert users.attrib == {"type": "array"}
    assert [[child.text for child in user] for user in users] == [
        [str(backpack.user.id), "Maya Okafor"],
        [str(backpack.colleague.id), "Tomás Rivera"],
    ]
    assert str(elsewhere.user.id) not in [user.findtext("id") for user in users]


def test_the_state_tells_whose_token_was_ever_used(backpack: Backpack) -> None:
    def callers() -> dict[str, bool]:
        return {user["name"]: user["has_called"] for user in backpack.state()["users"]}

    backpack.rest("GET", "/reminders.xml", user=backpack.colleague)
    assert callers() == {"Maya Okafor": False, "Tomás Rivera": True}
    version = backpack.state()["version"]
    backpack.rest("GET", "/reminders.xml", user=backpack.colleague)
    assert backpack.state()["version"] == version, "what only reads changes nothing"
