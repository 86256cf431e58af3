"""API: Journal. The lists show everybody's entries, newest first; all else is for one's own only."""

import sqlite3

from sandbox.backpackit.call import EMPTY, Call, Reply, created
from sandbox.backpackit.clock import rest_time
from sandbox.backpackit.database import Database
from sandbox.backpackit.errors import Forbidden
from sandbox.backpackit.xml import Element, container, typed

from .records import colleague_of

MOST_ENTRIES = 100
"""In one reply; a larger `count` gets this many (API: Journal, List)."""


def list_all_journal_entries(call: Call) -> Reply:
    """GET /journal_entries.xml?n&count: the whole account's."""
    return _list_entries(call)


def list_journal_entries(call: Call) -> Reply:
    """GET /users/U/journal_entries.xml?n&count: one user's."""
    return _list_entries(call, user_id=colleague_of(call))


def show_journal_entry(call: Call) -> Reply:
    """GET /journal_entries/ID.xml."""
    return Reply(_entry_element(call, _own_entry(call)))


def create_journal_entry(call: Call) -> Reply:
    """POST /users/U/journal_entries.xml; the Location has a dash where the path has `_` (wire 9).

    :raises Forbidden: the journal is another user's.
    """
    if colleague_of(call) != call.user.id:
        raise Forbidden
    body = call.params.section("journal-entry").required("body")
    entry_id = insert_journal_entry(call.database, call.user.id, body, call.now)
    return created(f"{call.base_url}/journal-entries/{entry_id}")


def update_journal_entry(call: Call) -> Reply:
    """PUT /journal_entries/ID.xml answers with the entry, unlike the other PUTs."""
    entry_id = _own_entry(call)["id"]
    call.database.run(
        "UPDATE journal_entries SET body = ?, updated_at = ? WHERE id = ?",
        call.params.section("journal-entry").required("body"),
        call.now,
        entry_id,
    )
    return Reply(_entry_element(call, _own_entry(call)))


def destroy_journal_entry(call: Call) -> Reply:
    """DELETE /journal_entries/ID.xml: 200, not 204."""
    call.database.run("DELETE FROM journal_entries WHERE id = ?", _own_entry(call)["id"])
    return EMPTY


def insert_journal_entry(database: Database, user_id: int, body: str, now: int) -> int:
    """Write a new entry."""
    return database.insert(
        "INSERT INTO journal_entries (user_id, body, created_at, updated_at) VALUES (?, ?, ?, ?)",
        user_id,
        body,
        now,
        now,
    )


def _list_entries(call: Call, *, user_id: int | None = None) -> Reply:
    count = min(call.number_in_query("count", MOST_ENTRIES), MOST_ENTRIES)
    rows = call.database.rows(
        "SELECT journal_entries.*, users.name FROM journal_entries JOIN users ON users.id = user_id"
        " WHERE account_id = ?1 AND user_id = coalesce(?2, user_id)"
        " ORDER BY journal_entries.created_at DESC, journal_entries.id DESC LIMIT ?3 OFFSET ?4",
        call.user.account.id,
        user_id,
        count,
        count * call.number_in_query("n", 0),
    )
    entries = [
        container(
            "journal-entry",
            [
                typed("body", row["body"]),
                typed("created-at", rest_time(row["created_at"]), "datetime"),
                typed("id", row["id"]),
                typed("updated-at", rest_time(row["updated_at"]), "datetime"),
                container("user", [typed("id", row["user_id"]), typed("name", row["name"])]),
            ],
        )
        for row in rows
    ]
    return Reply(container("journal-entries", entries, type="array"))


def _own_entry(call: Call) -> sqlite3.Row:
    """The entry in the path.

    :raises NotFound: nobody in the account wrote it.
    :raises Forbidden: somebody else did.
    """
    row = call.database.one(
        "SELECT journal_entries.* FROM journal_entries JOIN users ON users.id = user_id"
        " WHERE journal_entries.id = ? AND account_id = ?",
        call.ids["entry_id"],
        call.user.account.id,
    )
    if row["user_id"] != call.user.id:
        raise Forbidden
    return row


def _entry_element(call: Call, row: sqlite3.Row) -> Element:
    return container(
        "journal-entry",
        [
            typed("account-id", call.user.account.id),
            typed("body", row["body"]),
            typed("created-at", rest_time(row["created_at"]), "datetime"),
            typed("id", row["id"]),
            typed("updated-at", rest_time(row["updated_at"]), "datetime"),
            typed("user-id", row["user_id"]),
        ],
    )
