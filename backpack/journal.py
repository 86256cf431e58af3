"""The journal (API: Journal). Anybody's entries can be listed; all else is for one's own, or `Forbidden`."""

from backpack.element import Element, element
from backpack.models import JournalEntry
from backpack.operation import Body, operation
from backpack.reply import many, new_id, nothing, one

# ruff: noqa: ARG001 - ids and page numbers are used by the path template above each function


@operation(
    "GET",
    "/journal_entries.xml?n={page_number}&count={count}",
    returns=many("journal_entries/journal_entry", JournalEntry.from_xml),
    safe_to_retry=True,
)
def list_journal_entries(page_number: int = 0, count: int = 100) -> Body:
    """A page of the account's entries (API: Journal, List).

    :param page_number: counted from 0, in pages of `count` entries.
    :param count: 1 to 100, which is the server's maximum.
    :raises ValueError: the count is outside that.
    """
    _check(count)
    return None


@operation(
    "GET",
    "/users/{user_id}/journal_entries.xml?n={page_number}&count={count}",
    returns=many("journal_entries/journal_entry", JournalEntry.from_xml),
    safe_to_retry=True,
)
def list_user_journal_entries(user_id: int, page_number: int = 0, count: int = 100) -> Body:
    """A page of one user's entries (API: Journal, List).

    :param page_number: counted from 0, in pages of `count` entries.
    :param count: 1 to 100, which is the server's maximum.
    :raises ValueError: the count is outside that.
    """
    _check(count)
    return None


@operation(
    "GET",
    "/journal_entries/{entry_id}.xml",
    returns=one("journal_entry", JournalEntry.from_xml),
    safe_to_retry=True,
)
def show_journal_entry(entry_id: int) -> Body:
    """One of your own entries; `user_name` is None (API: Journal, Show)."""
    return None


@operation(
    "POST", "/users/{user_id}/journal_entries.xml", returns=new_id("journal_entry"), safe_to_retry=False
)
def create_journal_entry(user_id: int, body: str) -> Body:
    """Write an entry; returns its id (API: Journal, Create).

    :raises UnsendableText: the body holds a character that XML cannot carry.
    """
    return _entry(body)


@operation("PUT", "/journal_entries/{entry_id}.xml", returns=nothing, safe_to_retry=True)
def update_journal_entry(entry_id: int, body: str) -> Body:
    """Change an entry (API: Journal, Update).

    :raises UnsendableText: the body holds a character that XML cannot carry.
    """
    return _entry(body)


@operation("DELETE", "/journal_entries/{entry_id}.xml", returns=nothing, safe_to_retry=True)
def delete_journal_entry(entry_id: int) -> Body:
    """Delete an entry; a second time answers `NotFound` (API: Journal, Delete)."""
    return None


def _check(count: int) -> None:
    if not 1 <= count <= 100:
        raise ValueError("count must be 1 to 100")


def _entry(body: str) -> Element:
    return element("journal-entry", element("body", body))
