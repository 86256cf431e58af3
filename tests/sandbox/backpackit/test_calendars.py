"""API: Calendars and Calendar Events. Maya is in Berlin; it is noon UTC on 16 June 2025."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.sandbox.backpackit.conftest import Answer, Backpack


def _calendar(backpack: Backpack) -> int:
    return int(backpack.state()["calendars"][0]["id"])


def _post(backpack: Backpack, title: str, more: str = "", root: str = "request") -> Answer:
    event = f"<event><calendar-id>{_calendar(backpack)}</calendar-id><title>{title}</title>{more}</event>"
    body = f"<{root}>{event}</{root}>" if root else event
    return backpack.send("POST", "/calendar_events.xml", body, {"X-BP-Token": backpack.user.token})


def _event(backpack: Backpack, answer: Answer) -> dict[str, str | None]:
    assert answer.status == 201, answer.body
    path = answer.headers["Location"].removeprefix(backpack.url)
    return {one.tag: one.text for one in backpack.rest("GET", path).xml}


def test_an_account_begins_with_one_calendar_in_a_root_without_type(backpack: Backpack) -> None:
    calendars = backpack.rest("GET", "/calendars.xml").xml

    assert (calendars.tag, calendars.attrib) == ("calendars", {})
    (calendar,) = calendars
    assert [(one.tag, one.get("type")) for one in calendar] == [
        ("account-id", "integer"),
        ("color", None),
        ("created-at", "datetime"),
        ("ical-subscription-url", None),
        ("id", "integer"),
        ("name", None),
        ("token", None),
        ("updated-at", "datetime"),
    ]
    assert calendar.findtext("name") == "Personal"


def test_an_event_has_every_field_and_nothing_typed_is_empty(backpack: Backpack) -> None:
    answer = _post(backpack, "9/27 Dinner &amp; more", "<remind>1</remind>")
    location = answer.headers["Location"]

    event = backpack.rest("GET", location.removeprefix(backpack.url)).xml

    assert (answer.status, answer.body) == (201, b"")
    assert location.startswith(backpack.url + "/calendar_events/")
    assert [(one.tag, one.attrib, one.text) for one in event] == [
        ("all-day", {"type": "boolean"}, "true"),
        ("calendar-id", {"type": "integer"}, str(_calendar(backpack))),
        ("created-at", {"type": "datetime"}, "2025-06-16T12:00:00Z"),
        ("id", {"type": "integer"}, location.rpartition("/")[2].removesuffix(".xml")),
        ("message", {}, "Dinner & more"),
        ("occurs-at", {"type": "datetime"}, "2025-09-27T00:00:00Z"),
        ("occurs-until", {"nil": "true"}, None),
        ("remind", {"type": "boolean"}, "true"),
        ("reminded-at", {"nil": "true"}, None),
        ("title", {}, "Dinner & more"),
        ("updated-at", {"type": "datetime"}, "2025-06-16T12:00:00Z"),
    ]


@pytest.mark.parametrize(
    ("title", "occurs_at", "left"),
    [
        ("10/31 Eat candy!", "2025-10-31T00:00:00Z", "Eat candy!"),
        ("4/14 spend Saturday night nerding out", "2026-04-14T00:00:00Z", "spend Saturday night nerding out"),
        ("January 7 Catherine's birthday", "2026-01-07T00:00:00Z", "Catherine's birthday"),
        ("jan 7th, 2027 far away", "2027-01-07T00:00:00Z", "far away"),
        ("6/16 today", "2025-06-16T00:00:00Z", "today"),
        ("9/1/07 long ago", "2007-09-01T00:00:00Z", "long ago"),
        ("2/29 leap", "2028-02-29T00:00:00Z", "leap"),
        ("6:30pm Dinner", "2025-06-16T16:30:00Z", "Dinner"),
        ("6 PM Dinner", "2025-06-16T16:00:00Z", "Dinner"),
        ("18:30 Dinner", "2025-06-16T16:30:00Z", "Dinner"),
        ("12am x", "2025-06-15T22:00:00Z", "x"),
        ("9/27 at 6:30pm Dinner", "2025-09-27T16:30:00Z", "Dinner"),
        ("4/15/26 9:30am Taxes", "2026-04-15T07:30:00Z", "Taxes"),
        ("9:30am 4/15 Taxes", "2026-04-15T07:30:00Z", "Taxes"),
        ("12/24 6pm 8 guests", "2025-12-24T17:00:00Z", "8 guests"),
        ("9/27 at home", "2025-09-27T00:00:00Z", "at home"),
        ("9/27   two  blanks ", "2025-09-27T00:00:00Z", "two  blanks "),
    ],
)
def test_a_leading_date_or_time_is_read_and_removed(
    backpack: Backpack, title: str, occurs_at: str, left: str
) -> None:
    event = _event(backpack, _post(backpack, title))

    assert (event["occurs-at"], event["title"]) == (occurs_at, left)
    assert event["all-day"] == str(occurs_at.endswith("T00:00:00Z")).lower()


@pytest.mark.parametrize(
    "title",
    ["Dinner", "tomorrow Dinner", "13/40 x", "2/30 x", "2/29/25 x", "9/27", "6:30pm", "25:00 x", "13pm x",
     "9/27th x", "Mayor 5 x", "1/1/9999 x", "13:75 x", ""],
)  # fmt: skip
def test_a_title_without_a_date_or_text_fails_the_post(backpack: Backpack, title: str) -> None:
    assert _post(backpack, title).status == 422
    assert backpack.state()["calendars"][0]["events"] == []


def test_an_update_reads_the_title_anew_and_keeps_what_is_empty(backpack: Backpack) -> None:
    path = _post(backpack, "9/27 Dinner", "<remind>1</remind>").headers["Location"].removeprefix(backpack.url)

    def put(inside: str) -> int:
        return backpack.rest("PUT", path, f"<request><event>{inside}</event></request>").status

    assert put("<title>9/28 Lunch</title><remind></remind>") == 200
    assert put("<remind>0</remind>") == 200
    assert put("<title>whenever</title>") == 422

    (event,) = backpack.state()["calendars"][0]["events"]
    assert (event["title"], event["occurs_at"], event["remind"]) == ("Lunch", "2025-09-28T00:00:00Z", False)


def test_a_destroyed_event_is_answered_200_and_gone(backpack: Backpack) -> None:
    path = _post(backpack, "9/27 Dinner").headers["Location"].removeprefix(backpack.url)

    assert (backpack.rest("DELETE", path).status, backpack.rest("DELETE", path).status) == (200, 404)


def test_events_are_listed_in_order_of_time_in_a_root_without_type(backpack: Backpack) -> None:
    for title in ("9/27 b", "9/26 a", "9/28 c"):
        _post(backpack, title, root="")

    events = backpack.rest("GET", f"/calendars/{_calendar(backpack)}/calendar_events.xml").xml

    assert (events.tag, events.attrib) == ("calendar-events", {})
    assert [one.findtext("title") for one in events] == ["a", "b", "c"]


def test_a_reminder_goes_out_half_an_hour_before(backpack: Backpack) -> None:
    answer = _post(backpack, "6:30pm Dinner", "<remind>1</remind>")
    before = _event(backpack, answer)["reminded-at"]

    backpack.clock.advance(4 * 3600)

    assert (before, _event(backpack, answer)["reminded-at"]) == (None, "2025-06-16T16:00:00Z")


def test_another_accounts_calendar_is_unknown(backpack: Backpack, elsewhere: Backpack) -> None:
    theirs = _post(elsewhere, "9/27 Dinner").headers["Location"].removeprefix(backpack.url)
    body = f"<event><calendar-id>{_calendar(elsewhere)}</calendar-id><title>9/27 x</title></event>"

    assert backpack.rest("GET", theirs).status == 404
    assert backpack.rest("PUT", theirs, "<event><title>9/27 x</title></event>").status == 404
    assert backpack.rest("DELETE", theirs).status == 404
    assert backpack.rest("GET", f"/calendars/{_calendar(elsewhere)}/calendar_events.xml").status == 404
    assert backpack.rest("POST", "/calendar_events.xml", body).status == 404


def test_the_11th_calendar_request_is_503_while_others_are_answered(backpack: Backpack) -> None:
    paths = ["/calendars.xml", f"/calendars/{_calendar(backpack)}/calendar_events.xml"] * 5
    statuses = {backpack.rest("GET", path).status for path in paths}

    refused = backpack.rest("GET", "/calendar_events/1.xml")

    assert statuses == {200}
    assert (refused.status, refused.headers["Retry-After"]) == (503, "5")
    assert backpack.rest("GET", "/me.xml").status == 200
    counters = backpack.admin("GET", "/counters").json
    assert counters["accounts"][backpack.account] == {"requests": 12, "refused": 1}
    backpack.clock.advance(5)
    assert backpack.rest("GET", "/calendars.xml").status == 200
