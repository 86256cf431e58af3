"""API: Calendar Events. The title holds the date, which is read and taken off it (wire 8)."""

import sqlite3

from sandbox.backpackit.call import EMPTY, Call, Reply, created
from sandbox.backpackit.clock import rest_time
from sandbox.backpackit.dated_title import DatedTitle, read_dated_title
from sandbox.backpackit.params import as_id
from sandbox.backpackit.xml import Element, container, typed

_OF_ACCOUNT = (
    "SELECT calendar_events.* FROM calendar_events JOIN calendars ON calendars.id = calendar_id"
    " WHERE account_id = ?1"
)

REMINDED_BEFORE_SECONDS = 30 * 60


def list_calendar_events(call: Call) -> Reply:
    """GET /calendars/C/calendar_events.xml, in order of time; no type="array" (wire 6.10)."""
    calendar_id = _calendar(call, call.ids["calendar_id"])
    rows = call.database.rows(
        "SELECT * FROM calendar_events WHERE calendar_id = ? ORDER BY occurs_at, id", calendar_id
    )
    return Reply(container("calendar-events", [_event_element(call, row) for row in rows]))


def show_calendar_event(call: Call) -> Reply:
    """GET /calendar_events/ID.xml."""
    return Reply(_event_element(call, _event_of(call)))


def create_calendar_event(call: Call) -> Reply:
    """POST /calendar_events.xml: 201, and the place of the event as a whole URL.

    :raises Unacceptable: the title does not begin with a date or time, or nothing follows it.
    """
    event = call.params.section("event")
    calendar_id = _calendar(call, as_id("calendar-id", event.required("calendar-id")))
    title = _read_title(call, event.required("title"))
    event_id = call.database.insert(
        "INSERT INTO calendar_events (calendar_id, title, occurs_at, all_day, remind, created_at, updated_at)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)",
        calendar_id,
        title.text,
        title.occurs_at,
        title.all_day,
        event.flag("remind") or False,
        call.now,
    )
    return created(f"{call.base_url}/calendar_events/{event_id}.xml")


def update_calendar_event(call: Call) -> Reply:
    """PUT /calendar_events/ID.xml: a title is read anew; what is absent or empty stays."""
    event_id = _event_of(call)["id"]
    event = call.params.section("event")
    if (given := event.text("title")) is not None:
        title = _read_title(call, given)
        call.database.run(
            "UPDATE calendar_events SET title = ?, occurs_at = ?, all_day = ? WHERE id = ?",
            title.text,
            title.occurs_at,
            title.all_day,
            event_id,
        )
    call.database.run(
        "UPDATE calendar_events SET remind = coalesce(?, remind), updated_at = ? WHERE id = ?",
        event.flag("remind"),
        call.now,
        event_id,
    )
    return EMPTY


def destroy_calendar_event(call: Call) -> Reply:
    """DELETE /calendar_events/ID.xml: 200, not 204."""
    call.database.run("DELETE FROM calendar_events WHERE id = ?", _event_of(call)["id"])
    return EMPTY


def _read_title(call: Call, title: str) -> DatedTitle:
    return read_dated_title(title, call.now, call.user.time_zone)


def _calendar(call: Call, calendar_id: int) -> int:
    call.database.one(
        "SELECT id FROM calendars WHERE id = ? AND account_id = ?", calendar_id, call.user.account.id
    )
    return calendar_id


def _event_of(call: Call) -> sqlite3.Row:
    return call.database.one(
        _OF_ACCOUNT + " AND calendar_events.id = ?2", call.user.account.id, call.ids["event_id"]
    )


def _event_element(call: Call, row: sqlite3.Row) -> Element:
    """All fields; without a value untyped, as 37signals' own wrapper needs it (wire 6.10).

    The Z of an all-day event's time is the day in the calendar, not an instant (wire 7).
    """
    reminded_at = row["occurs_at"] - REMINDED_BEFORE_SECONDS
    reminded = row["remind"] and not row["all_day"] and reminded_at <= call.now
    return container(
        "calendar-event",
        [
            typed("all-day", bool(row["all_day"])),
            typed("calendar-id", row["calendar_id"]),
            typed("created-at", rest_time(row["created_at"]), "datetime"),
            typed("id", row["id"]),
            typed("message", row["title"]),
            typed("occurs-at", rest_time(row["occurs_at"]), "datetime"),
            typed("occurs-until", None),
            typed("remind", bool(row["remind"])),
            typed("reminded-at", rest_time(reminded_at), "datetime")
            if reminded
            else typed("reminded-at", None),
            typed("title", row["title"]),
            typed("updated-at", rest_time(row["updated_at"]), "datetime"),
        ],
    )
