"""What everybody is doing (API: Status)."""

from backpack.element import element
from backpack.models import Status
from backpack.operation import Body, operation
from backpack.reply import many, nothing, one

# ruff: noqa: ARG001 - ids are used by the path template above each function


@operation("GET", "/statuses.xml", returns=many("statuses/status", Status.from_xml), safe_to_retry=True)
def list_statuses() -> Body:
    """The statuses of all users who have posted one (API: Status, List)."""
    return None


@operation("GET", "/users/{user_id}/status.xml", returns=one("status", Status.from_xml), safe_to_retry=True)
def show_status(user_id: int) -> Body:
    """A user's status, or `NotFound` if none was ever set; `user_name` is None (API: Status, Show)."""
    return None


@operation("PUT", "/users/{user_id}/status.xml", returns=nothing, safe_to_retry=True)
def update_status(user_id: int, message: str) -> Body:
    """Set your own status; `Forbidden` for anybody else's (API: Status, Update).

    :raises UnsendableText: the message holds a character that XML cannot carry.
    """
    return element("status", element("message", message))
