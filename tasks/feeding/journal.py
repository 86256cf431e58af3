"""The journal: new entries, edits and deletions, as far as one list tells of them.

Backpack lists the newest 100 entries of an account. An entry that was listed and is missing was deleted,
unless it is older than all that are listed: then it was only pushed out. One that was not listed before is
new, unless it is older than all that were: then a deletion has let it back in. What is changed or deleted
beyond the newest 100 is not seen.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pydantic import TypeAdapter

from backpack import JournalEntry, list_journal_entries
from tasks.due import LinkedPerson
from tasks.feeding.draft import Advanced, Draft
from tasks.feeding.names import FeedName
from tasks.feeding.posts import ENTRIES_MOST, ENTRY_MOST, JournalLine, JournalPost, kept

LISTED_MOST = 100
"""What Backpack lists at most."""
GROWS_SECONDS = 600
"""How long after its first entry a message takes more of the same person's."""

Position = tuple[float, int]
"""Where an entry stands in the list: by when it was written, then by id."""
_BEFORE_ALL: Position = (-math.inf, 0)


@dataclass(frozen=True)
class JournalSnapshot:
    listed: dict[int, float]
    """When each was written, in Unix time, by id."""


_SNAPSHOT = TypeAdapter(JournalSnapshot)


def look(person: LinkedPerson, _name: FeedName, _draft: Draft) -> Sequence[JournalEntry]:
    """The newest first."""
    return person.backpack(list_journal_entries(count=LISTED_MOST))


def advance(draft: Draft, name: FeedName, listed: Sequence[JournalEntry]) -> Advanced:
    after = JournalSnapshot({entry.id: _written(entry) for entry in listed})
    begins = _begins(after)
    first_changeable = _follow(draft, listed, begins)
    if draft.before.snapshot is not None:
        before = _SNAPSHOT.validate_json(draft.before.snapshot)
        began = _begins(before)
        fresh = [entry for entry in listed if entry.id not in before.listed and _position(entry) > began]
        for entry in sorted(fresh, key=_position):
            _tell(draft, entry)
    return Advanced(_SNAPSHOT.dump_json(after).decode(), name.account, first_changeable)


def _follow(draft: Draft, listed: Sequence[JournalEntry], begins: Position) -> int:
    """Make what was told say what is listed now."""
    by_id = {entry.id: entry for entry in listed}
    first_changeable = 0
    for number, post in draft.posts():
        if not isinstance(post, JournalPost):
            continue
        lines = tuple(_as_listed(line, by_id, begins) for line in post.lines)
        names = [by_id[line.entry_id].user_name for line in lines if line.entry_id in by_id]
        draft.change(number, replace(post, lines=lines, user_name=(names or [None])[-1] or post.user_name))
        if not first_changeable and any((line.created_at_seconds, line.entry_id) >= begins for line in lines):
            first_changeable = number
    return first_changeable


def _as_listed(line: JournalLine, by_id: dict[int, JournalEntry], begins: Position) -> JournalLine:
    entry = by_id.get(line.entry_id)
    if entry is not None:
        return replace(line, body=kept(entry.body, ENTRY_MOST), is_deleted=False)
    was_pushed_out = (line.created_at_seconds, line.entry_id) < begins
    return line if was_pushed_out else replace(line, is_deleted=True)


def _tell(draft: Draft, entry: JournalEntry) -> None:
    line = JournalLine(entry.id, _written(entry), kept(entry.body, ENTRY_MOST), draft.version)
    if draft.newest:
        number, post = draft.newest
        if isinstance(post, JournalPost) and _grows(post, entry):
            draft.change(number, replace(post, lines=(*post.lines, line)))
            return
    draft.tell(JournalPost(entry.user_id, entry.user_name or "Somebody", (line,)))


def _grows(post: JournalPost, entry: JournalEntry) -> bool:
    is_soon = _written(entry) - post.lines[0].created_at_seconds <= GROWS_SECONDS
    return post.user_id == entry.user_id and is_soon and len(post.lines) < ENTRIES_MOST


def _begins(snapshot: JournalSnapshot) -> Position:
    """From where on a list tells of everything."""
    if len(snapshot.listed) < LISTED_MOST:
        return _BEFORE_ALL
    return min((written, entry_id) for entry_id, written in snapshot.listed.items())


def _written(entry: JournalEntry) -> float:
    return entry.created_at.timestamp()


def _position(entry: JournalEntry) -> Position:
    return _written(entry), entry.id
