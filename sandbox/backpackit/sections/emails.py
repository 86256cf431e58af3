"""API: Emails. They came by mail to a page's address; here they are planted (`/_sandbox/emails`)."""

import sqlite3

from sandbox.backpackit.call import EMPTY, Call, Reply
from sandbox.backpackit.clock import ws_time
from sandbox.backpackit.database import Database
from sandbox.backpackit.xml import Element, container, element

from .belongings import take_away
from .records import page_of


def list_emails(call: Call) -> Reply:
    """POST /ws/page/P/emails/list."""
    return Reply(container("emails", email_elements(call.database, page_of(call))))


def show_email(call: Call) -> Reply:
    """POST /ws/page/P/emails/show/ID."""
    return Reply(_email_element(_email_of(call)))


def destroy_email(call: Call) -> Reply:
    """POST /ws/page/P/emails/destroy/ID."""
    email_id = _email_of(call)["id"]
    take_away(call.database, "Email", email_id)
    call.database.run("DELETE FROM emails WHERE id = ?", email_id)
    return EMPTY


def email_elements(database: Database, page_id: int) -> list[Element]:
    """The `<email>`s of a page, oldest first."""
    rows = database.rows("SELECT * FROM emails WHERE page_id = ? ORDER BY id", page_id)
    return [_email_element(row) for row in rows]


def _email_of(call: Call) -> sqlite3.Row:
    return call.database.one(
        "SELECT * FROM emails WHERE id = ? AND page_id = ?", call.ids["email_id"], page_of(call)
    )


def _email_element(row: sqlite3.Row) -> Element:
    """`subject` as servers sent it and `title` as the documentation has it (wire 6.5)."""
    return element(
        "email",
        row["body"],
        id=row["id"],
        subject=row["subject"],
        title=row["subject"],
        created_at=ws_time(row["created_at"]),
    )
