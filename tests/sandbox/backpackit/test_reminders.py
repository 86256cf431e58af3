"""API: Reminders. Maya is in Berlin (UTC+2 in June), Tomás in Chicago (UTC-5); it is noon UTC."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.sandbox.backpackit.conftest import Backpack, User


def _create(backpack: Backpack, inside: str, user: User | None = None) -> str:
    answer = backpack.rest("POST", "/reminders.xml", f"<reminder>{inside}</reminder>", user=user)
    assert answer.status == 201, answer.body
    return answer.xml.attrib["id"]


def test_an_exact_time_is_read_and_shown_in_the_zone_of_the_one_who_asks(backpack: Backpack) -> None:
    body = (
        "<reminder><remind_at>2025-06-16 19:51:00</remind_at><content>Call</content>"
        f'<remindees type="array"><user_id>{backpack.user.id}</user_id>'
        f"<user-id>{backpack.colleague.id}</user-id></remindees></reminder>"
    )

    answer = backpack.rest("POST", "/reminders.xml", body)

    reminder_id = answer.xml.attrib["id"]
    assert answer.status == 201
    assert answer.headers["Location"] == f"/reminders/{reminder_id}"
    (mine,) = backpack.rest("GET", "/reminders.xml").xml
    (theirs,) = backpack.rest("GET", "/reminders.xml", user=backpack.colleague).xml
    assert mine.findtext("remind_at") == "2025-06-16 19:51:00"
    assert theirs.findtext("remind_at") == "2025-06-16 12:51:00"
    assert backpack.state()["reminders"][0]["remind_at"] == "2025-06-16T17:51:00Z"
    assert [child.tag for child in mine] == ["remind_at", "content", "creator", "remindees"]
    creator = mine.find("creator")
    assert creator is not None
    assert creator.attrib == {"id": str(backpack.user.id), "name": "Maya Okafor"}
    assert [user.get("name") for user in mine.findall("remindees/user")] == ["Maya Okafor", "Tomás Rivera"]


@pytest.mark.parametrize(
    ("content", "remind_at", "stored"),
    [
        ("+30 In thirty minutes!", "2025-06-16 14:30:00", "In thirty minutes!"),
        ("+1:30 Tea\nfor two", "2025-06-16 15:30:00", "Tea\nfor two"),
        ("+1500 tomorrow", "2025-06-17 15:00:00", "tomorrow"),
        ("+0 now", "2025-06-16 14:00:00", "now"),
    ],
)
@pytest.mark.parametrize("blank", ["", "<remind_at></remind_at>", "<remind-at> </remind-at>"])
def test_a_fuzzy_date_counts_from_now_and_is_taken_off_the_content(
    backpack: Backpack, content: str, remind_at: str, stored: str, blank: str
) -> None:
    _create(backpack, f"{blank}<content>{content}</content>")

    (reminder,) = backpack.rest("GET", "/reminders.xml").xml

    assert (reminder.findtext("remind_at"), reminder.findtext("content")) == (remind_at, stored)


@pytest.mark.parametrize(
    "inside",
    [
        "<content>tomorrow 9am</content>",
        "<content>+30</content>",
        "<content>+30later</content>",
        "<content>+1:75 x</content>",
        "<content>+999999999 x</content>",
        "<remind_at>2025-06-16 19:51:00</remind_at>",
        "<content> \n </content><remind_at>2025-06-16 19:51:00</remind_at>",
        "<content>x</content><remind_at>soon</remind_at>",
        "<content>x</content><remind_at>2025-06-16T19:51:00Z</remind_at>",
        "<content>x</content><remind_at>2025-02-30 10:00:00</remind_at>",
        "<content>x</content><remind_at>0001-01-01 00:00:00</remind_at>",
        "",
    ],
)
def test_a_reminder_without_a_time_or_text_is_refused(backpack: Backpack, inside: str) -> None:
    assert backpack.rest("POST", "/reminders.xml", f"<reminder>{inside}</reminder>").status == 422
    assert backpack.state()["reminders"] == []


def test_only_upcoming_ones_are_listed_earliest_first(backpack: Backpack) -> None:
    for minutes in (30, 10, 20):
        _create(backpack, f"<content>+{minutes} in {minutes}</content>")
    backpack.clock.advance(15 * 60)

    reminders = backpack.rest("GET", "/reminders.xml").xml

    assert reminders.attrib == {}
    assert [one.findtext("content") for one in reminders] == ["in 20", "in 30"]


def test_an_update_keeps_what_is_absent_or_empty(backpack: Backpack) -> None:
    one = _create(backpack, "<content>+30 tea</content>")
    path = f"/reminders/{one}.xml"

    moved = "<reminder><remind_at>2025-06-17 09:00:00</remind_at><content></content></reminder>"
    assert (backpack.rest("PUT", path, moved).status, backpack.rest("PUT", path, moved).body) == (200, b"")
    (reminder,) = backpack.rest("GET", "/reminders.xml").xml
    assert (reminder.findtext("remind_at"), reminder.findtext("content")) == ("2025-06-17 09:00:00", "tea")

    remindees = f"<remindees><user_id>{backpack.colleague.id}</user_id></remindees>"
    given = f"<reminder><content>coffee</content>{remindees}</reminder>"
    assert backpack.rest("PUT", path, given).status == 200
    (reminder,) = backpack.rest("GET", "/reminders.xml").xml
    assert (reminder.findtext("remind_at"), reminder.findtext("content")) == ("2025-06-17 09:00:00", "coffee")
    assert [user.get("name") for user in reminder.findall("remindees/user")] == ["Tomás Rivera"]

    assert backpack.rest("PUT", path, "<reminder><content> </content></reminder>").status == 422
    assert backpack.rest("PUT", path, "<reminder><content>+5 cake</content></reminder>").status == 200
    (reminder,) = backpack.rest("GET", "/reminders.xml").xml
    assert (reminder.findtext("remind_at"), reminder.findtext("content")) == ("2025-06-16 14:05:00", "cake")


def test_a_destroyed_reminder_is_answered_204(backpack: Backpack) -> None:
    one = _create(backpack, "<content>+30 tea</content>")

    answer = backpack.rest("DELETE", f"/reminders/{one}.xml")

    assert (answer.status, answer.body) == (204, b"")
    assert backpack.rest("DELETE", f"/reminders/{one}.xml").status == 404


def test_a_colleagues_own_reminders_are_unknown(backpack: Backpack) -> None:
    one = _create(backpack, "<content>+30 secret</content>", user=backpack.colleague)

    assert len(backpack.rest("GET", "/reminders.xml").xml) == 0
    assert (
        backpack.rest("PUT", f"/reminders/{one}.xml", "<reminder><content>x</content></reminder>").status
        == 404
    )
    assert backpack.rest("DELETE", f"/reminders/{one}.xml").status == 404


def test_a_stranger_cannot_be_reminded(backpack: Backpack, elsewhere: Backpack) -> None:
    body = f"<content>+30 x</content><remindees><user_id>{elsewhere.user.id}</user_id></remindees>"

    assert backpack.rest("POST", "/reminders.xml", f"<reminder>{body}</reminder>").status == 404
    assert backpack.state()["reminders"] == []


@pytest.mark.parametrize(
    ("local", "utc"),
    [
        ("2025-10-26 02:30:00", "2025-10-26T00:30:00Z"),  # shown twice by the clocks: the earlier one
        ("2025-12-24 18:00", "2025-12-24T17:00:00Z"),  # winter
        ("2025-12-24T18:00:00", "2025-12-24T17:00:00Z"),
    ],
)
def test_daylight_saving_is_heeded(backpack: Backpack, local: str, utc: str) -> None:
    _create(backpack, f"<content>x</content><remind_at>{local}</remind_at>")

    assert backpack.state()["reminders"][0]["remind_at"] == utc
