"""Finding the records a path names, never outside what the caller may see (404 otherwise)."""

from sandbox.backpackit.call import Call


def page_of(call: Call) -> int:
    """The id of the page in the path, once it is known to be one that the caller sees.

    :raises NotFound: it is not.
    """
    return visible_page(call, call.ids["page_id"])


def visible_page(call: Call, page_id: int) -> int:
    """The id itself: the page is in the account, or shared with the caller's address (API: Pages, Share).

    :raises NotFound: it is neither, or the caller took it away (API: Pages, Unshare a friend's page).
    """
    call.database.one("SELECT id FROM visible_pages WHERE id = ? AND viewer_id = ?", page_id, call.user.id)
    return page_id


def list_of(call: Call) -> int:
    """The id of the list in the path, once it is known to be on the page in the path.

    :raises NotFound: it is not.
    """
    list_id = call.ids["list_id"]
    call.database.one("SELECT id FROM lists WHERE id = ? AND page_id = ?", list_id, page_of(call))
    return list_id


def colleague_of(call: Call) -> int:
    """The id of the user in the path, once known to be in the account.

    :raises NotFound: they are not.
    """
    user_id = call.ids["user_id"]
    call.database.one("SELECT id FROM users WHERE id = ? AND account_id = ?", user_id, call.user.account.id)
    return user_id
