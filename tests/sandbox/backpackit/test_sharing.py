"""API: Pages. Share, unshare a friend's page, email to yourself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.sandbox.backpackit.conftest import Backpack


def _titles(backpack: Backpack) -> list[tuple[str | None, str | None]]:
    pages = backpack.ws("pages/all").xml.findall("pages/page")
    return [(page.get("title"), page.get("scope")) for page in pages]


@pytest.fixture
def friend(backpack: Backpack, elsewhere: Backpack) -> Backpack:
    """A client in another account, whose user has an address of their own."""
    fields = {"account": elsewhere.account, "name": "Zoë Quist", "time_zone": "Berlin"}
    made = elsewhere.admin("POST", "/users", fields).json
    return type(backpack)(
        elsewhere.url, elsewhere.account, type(backpack.user)(made["id"], made["token"], "Zoë Quist"),
        elsewhere.colleague, elsewhere.clock,
    )  # fmt: skip


def test_a_friend_in_another_account_sees_a_shared_page_until_it_is_taken_away(
    backpack: Backpack, friend: Backpack
) -> None:
    page = backpack.page("Ours")
    assert friend.ws(f"page/{page}").status == 404

    backpack.ws(f"page/{page}/share", "<email_addresses>ZOE@example.com</email_addresses>")
    assert _titles(friend) == [("Ours", "friends")]
    assert friend.ws(f"page/{page}/lists/add", "<name>by a friend</name>").status == 200

    assert friend.ws(f"page/{page}/unshare_friend_page").body.endswith(b'"true"></response>')
    assert _titles(friend) == []
    assert friend.ws(f"page/{page}").status == 404
    assert _titles(backpack) == [("Ours", "personal")]


def test_a_colleagues_page_can_be_taken_out_of_sight_and_ones_own_cannot(backpack: Backpack) -> None:
    page = backpack.page("Mine")

    assert backpack.ws(f"page/{page}/unshare_friend_page").status == 404
    colleague = backpack.colleague.token
    assert backpack.ws(f"page/{page}/unshare_friend_page", token=colleague).status == 200
    assert backpack.ws(f"page/{page}", token=colleague).status == 404
    assert backpack.ws(f"page/{page}").status == 200


@pytest.mark.parametrize(
    ("inside", "public", "shared_with"),
    [
        ("<page><public>1</public></page>", True, []),
        ("<page><public>0</public></page>", False, []),
        ("<public>1</public>", True, []),
        ("<email_addresses>a@b.c</email_addresses>", False, ["a@b.c"]),
        ("<email-addresses> a@b.c\n d@e.f </email-addresses><page public='1'/>", True, ["a@b.c", "d@e.f"]),
        ("<page><email_addresses>a@b.c</email_addresses><public></public></page>", False, ["a@b.c"]),
        ("", False, []),
    ],
)
def test_addresses_and_public_may_stand_anywhere_and_each_alone(
    backpack: Backpack, inside: str, public: bool, shared_with: list[str]
) -> None:
    page = backpack.page()

    assert backpack.ws(f"page/{page}/share", inside).status == 200

    (state,) = backpack.state()["pages"]
    assert (state["public"], state["shared_with"]) == (public, shared_with)


@pytest.mark.parametrize(
    "inside", ["<email_addresses>nobody</email_addresses>", "<page><public>maybe</public></page>"]
)
def test_a_senseless_share_is_refused_and_sends_nothing(backpack: Backpack, inside: str) -> None:
    page = backpack.page()

    assert backpack.ws(f"page/{page}/share", inside).status == 422
    assert backpack.state()["outbox"] == []


def test_invitations_and_copies_of_pages_are_in_the_outbox(backpack: Backpack) -> None:
    page = backpack.page("Office")
    backpack.item(page, backpack.list(page), "Milk", "true")
    backpack.ws(f"page/{page}/notes/create", "<note><title>Wi-Fi</title><body>On the card</body></note>")

    backpack.ws(f"page/{page}/email")
    backpack.ws(f"page/{page}/share", "<email_addresses>a@b.c</email_addresses>")

    mails = backpack.state()["outbox"]
    assert [(mail["to_address"], mail["subject"]) for mail in mails] == [
        ("maya@example.com", "Office"),
        ("a@b.c", "Maya Okafor shares a page with you"),
    ]
    assert mails[0]["body"] == "OFFICE\n\nWi-Fi\nOn the card\n\nGroceries\n[x] Milk\n"
    assert mails[0]["sent_at"] == "2025-06-16T12:00:00Z"
