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


def shown(backpack: Backpack) -> tuple[str, bool]:
    clock = backpack.admin("GET", "/clock").json
    return clock["now"], clock["held"]


def test_moving_it_lets_reminders_pass(backpack: Backpack) -> None:
    for minutes in (30, 90):
        content = f"<reminder><content>+{minutes} in {minutes}</content></reminder>"
        backpack.rest("POST", "/reminders.xml", content)

    moved = backpack.admin("POST", "/clock", {"advance_seconds": 3600}).json

    assert moved == {"now": "2025-06-16T13:00:00Z", "held": False, "ahead_seconds": 3600.0}
    assert [one.findtext("content") for one in backpack.rest("GET", "/reminders.xml").xml] == ["in 90"]


def test_what_came_due_is_not_to_come_again_when_it_is_put_back(backpack: Backpack) -> None:
    def upcoming() -> list[str | None]:
        return [one.findtext("content") for one in backpack.rest("GET", "/reminders.xml").xml]

    def sent() -> dict[str, bool]:
        return {each["content"]: each["sent"] for each in backpack.state()["reminders"]}

    for minutes in (30, 90):
        content = f"<reminder><content>+{minutes} in {minutes}</content></reminder>"
        backpack.rest("POST", "/reminders.xml", content)
    version = backpack.state()["version"]
    backpack.admin("POST", "/clock", {"advance_seconds": 3600})
    backpack.admin("DELETE", "/clock")
    assert upcoming() == ["in 90"]
    assert sent() == {"in 30": True, "in 90": False}
    assert backpack.state()["version"] > version, "or the live pane would not hear of it"
    reminder_id = backpack.state()["reminders"][0]["id"]
    later = "<reminder><content>again</content><remind_at>2025-06-16 15:00:00</remind_at></reminder>"
    backpack.rest("PUT", f"/reminders/{reminder_id}.xml", later)
    assert upcoming() == ["again", "in 90"]


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
    assert shown(backpack) == ("2030-01-01T00:00:05Z", False)

    backpack.admin("POST", "/clock", {"held": True})
    backpack.clock.advance(60)
    assert shown(backpack) == ("2030-01-01T00:00:05Z", True)
    assert backpack.admin("POST", "/clock", {"advance_seconds": 1}).json["now"] == "2030-01-01T00:00:06Z"

    backpack.admin("POST", "/clock", {"held": False})
    backpack.clock.advance(2)
    assert shown(backpack) == ("2030-01-01T00:00:08Z", False)
    backpack.admin("DELETE", "/clock")
    assert shown(backpack) == ("2025-06-16T12:01:07Z", False)


def test_it_is_moved_by_as_much_as_was_asked_and_loses_no_fraction_of_a_second(backpack: Backpack) -> None:
    backpack.clock.advance(0.9)
    moved = [backpack.admin("POST", "/clock", {"advance_seconds": 60}).json for _ in range(3)]
    assert [one["ahead_seconds"] for one in moved] == [60.0, 120.0, 180.0]


def test_it_can_keep_step_with_another_clock_to_the_last_digit(backpack: Backpack) -> None:
    backpack.admin("POST", "/clock", {"held": True})
    moved = backpack.admin("POST", "/clock", {"ahead_seconds": 0.1 + 0.2}).json
    assert (moved["ahead_seconds"], moved["held"]) == (0.1 + 0.2, False)


def test_it_does_not_empty_the_windows_of_the_limits(backpack: Backpack) -> None:
    for _ in range(100):
        backpack.rest("GET", "/me.xml")

    backpack.admin("POST", "/clock", {"advance_seconds": 3600})

    assert backpack.rest("GET", "/me.xml").status == 503
