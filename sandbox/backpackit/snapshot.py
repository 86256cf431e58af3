"""An account's whole state as JSON, for the live pane of the sandbox page."""

from .database import Database
from .snapshot_details import Json, calendars, outbox, records, rest_of_page


def account_state(database: Database, account_name: str = "") -> Json:
    """The named account, or the oldest one. Times are UTC in ISO 8601; lists and notes stand in page order.

    :raises NotFound: there is no such account.
    """
    account = database.one(
        "SELECT id, name FROM accounts WHERE ?1 IN ('', name) ORDER BY id LIMIT 1", account_name
    )
    account_id = account["id"]
    return {
        "version": database.version,
        "account": dict(account),
        "users": [
            {**row, "admin": bool(row["admin"]), "has_called": bool(row["has_called"])}
            for row in records(
                database,
                "SELECT id, name, email_address, time_zone, admin, token, has_called FROM users"
                " WHERE account_id = ? ORDER BY id",
                account_id,
            )
        ],
        "pages": [
            {**page, **page_contents(database, page["id"])} | rest_of_page(database, page["id"])
            for page in records(
                database,
                "SELECT id, title, user_id, email_address FROM pages WHERE account_id = ? ORDER BY id",
                account_id,
            )
        ],
        "statuses": _of_users(
            database, "statuses", "message, statuses.updated_at", "statuses.id", account_id
        ),
        "journal": _of_users(
            database,
            "journal_entries",
            "body, journal_entries.created_at, journal_entries.updated_at",
            "journal_entries.created_at DESC, journal_entries.id DESC",
            account_id,
        ),
        "reminders": _reminders(database, account_id),
        "calendars": calendars(database, account_id),
        "outbox": outbox(database, account_id),
    }


def page_contents(database: Database, page_id: int) -> Json:
    """The lists with their items, and the notes, each in page order."""
    return {"lists": _lists(database, page_id), "notes": _notes(database, page_id)}


def _lists(database: Database, page_id: int) -> list[Json]:
    lists = records(
        database,
        "SELECT lists.id, name FROM lists JOIN belongings ON widget_type = 'List' AND widget_id = lists.id"
        " WHERE lists.page_id = ? ORDER BY position",
        page_id,
    )
    return [{**one, "items": _items(database, one["id"])} for one in lists]


def _items(database: Database, list_id: int) -> list[Json]:
    items = records(
        database,
        "SELECT id, content, completed, updated_at FROM items WHERE list_id = ? ORDER BY completed, position",
        list_id,
    )
    return [{**item, "completed": bool(item["completed"])} for item in items]


def _notes(database: Database, page_id: int) -> list[Json]:
    return records(
        database,
        "SELECT notes.id, title, body, created_at FROM notes"
        " JOIN belongings ON widget_type = 'Note' AND widget_id = notes.id"
        " WHERE notes.page_id = ? ORDER BY position",
        page_id,
    )


def _of_users(database: Database, table: str, columns: str, order: str, account_id: int) -> list[Json]:
    return records(
        database,
        f"SELECT {table}.id, user_id, users.name AS user_name, {columns} FROM {table}"
        f" JOIN users ON users.id = user_id WHERE account_id = ? ORDER BY {order}",
        account_id,
    )


def _reminders(database: Database, account_id: int) -> list[Json]:
    reminders = records(
        database,
        "SELECT reminders.id, content, remind_at, creator_id, sent_for IS remind_at AS sent"
        " FROM reminders JOIN users ON users.id = creator_id"
        " WHERE account_id = ? ORDER BY remind_at, reminders.id",
        account_id,
    )
    for reminder in reminders:
        rows = database.rows(
            "SELECT user_id FROM remindees WHERE reminder_id = ? ORDER BY user_id", reminder["id"]
        )
        reminder["sent"] = bool(reminder["sent"])
        reminder["remindee_ids"] = [row["user_id"] for row in rows]
    return reminders
