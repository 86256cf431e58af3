"""The parts of an account's state that the live pane does not show and tests look at."""

from typing import Any

from .clock import rest_time
from .database import Database

Json = dict[str, Any]


def records(database: Database, sql: str, parameter: int) -> list[Json]:
    """Rows as JSON objects, with their times made readable."""
    return [
        {name: rest_time(row[name]) if name.endswith("_at") else row[name] for name in row.keys()}  # noqa: SIM118 -- a sqlite3.Row iterates over its values
        for row in database.rows(sql, parameter)
    ]


def rest_of_page(database: Database, page_id: int) -> Json:
    """What stands on a page beside lists and notes, whom it is shared with, and the order of everything."""
    page = database.one("SELECT public FROM pages WHERE id = ?", page_id)
    shares = database.rows("SELECT email_address FROM shares WHERE page_id = ? ORDER BY rowid", page_id)
    return {
        "public": bool(page["public"]),
        "shared_with": [row["email_address"] for row in shares],
        "tags": records(
            database,
            "SELECT id, name FROM tags JOIN taggings ON tag_id = id WHERE page_id = ? ORDER BY id",
            page_id,
        ),
        "belongings": records(
            database,
            "SELECT id, widget_type, widget_id FROM belongings WHERE page_id = ? ORDER BY position",
            page_id,
        ),
        "separators": records(
            database, "SELECT id, name FROM separators WHERE page_id = ? ORDER BY id", page_id
        ),
        "emails": records(
            database,
            "SELECT id, subject, body, created_at FROM emails WHERE page_id = ? ORDER BY id",
            page_id,
        ),
        "linked_pages": records(
            database,
            "SELECT id, title FROM links JOIN pages ON id = linked_page_id WHERE page_id = ? ORDER BY id",
            page_id,
        ),
    }


def calendars(database: Database, account_id: int) -> list[Json]:
    """Calendars with their events."""
    found = records(
        database, "SELECT id, name, color FROM calendars WHERE account_id = ? ORDER BY id", account_id
    )
    for calendar in found:
        events = records(
            database,
            "SELECT id, title, occurs_at, all_day, remind FROM calendar_events WHERE calendar_id = ?"
            " ORDER BY occurs_at, id",
            calendar["id"],
        )
        flags = ("all_day", "remind")
        calendar["events"] = [event | {name: bool(event[name]) for name in flags} for event in events]
    return found


def outbox(database: Database, account_id: int) -> list[Json]:
    """The mails that the account's users had sent, oldest first."""
    return records(
        database,
        "SELECT id, to_address, subject, body, sent_at FROM outbox WHERE account_id = ? ORDER BY id",
        account_id,
    )
