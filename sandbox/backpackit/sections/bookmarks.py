"""API: Bookmarks: the pages and tags in a user's sidebar. They are planted (`/_sandbox/bookmarks`)."""

from sandbox.backpackit.call import Call, Reply
from sandbox.backpackit.errors import Forbidden
from sandbox.backpackit.xml import container, typed

from .records import colleague_of


def list_bookmarks(call: Call) -> Reply:
    """GET /T/users/U/bookmarks.xml.

    :raises Forbidden: they are another user's.
    """
    user_id = colleague_of(call)
    if user_id != call.user.id:
        raise Forbidden
    rows = call.database.rows("SELECT * FROM bookmarks WHERE user_id = ? ORDER BY position", user_id)
    bookmarks = [
        container(
            "bookmark",
            [
                typed("id", row["id"]),
                typed("user-id", row["user_id"]),
                typed("bookmarkable-type", row["bookmarkable_type"], "string"),
                typed("bookmarkable-id", row["bookmarkable_id"]),
                typed("position", row["position"]),
            ],
        )
        for row in rows
    ]
    return Reply(container("bookmarks", bookmarks, type="array"))
