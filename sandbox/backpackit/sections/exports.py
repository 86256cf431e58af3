"""Both exports: API: Users, Export; and POST /ws/account/export, legacy (wire 6.9)."""

from sandbox.backpackit.call import Call, Reply
from sandbox.backpackit.errors import Forbidden
from sandbox.backpackit.xml import Element, container

from .page_document import page_element
from .records import colleague_of
from .reminders import exported_reminders


def export_user(call: Call) -> Reply:
    """GET /T/users/ID/export.xml: what that user sees.

    :raises Forbidden: it is somebody else, and the caller no administrator.
    """
    user_id = colleague_of(call)
    if user_id != call.user.id and not call.user.admin:
        raise Forbidden
    name = call.database.one("SELECT name FROM users WHERE id = ?", user_id)["name"]
    reminders = exported_reminders(call, user_id, old_shape=False)
    return Reply(
        container(
            "user",
            [_pages(call, user_id, old_shape=False), container("reminders", reminders)],
            id=user_id,
            name=name,
            account=call.user.account.name,
        )
    )


def export_account(call: Call) -> Reply:
    """POST /ws/account/export: no envelope, and pages with the body and items of 2005 beside today's."""
    reminders = exported_reminders(call, call.user.id, old_shape=True)
    root = container(
        "backpack",
        [_pages(call, call.user.id, old_shape=True), container("reminders", reminders)],
        username=call.user.account.name,
    )
    return Reply(root, bare=True)


def _pages(call: Call, user_id: int, *, old_shape: bool) -> Element:
    rows = call.database.rows("SELECT id FROM visible_pages WHERE viewer_id = ? ORDER BY id", user_id)
    pages = [
        page_element(
            call.database,
            row["id"],
            with_description=call.user.account.description,
            with_items=old_shape,
        )
        for row in rows
    ]
    return container("pages", pages)
