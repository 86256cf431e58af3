"""Users (API: Users)."""

from backpack.export import UserExport
from backpack.operation import Body, TokenPlace, operation
from backpack.people import User, UserSummary
from backpack.reply import many, one

# ruff: noqa: ARG001 - ids are used by the path template above each function


@operation("GET", "/me.xml", returns=one("user", User.from_xml), safe_to_retry=True, token=TokenPlace.PATH)
def show_current_user() -> Body:
    """The user whose token it is (API: Users, Current user)."""
    return None


@operation(
    "GET",
    "/users.xml",
    returns=many("users/user", UserSummary.from_xml),
    safe_to_retry=True,
    token=TokenPlace.PATH,
)
def list_users() -> Body:
    """The users on the account (API: Users, List)."""
    return None


@operation(
    "GET",
    "/users/{user_id}/export.xml",
    returns=one("user", UserExport.from_xml),
    safe_to_retry=True,
    token=TokenPlace.PATH,
)
def export_user(user_id: int) -> Body:
    """All pages and reminders that a user can see; may be large and slow (API: Users, Export)."""
    return None
