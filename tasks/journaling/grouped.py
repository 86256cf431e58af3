"""Journal entries by person, as results carry them."""

from collections.abc import Iterable
from dataclasses import dataclass

from backpack import JournalEntry
from tasks.names import fold

# Results lie in Redis for a week. One message shows less than this of an entry, and of a person's entries.
_BODY_MOST_CHARACTERS = 1_500
_ENTRIES_MOST = 60


@dataclass(frozen=True)
class ShownEntry:
    body: str
    """Its beginning, where it is very long."""
    written_at_seconds: float
    """Unix time."""


@dataclass(frozen=True)
class PersonsEntries:
    backpack_user_id: int
    name: str
    entries: tuple[ShownEntry, ...]
    """The oldest first."""
    left_out_count: int = 0
    """So many more there are."""


def by_person(entries: Iterable[JournalEntry]) -> tuple[PersonsEntries, ...]:
    """In the order of their names; nobody without entries."""
    theirs: dict[int, list[JournalEntry]] = {}
    for entry in entries:
        theirs.setdefault(entry.user_id, []).append(entry)
    people = [_persons(user_id, written) for user_id, written in theirs.items()]
    return tuple(sorted(people, key=lambda person: (fold(person.name), person.backpack_user_id)))


def _persons(user_id: int, entries: list[JournalEntry]) -> PersonsEntries:
    name = next((entry.user_name for entry in entries if entry.user_name), "Somebody")
    shown = tuple(
        ShownEntry(entry.body[:_BODY_MOST_CHARACTERS], entry.created_at.timestamp())
        for entry in entries[:_ENTRIES_MOST]
    )
    return PersonsEntries(user_id, name, shown, len(entries) - len(shown))
