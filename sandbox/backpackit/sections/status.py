"""API: Status. Everybody in the account sees them; one writes only one's own."""

from sandbox.backpackit.call import EMPTY, Call, Reply
from sandbox.backpackit.clock import rest_time
from sandbox.backpackit.database import Database
from sandbox.backpackit.errors import Forbidden
from sandbox.backpackit.xml import container, typed

from .records import colleague_of


def list_statuses(call: Call) -> Reply:
    """GET /statuses.xml: users who never posted one are left out."""
    rows = call.database.rows(
        "SELECT statuses.*, users.name FROM statuses JOIN users ON users.id = user_id"
        " WHERE account_id = ? ORDER BY statuses.id",
        call.user.account.id,
    )
    statuses = [
        container(
            "status",
            [
                typed("id", row["id"]),
                typed("message", row["message"]),
                typed("updated-at", rest_time(row["updated_at"]), "datetime"),
                typed("user-id", row["user_id"]),
                container("user", [typed("id", row["user_id"]), typed("name", row["name"])]),
            ],
        )
        for row in rows
    ]
    return Reply(container("statuses", statuses, type="array"))


def show_status(call: Call) -> Reply:
    """GET /users/U/status.xml.

    :raises NotFound: they never set one.
    """
    row = call.database.one("SELECT * FROM statuses WHERE user_id = ?", colleague_of(call))
    fields = [
        typed("id", row["id"]),
        typed("message", row["message"]),
        typed("updated-at", rest_time(row["updated_at"]), "datetime"),
        typed("user-id", row["user_id"]),
    ]
    return Reply(container("status", fields))


def update_status(call: Call) -> Reply:
    """PUT /users/U/status.xml.

    :raises Forbidden: it is not one's own.
    """
    if colleague_of(call) != call.user.id:
        raise Forbidden
    put_status(call.database, call.user.id, call.params.section("status").required("message"), call.now)
    return EMPTY


def put_status(database: Database, user_id: int, message: str, now: int) -> None:
    """Write a status; a user has one, and it keeps its id."""
    database.run(
        "INSERT INTO statuses (user_id, message, updated_at) VALUES (?, ?, ?) ON CONFLICT (user_id)"
        " DO UPDATE SET message = excluded.message, updated_at = excluded.updated_at",
        user_id,
        message,
        now,
    )
