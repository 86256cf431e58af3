"""API: Users. Current user, list."""

from sandbox.backpackit.call import Call, Reply
from sandbox.backpackit.clock import rest_time
from sandbox.backpackit.xml import container, typed


def show_current_user(call: Call) -> Reply:
    """GET /T/me.xml. The start page is the first page one made; there may be none."""
    user = call.user
    start_page = call.database.one("SELECT min(id) AS id FROM pages WHERE user_id = ?", user.id)
    fields = [
        typed("account-id", user.account.id),
        typed("created-at", rest_time(user.created_at), "datetime"),
        typed("id", user.id),
        typed("identity-url", None),
        typed("mobile-phone-host", None),
        typed("mobile-phone-number", None),
        typed("remind-via-email", True),
        typed("remind-via-mobile", False),
        typed("reminder-address", user.email_address),
        typed("start-page-id", start_page["id"]),
        typed("time-zone-id", user.time_zone),
        typed("updated-at", rest_time(user.created_at), "datetime"),
        typed("use-24h-clock", False),
        typed("name", user.name),
        typed("email-address", user.email_address),
        typed("admin", user.admin),
    ]
    return Reply(container("user", fields))


def list_users(call: Call) -> Reply:
    """GET /T/users.xml: everybody of the account."""
    rows = call.database.rows(
        "SELECT id, name FROM users WHERE account_id = ? ORDER BY id", call.user.account.id
    )
    users = [container("user", [typed("id", row["id"]), typed("name", row["name"])]) for row in rows]
    return Reply(container("users", users, type="array"))
