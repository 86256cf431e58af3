"""API: Calendars. An account begins with one, "Personal"; more are planted (`/_sandbox/calendars`)."""

import secrets

from sandbox.backpackit.call import Call, Reply
from sandbox.backpackit.clock import rest_time
from sandbox.backpackit.database import Database
from sandbox.backpackit.xml import container, element, typed

FIRST_COLOR = "000099"


def list_calendars(call: Call) -> Reply:
    """GET /calendars.xml; the root has no type="array" (wire 6.10)."""
    rows = call.database.rows(
        "SELECT * FROM calendars WHERE account_id = ? ORDER BY id", call.user.account.id
    )
    calendars = [
        container(
            "calendar",
            [
                typed("account-id", row["account_id"]),
                typed("color", row["color"]),
                typed("created-at", rest_time(row["created_at"]), "datetime"),
                element("ical-subscription-url"),
                typed("id", row["id"]),
                typed("name", row["name"]),
                typed("token", row["token"]),
                typed("updated-at", rest_time(row["updated_at"]), "datetime"),
            ],
        )
        for row in rows
    ]
    return Reply(container("calendars", calendars))


def insert_calendar(
    database: Database, account_id: int, name: str, now: int, color: str = FIRST_COLOR
) -> int:
    """Write a new calendar; its token is for a `webcal:` address, and made up."""
    return database.insert(
        "INSERT INTO calendars (account_id, name, color, token, created_at, updated_at)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?5)",
        account_id,
        name,
        color,
        secrets.token_hex(8),
        now,
    )
