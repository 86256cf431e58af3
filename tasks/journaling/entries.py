"""The journal since some moment: as many of Backpack's pages as that takes, within bounds."""

from dataclasses import dataclass
from datetime import datetime

from backpack import Call, JournalEntry, list_journal_entries, list_user_journal_entries
from tasks.calls import Calls

_PAGE = 100  # the most that Backpack gives at a time
PAGES_MOST = 20
"""2,000 entries, for 20 requests of the 100 that an account has in 5 s: four weeks of a team that writes 70 a
day."""


@dataclass(frozen=True)
class Journal:
    """Entries that were found, the oldest first."""

    entries: tuple[JournalEntry, ...]
    is_complete: bool = True
    """False: there are older ones, further back than we look."""


def journal_since(backpack: Calls, since: datetime, backpack_user_id: int | None = None) -> Journal:
    """Everybody's entries from `since` on, or one user's. Raises as Backpack's client does."""
    found: dict[int, JournalEntry] = {}
    for page_number in range(PAGES_MOST):
        page = backpack(_listing(page_number, backpack_user_id))
        # While we read, somebody may write, and what was last on one page comes again on the next.
        found.update((entry.id, entry) for entry in page if entry.created_at >= since)
        if len(page) < _PAGE or page[-1].created_at < since:
            return Journal(_in_order(found))
    return Journal(_in_order(found), is_complete=False)


def _listing(page_number: int, backpack_user_id: int | None) -> Call[tuple[JournalEntry, ...]]:
    if backpack_user_id is None:
        return list_journal_entries(page_number, _PAGE)
    return list_user_journal_entries(backpack_user_id, page_number, _PAGE)


def _in_order(found: dict[int, JournalEntry]) -> tuple[JournalEntry, ...]:
    return tuple(sorted(found.values(), key=lambda entry: (entry.created_at, entry.id)))
