"""A clock that tests can move: it stamps records and tells what is upcoming, and leaves the limits alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.sandbox.backpackit.conftest import Backpack


@pytest.fixture(autouse=True)
def _real_time_again(backpack: Backpack) -> Iterator[None]:
    yield
    backpack.admin("DELETE", "/clock")


def test_moving_it_lets_reminders_pass(backpack: Backpack) -> None:
    for minutes in (30, 90):
        content = f"<reminder><content>+{minutes} in {minutes}</content></reminder>"
        backpack.rest("POST", "/reminders.xml", content)

    moved = backpack.admin("POST", "/clock", {"advance_seconds": 3600}).json

    assert moved == {"now": "2025-06-16T13:00:00Z", "held": False}
    assert [one.findtext("content") for one in backpack.rest("GET", "/reminders.xml").xml] == ["in 90"]


def test_it_can_be_set_to_a_time_and_stamps_what_is_made_then(backpack: Backpack) -> None:
    backpack.admin("POST", "/clock", {"now": "2007-07-03T19:15:55Z"})
    page = backpack.page()
    backpack.ws(f"page/{page}/notes/create", "<note><body>b</body></note>")

    note = backpack.ws(f"page/{page}/notes/list").xml.findall("notes/note")[0]

    assert note.get("created_at") == "2007-07-03 19:15:55"
    assert backpack.admin("GET", "/clock").json["now"] == "2007-07-03T19:15:55Z"


def test_it_goes_on_from_where_it_was_set_unless_it_is_held(backpack: Backpack) -> None:
    backpack.admin("POST", "/clock", {"now": "2030-01-01T00:00:00Z"})
    backpack.clock.advance(5)
    assert backpack.admin("GET", "/clock").json == {"now": "2030-01-01T00:00:05Z", "held": False}

    backpack.admin("POST", "/clock", {"held": True})
    backpack.clock.advance(60)
    assert backpack.admin("GET", "/clock").json == {"now": "2030-01-01T00:00:05Z", "held": True}
    assert backpack.admin("POST", "/clock", {"advance_seconds": 1}).json["now"] == "2030-01-01T00:00:06Z"

    backpack.admin("POST", "/clock", {"held": False})
    backpack.clock.advance(2)
    assert backpack.admin("GET", "/clock").json == {"now": "2030-01-01T00:00:08Z", "held": False}
    assert backpack.admin("DELETE", "/clock").json == {"now": "2025-06-16T12:01:07Z", "held": False}


def test_it_does_not_empty_the_windows_of_the_limits(backpack: Backpack) -> None:
    for _ in range(100):
        backpack.rest("GET", "/me.xml")

    backpack.admin("POST", "/clock", {"advance_seconds": 3600})

    assert backpack.rest("GET", "/me.xml").status == 503
