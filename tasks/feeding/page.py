"""A page: what happened to its title, lists, items and notes from one look to the next, as one post.

What else may be on a page (separators, pictures, files, e-mails, tags) and the order of things are not told.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import TypeAdapter

from backpack import Page, show_page
from tasks.due import LinkedPerson
from tasks.feeding.draft import Advanced, Draft
from tasks.feeding.names import FeedName
from tasks.feeding.posts import CHANGE_MOST, CHANGES_MOST, Change, PagePost, Thing, What, kept


@dataclass(frozen=True)
class SeenItem:
    content: str
    completed: bool


@dataclass(frozen=True)
class SeenList:
    name: str
    items: dict[int, SeenItem]
    """By id, in their order on the page."""


@dataclass(frozen=True)
class SeenNote:
    title: str
    body: str
    """A digest: whether it changed is all that is told."""


@dataclass(frozen=True)
class PageSnapshot:
    title: str
    lists: dict[int, SeenList]
    notes: dict[int, SeenNote]


_SNAPSHOT = TypeAdapter(PageSnapshot)


def look(person: LinkedPerson, name: FeedName, _draft: Draft) -> Page:
    return person.backpack(show_page(name.thing_id))


def advance(draft: Draft, _name: FeedName, page: Page) -> Advanced:
    after = snapshot_of(page)
    if draft.before.snapshot is not None:
        changes = list(changes_between(_SNAPSHOT.validate_json(draft.before.snapshot), after))
        if changes:
            left_out = max(0, len(changes) - CHANGES_MOST)
            draft.tell(PagePost(kept(after.title, CHANGE_MOST), tuple(changes[:CHANGES_MOST]), left_out))
    return Advanced(_SNAPSHOT.dump_json(after).decode(), after.title)


def snapshot_of(page: Page) -> PageSnapshot:
    return PageSnapshot(
        title=page.title,
        lists={
            one.id: SeenList(
                one.name, {item.id: SeenItem(item.content, item.completed) for item in one.items}
            )
            for one in page.lists
        },
        notes={note.id: SeenNote(note.title, _digest(note.body)) for note in page.notes},
    )


def changes_between(before: PageSnapshot, after: PageSnapshot) -> Iterator[Change]:
    """Always in the same order: the title, the lists as they stand, those that went, the notes."""
    if before.title != after.title:
        yield _change("edited", "title", after.title, before=before.title)
    for list_id, seen in after.lists.items():
        yield from _of_list(before.lists.get(list_id), seen)
    for list_id in sorted(before.lists.keys() - after.lists.keys()):
        yield _change("removed", "list", before.lists[list_id].name)
    for note_id, note in after.notes.items():
        old = before.notes.get(note_id)
        if old is None:
            yield _change("added", "note", note.title)
        elif old != note:
            yield _change("edited", "note", note.title, before=old.title)
    for note_id in sorted(before.notes.keys() - after.notes.keys()):
        yield _change("removed", "note", before.notes[note_id].title)


def _of_list(before: SeenList | None, after: SeenList) -> Iterator[Change]:
    if before is None:
        yield _change("added", "list", after.name)
        before = SeenList(after.name, {})
    elif before.name != after.name:
        yield _change("edited", "list", after.name, before=before.name)
    for item_id, item in after.items.items():
        old = before.items.get(item_id)
        if old is None:
            yield _change("added", "item", item.content, where=after.name)
        elif old.content != item.content:
            yield _change("edited", "item", item.content, before=old.content, where=after.name)
        if item.completed and not (old and old.completed):
            yield _change("done", "item", item.content, where=after.name)
        elif old and old.completed and not item.completed:
            yield _change("undone", "item", item.content, where=after.name)
    for item_id in sorted(before.items.keys() - after.items.keys()):
        yield _change("removed", "item", before.items[item_id].content, where=after.name)


def _change(what: What, thing: Thing, text: str, *, before: str | None = None, where: str = "") -> Change:
    short = None if before is None else kept(before, CHANGE_MOST)
    return Change(what, thing, kept(text, CHANGE_MOST), short, kept(where, CHANGE_MOST))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]  # 64 bits: no two bodies of a note are alike
