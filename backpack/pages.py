"""Pages (API: Pages)."""

from collections.abc import Sequence

from backpack.element import Element, element
from backpack.operation import Body, operation
from backpack.page import Page, PageSummary
from backpack.reply import many, nothing, one

# ruff: noqa: ARG001 - ids are used by the path template above each function


@operation("POST", "/ws/pages/all", returns=many("pages/page", PageSummary.from_xml), safe_to_retry=True)
def list_pages() -> Body:
    """All pages that the user can see, friends' pages included (API: Pages, List all)."""
    return None


@operation("POST", "/ws/pages/search", returns=many("pages/page", PageSummary.from_xml), safe_to_retry=True)
def search_pages(term: str) -> Body:
    """The pages on which a term is found (API: Pages, Search).

    :raises UnsendableText: the term holds a character that XML cannot carry.
    """
    return element("term", term)


@operation("POST", "/ws/pages/new", returns=one("page", PageSummary.from_xml), safe_to_retry=False)
def create_page(title: str) -> Body:
    """Make a page (API: Pages, Create).

    :raises UnsendableText: the title holds a character that XML cannot carry.
    """
    return element("page", element("title", title))


@operation("POST", "/ws/page/{page_id}", returns=one("page", Page.from_xml), safe_to_retry=True)
def show_page(page_id: int) -> Body:
    """A page with everything on it (API: Pages, Show)."""
    return None


@operation("POST", "/ws/page/{page_id}/reorder", returns=nothing, safe_to_retry=True)
def reorder_page(page_id: int, belonging_ids: Sequence[int]) -> Body:
    """Put what stands on a page into this order, from the top (API: Pages, Reorder).

    :param belonging_ids: of the belongings, not of the widgets.
    """
    return element("belongings", " ".join(map(str, belonging_ids)))


@operation("POST", "/ws/page/{page_id}/destroy", returns=nothing, safe_to_retry=True)
def destroy_page(page_id: int) -> Body:
    """Remove a page and all that is on it; a second time answers `NotFound` (API: Pages, Destroy)."""
    return None


@operation("POST", "/ws/page/{page_id}/update_title", returns=nothing, safe_to_retry=True)
def update_page_title(page_id: int, title: str) -> Body:
    """Rename a page (API: Pages, Update title).

    :raises UnsendableText: the title holds a character that XML cannot carry.
    """
    return element("page", element("title", title))


@operation(
    "POST", "/ws/page/{page_id}/duplicate", returns=one("page", PageSummary.from_xml), safe_to_retry=False
)
def duplicate_page(page_id: int) -> Body:
    """Copy a page; the copy's title ends in " (copy)" (API: Pages, Duplicate)."""
    return None


@operation(
    "POST",
    "/ws/page/{page_id}/share",
    returns=nothing,
    safe_to_retry=False,  # friends would be written to twice
)
def share_page(page_id: int, email_addresses: Sequence[str] = (), public: bool | None = None) -> Body:
    """Share a page with friends, make it public or no longer so (API: Pages, Share).

    :param email_addresses: whom to invite.
    :param public: None leaves it as it is.
    :raises ValueError: there is nothing to do, or an address is blank or has blanks in it.
    :raises UnsendableText: an address holds a character that XML cannot carry.
    """
    if not email_addresses and public is None:
        raise ValueError("say whom to share the page with, or whether it is public")
    parts: list[Element] = []
    if email_addresses:
        # Blanks are what separates them on the wire.
        if isinstance(email_addresses, str) or any(each.split() != [each] for each in email_addresses):
            raise ValueError("email_addresses is a list of addresses without blanks")
        parts.append(element("email_addresses", " ".join(email_addresses)))
    if public is not None:
        parts.append(element("page", element("public", "1" if public else "0")))
    return tuple(parts)


@operation("POST", "/ws/page/{page_id}/unshare_friend_page", returns=nothing, safe_to_retry=True)
def unshare_friend_page(page_id: int) -> Body:
    """Remove a page that a friend shared with you from your pages (API: Pages, Unshare a friend's page)."""
    return None


@operation(
    "POST",
    "/ws/page/{page_id}/email",
    returns=nothing,
    safe_to_retry=False,  # twice is two e-mails
)
def email_page(page_id: int) -> Body:
    """Send yourself a page as text (API: Pages, Email a copy to yourself)."""
    return None
