"""API: Reminders, and those on /ws (wire 6.7): `remind_at` is an attribute there, and a child on REST.

`remind_at` is written and read in the zone of the user who asks (wire 7).

One sees the reminders one made and those one is to be reminded of; the others do not exist (404).
"""

import sqlite3
from collections.abc import Iterable

from sandbox.backpackit.call import EMPTY, Call, Reply, created
from sandbox.backpackit.database import Database
from sandbox.backpackit.errors import Unacceptable
from sandbox.backpackit.fuzzy import read_fuzzy
from sandbox.backpackit.xml import Element, container, element
from sandbox.backpackit.zones import from_local_time, local_time

_VISIBLE = (
    "SELECT reminders.*, users.name FROM reminders JOIN users ON users.id = creator_id WHERE"
    " (creator_id = ?1 OR reminders.id IN (SELECT reminder_id FROM remindees WHERE user_id = ?1))"
)


def list_reminders(call: Call) -> Reply:
    """GET /T/reminders.xml: upcoming ones, earliest first."""
    return Reply(container("reminders", [_reminder_element(call, row) for row in _reminders(call)]))


def list_reminders_by_post(call: Call) -> Reply:
    """POST /ws/reminders (legacy): the same ones."""
    return Reply(container("reminders", [_old_element(call, row) for row in _reminders(call)]))


def create_reminder(call: Call) -> Reply:
    """POST /T/reminders.xml, with `remind_at` or a fuzzy date; without remindees it is for oneself.

    The Location has neither token nor `.xml` (wire 9).

    :raises Unacceptable: nothing says when.
    """
    row = _create(call)
    return created(f"/reminders/{row['id']}", _reminder_element(call, row))


def create_reminder_by_post(call: Call) -> Reply:
    """POST /ws/reminders/create (legacy)."""
    return Reply(_old_element(call, _create(call)))


def update_reminder(call: Call) -> Reply:
    """PUT /T/reminders/ID.xml: what is absent or empty stays as it was (wire 6.7)."""
    _update(call)
    return EMPTY


def update_reminder_by_post(call: Call) -> Reply:
    """POST /ws/reminders/update/ID (legacy): the same, and the reminder as the answer."""
    return Reply(_old_element(call, _update(call)))


def destroy_reminder(call: Call) -> Reply:
    """DELETE /T/reminders/ID.xml: 204."""
    call.database.run("DELETE FROM reminders WHERE id = ?", _reminder_of(call)["id"])
    return Reply(status=204)


def destroy_reminder_by_post(call: Call) -> Reply:
    """POST /ws/reminders/destroy/ID (legacy)."""
    destroy_reminder(call)
    return EMPTY


def exported_reminders(call: Call, user_id: int, *, old_shape: bool) -> list[Element]:
    """All reminders a user sees, past ones too, with times in UTC as exports have them (wire 7)."""
    rows = call.database.rows(_VISIBLE + " ORDER BY remind_at, reminders.id", user_id)
    shape = _old_element if old_shape else _reminder_element
    return [shape(call, row, zone="UTC") for row in rows]


def insert_reminder(
    database: Database, creator_id: int, content: str, remind_at: int, remindee_ids: Iterable[int]
) -> int:
    """Write a new reminder."""
    reminder_id = database.insert(
        "INSERT INTO reminders (creator_id, content, remind_at) VALUES (?, ?, ?)",
        creator_id,
        content,
        remind_at,
    )
    _insert_remindees(database, reminder_id, remindee_ids)
    return reminder_id


def mark_sent(database: Database, now: int, before: int) -> None:
    """The clock is put back from `before`: what came due until then was sent, and does not come again."""
    database.run(
        "UPDATE reminders SET sent_for = remind_at WHERE remind_at > ? AND remind_at <= ?", now, before
    )


def _insert_remindees(database: Database, reminder_id: int, user_ids: Iterable[int]) -> None:
    for user_id in user_ids:
        database.run(
            "INSERT OR IGNORE INTO remindees (reminder_id, user_id) VALUES (?, ?)", reminder_id, user_id
        )


def _reminders(call: Call) -> list[sqlite3.Row]:
    return call.database.rows(
        _VISIBLE + " AND remind_at >= ?2 AND sent_for IS NOT remind_at ORDER BY remind_at, reminders.id",
        call.user.id,
        call.now,
    )


def _create(call: Call) -> sqlite3.Row:
    content, remind_at = _text_and_time(call)
    if content is None or remind_at is None:
        raise Unacceptable("neither remind_at nor +MINUTES says when")
    reminder_id = insert_reminder(
        call.database, call.user.id, content, remind_at, _remindees(call) or [call.user.id]
    )
    return call.database.one(_VISIBLE + " AND reminders.id = ?2", call.user.id, reminder_id)


def _update(call: Call) -> sqlite3.Row:
    reminder_id = _reminder_of(call)["id"]
    content, remind_at = _text_and_time(call)
    call.database.run(
        "UPDATE reminders SET content = coalesce(?, content), remind_at = coalesce(?, remind_at)"
        " WHERE id = ?",
        content,
        remind_at,
        reminder_id,
    )
    row = _reminder_of(call)
    if user_ids := _remindees(call):
        call.database.run("DELETE FROM remindees WHERE reminder_id = ?", reminder_id)
        _insert_remindees(call.database, reminder_id, user_ids)
    return row


def _text_and_time(call: Call) -> tuple[str | None, int | None]:
    """Content and time as the body gives them, each None where it gives none.

    :raises Unacceptable: the content is nothing but blanks.
    """
    reminder = call.params.section("reminder")
    content, remind_at = reminder.text("content"), reminder.text("remind_at")
    if content is not None and not content.strip():
        raise Unacceptable("content is missing")
    if remind_at is not None and remind_at.strip():
        return content, from_local_time(remind_at, call.user.time_zone)
    # A blank remind_at is what selects the fuzzy date (wire 8).
    if content is not None and (fuzzy := read_fuzzy(content)):
        if not fuzzy.content:
            raise Unacceptable("content is missing")
        return fuzzy.content, call.now + fuzzy.seconds_from_now
    return content, None


def _remindees(call: Call) -> list[int]:
    """The users to be reminded.

    :raises NotFound: one of them is not in the account.
    """
    reminder = call.params.section("reminder")
    groups = reminder.sections("remindees")
    # A list in YAML or a form has no elements inside: `remindees: [123, 456]`.
    user_ids = [user_id for group in groups for user_id in group.ids("user_id")] or (
        reminder.ids("remindees") if groups else []
    )
    for user_id in user_ids:
        call.database.one(
            "SELECT id FROM users WHERE id = ? AND account_id = ?", user_id, call.user.account.id
        )
    return user_ids


def _reminder_of(call: Call) -> sqlite3.Row:
    return call.database.one(_VISIBLE + " AND reminders.id = ?2", call.user.id, call.ids["reminder_id"])


def _old_element(call: Call, row: sqlite3.Row, zone: str = "") -> Element:
    remind_at = local_time(row["remind_at"], zone or call.user.time_zone)
    return element("reminder", row["content"], id=row["id"], remind_at=remind_at)


def _reminder_element(call: Call, row: sqlite3.Row, zone: str = "") -> Element:
    remindees = call.database.rows(
        "SELECT users.id, users.name FROM remindees JOIN users ON users.id = user_id"
        " WHERE reminder_id = ? ORDER BY users.id",
        row["id"],
    )
    return container(
        "reminder",
        [
            element("remind_at", local_time(row["remind_at"], zone or call.user.time_zone)),
            element("content", row["content"]),
            element("creator", id=row["creator_id"], name=row["name"]),
            container("remindees", [element("user", id=one["id"], name=one["name"]) for one in remindees]),
        ],
        id=row["id"],
    )
