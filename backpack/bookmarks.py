"""Bookmarks: links to pages and tags in the sidebar (API: Bookmarks)."""

from backpack.operation import Body, TokenPlace, operation
from backpack.people import Bookmark
from backpack.reply import many

# ruff: noqa: ARG001 - ids are used by the path template above each function


@operation(
    "GET",
    "/users/{user_id}/bookmarks.xml",
    returns=many("bookmarks/bookmark", Bookmark.from_xml),
    safe_to_retry=True,
    token=TokenPlace.PATH,
)
def list_bookmarks(user_id: int) -> Body:
    """A user's bookmarks; anybody's but your own are `Forbidden` (API: Bookmarks, List)."""
    return None
