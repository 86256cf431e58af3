"""Statuses: each change of one is told, the first somebody sets and a cleared one too."""

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import TypeAdapter

from backpack import Status, list_statuses
from tasks.due import LinkedPerson
from tasks.feeding.draft import Advanced, Draft
from tasks.feeding.names import FeedName
from tasks.feeding.posts import CHANGE_MOST, StatusPost, kept

Said = dict[int, tuple[str, str]]
"""By Backpack user: their name, and what their status says; those without any are left out."""

DASH = "–"
"""Backpack documents no way to clear a status, and may refuse an empty one: this is the least it takes."""


def says_nothing(message: str) -> bool:
    """Whether somebody with this status has none."""
    return not message.strip(f"{DASH} \t\r\n")


@dataclass(frozen=True)
class StatusSnapshot:
    said: Said


_SNAPSHOT = TypeAdapter(StatusSnapshot)


def look(person: LinkedPerson, _name: FeedName, _draft: Draft) -> Sequence[Status]:
    return person.backpack(list_statuses())


def advance(draft: Draft, name: FeedName, listed: Sequence[Status]) -> Advanced:
    said = {
        status.user_id: (status.user_name or "Somebody", status.message)
        for status in listed
        if not says_nothing(status.message)
    }
    if draft.before.snapshot is not None:
        _tell(draft, _SNAPSHOT.validate_json(draft.before.snapshot).said, said, listed)
    snapshot = StatusSnapshot(dict(sorted(said.items())))
    return Advanced(_SNAPSHOT.dump_json(snapshot).decode(), name.account)


def _tell(draft: Draft, before: Said, said: Said, listed: Sequence[Status]) -> None:
    changed_at = {status.user_id: status.updated_at.timestamp() for status in listed}
    # Somebody who is not listed at all any more comes last: nobody knows since when.
    last = max(changed_at.values(), default=0.0)
    in_order = sorted({*before, *said}, key=lambda user_id: (changed_at.get(user_id, last), user_id))
    for user_id in in_order:
        old, new = before.get(user_id), said.get(user_id)
        at_seconds = changed_at.get(user_id, last)
        if new and (old is None or old[1] != new[1]):
            draft.tell(StatusPost(new[0], kept(new[1], CHANGE_MOST), at_seconds))
        elif old and not new:
            draft.tell(StatusPost(old[0], None, at_seconds))
