"""API: Journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.sandbox.backpackit.conftest import Backpack, User


def _write(backpack: Backpack, body: str, user: User | None = None) -> str:
    user = user or backpack.user
    answer = backpack.rest(
        "POST",
        f"/users/{user.id}/journal_entries.xml",
        f"<journal-entry><body>{body}</body></journal-entry>",
        user=user,
    )
    assert answer.status == 201
    return answer.headers["Location"].rpartition("/")[2]


def test_a_new_entry_is_answered_201_with_a_location_that_has_a_dash(backpack: Backpack) -> None:
    answer = backpack.rest(
        "POST",
        f"/users/{backpack.user.id}/journal_entries.xml",
        "<request><journal_entry><body>Shipped it 🚀</body></journal_entry></request>",
    )

    assert (answer.status, answer.body) == (201, b"")
    entry_id = backpack.state()["journal"][0]["id"]
    assert answer.headers["Location"] == f"{backpack.url}/journal-entries/{entry_id}"


def test_both_lists_show_the_newest_first(backpack: Backpack) -> None:
    _write(backpack, "one")
    backpack.clock.advance(60)
    _write(backpack, "two", backpack.colleague)
    _write(backpack, "three")

    everybodys = backpack.rest("GET", "/journal_entries.xml").xml
    ones_own = backpack.rest("GET", f"/users/{backpack.user.id}/journal_entries.xml").xml

    assert everybodys.attrib == {"type": "array"}
    assert [entry.findtext("body") for entry in everybodys] == ["three", "two", "one"]
    assert [entry.findtext("body") for entry in ones_own] == ["three", "one"]
    assert [child.tag for child in everybodys[0]] == ["body", "created-at", "id", "updated-at", "user"]
    assert everybodys[1].findtext("user/name") == "Tomás Rivera"


@pytest.mark.parametrize(
    ("query", "bodies"),
    [
        ("", [str(number) for number in range(104, 4, -1)]),
        ("?count=500", [str(number) for number in range(104, 4, -1)]),
        ("?n=1", ["4", "3", "2", "1", "0"]),
        ("?n=2&count=2", ["100", "99"]),
        ("?n=7", []),
        ("?count=0", []),
    ],
)
def test_count_is_a_window_of_at_most_100_and_n_its_page(
    backpack: Backpack, query: str, bodies: list[str]
) -> None:
    for number in range(105):
        _write(backpack, str(number))
        backpack.clock.advance(1)

    entries = backpack.rest("GET", "/journal_entries.xml" + query).xml

    assert [entry.findtext("body") for entry in entries] == bodies


@pytest.mark.parametrize("query", ["?n=-1", "?n=x", "?count=1e3", "?n=" + "9" * 40])
def test_a_window_that_is_no_number_is_refused(backpack: Backpack, query: str) -> None:
    assert backpack.rest("GET", "/journal_entries.xml" + query).status == 422


def test_an_update_answers_with_the_entry(backpack: Backpack) -> None:
    entry = _write(backpack, "old")
    backpack.clock.advance(60)

    answer = backpack.rest(
        "PUT", f"/journal_entries/{entry}.xml", "<journal-entry><body>new</body></journal-entry>"
    )

    assert answer.status == 200
    assert answer.body == backpack.rest("GET", f"/journal_entries/{entry}.xml").body
    assert [(child.tag, child.text) for child in answer.xml][1:] == [
        ("body", "new"),
        ("created-at", "2025-06-16T12:00:00Z"),
        ("id", entry),
        ("updated-at", "2025-06-16T12:01:00Z"),
        ("user-id", str(backpack.user.id)),
    ]


def test_a_deleted_entry_is_answered_200_and_gone(backpack: Backpack) -> None:
    entry = _write(backpack, "x")

    assert backpack.rest("DELETE", f"/journal_entries/{entry}.xml").status == 200
    assert backpack.rest("GET", f"/journal_entries/{entry}.xml").status == 404


def test_everything_but_listing_somebody_elses_journal_is_refused_with_403(backpack: Backpack) -> None:
    entry = _write(backpack, "private", backpack.colleague)
    body = "<journal-entry><body>x</body></journal-entry>"

    statuses = [
        backpack.rest("GET", f"/journal_entries/{entry}.xml").status,
        backpack.rest("PUT", f"/journal_entries/{entry}.xml", body).status,
        backpack.rest("DELETE", f"/journal_entries/{entry}.xml").status,
        backpack.rest("POST", f"/users/{backpack.colleague.id}/journal_entries.xml", body).status,
    ]

    assert statuses == [403, 403, 403, 403]
    assert [one["body"] for one in backpack.state()["journal"]] == ["private"]


def test_journals_of_another_account_are_unknown(backpack: Backpack, elsewhere: Backpack) -> None:
    entry = _write(elsewhere, "x")

    assert backpack.rest("GET", f"/journal_entries/{entry}.xml").status == 404
    assert backpack.rest("GET", f"/users/{elsewhere.user.id}/journal_entries.xml").status == 404
    assert len(backpack.rest("GET", "/journal_entries.xml").xml) == 0
