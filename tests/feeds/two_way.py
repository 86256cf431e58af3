"""Changes at random, from both sides; and what channels have to say once everything has been told.

Nothing here knows how the bot does it: changes are made through Backpack's API or said in Slack, and what the
channels hold is read back from their messages alone.
"""

import random
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from backpack import (
    Page,
    create_item,
    create_journal_entry,
    delete_journal_entry,
    destroy_item,
    list_journal_entries,
    list_statuses,
    show_page,
    toggle_item,
    update_item,
    update_journal_entry,
    update_status,
)
from tests.tasks.world import Person

ENTRY = re.compile(r"(~?)entry (\d+) version (\d+)(~?)")
_STATUS = re.compile(r"💬 ([^:\n]+?)(?:: (status \d+)| cleared their status)$", re.MULTILINE)
_THE, _THING = r"(?:the note )?", r"((?:item|note) \d+(?: version \d+)?)"
_CHANGE = re.compile(
    rf"^(?:(🆕|☐) {_THE}{_THING}|(☑|🗑️) {_THE}~{_THING}~|✏️ {_THE}~{_THING}~ → {_THING})(?: on \w+)?$",
    re.MULTILINE,
)


class Speaking(Protocol):
    """Has a command said in Slack by the person with that number, and done."""

    def __call__(self, words: str, speaker: int) -> None: ...


@dataclass
class Changes:
    """Makes one change after the other."""

    rng: random.Random
    people: Sequence[Person]
    """Those who speak come first, in the order of their numbers."""
    speakers: int
    say: Speaking
    page_id: int
    _made: int = 0
    _entries: dict[int, tuple[Person, int, int]] = field(default_factory=dict)
    """Backpack's id of each standing entry: who wrote it, its number, its version."""

    def make(self) -> None:
        """One, half of the time in Backpack and half of it in Slack."""
        self._made += 1
        of_backpack = [
            self._write, self._edit, self._delete, self._set_status, self._add, self._toggle, self._rewrite,
            self._remove,
        ]  # fmt: skip
        of_slack = [self._say_entry, self._say_status, self._say_item, self._say_done]
        changes: Sequence[Callable[[], None]] = self.rng.choice((of_backpack, of_slack))
        self.rng.choice(changes)()

    def _anybody(self) -> Person:
        return self.rng.choice(self.people)

    def _write(self) -> None:
        person = self._anybody()
        body = f"entry {self._made} version 1"
        self._entries[person.backpack(create_journal_entry(person.user_id, body))] = person, self._made, 1

    def _edit(self) -> None:
        if self._entries:
            entry_id = self.rng.choice(list(self._entries))
            person, number, version = self._entries[entry_id]
            person.backpack(update_journal_entry(entry_id, f"entry {number} version {version + 1}"))
            self._entries[entry_id] = person, number, version + 1

    def _delete(self) -> None:
        if self._entries:
            entry_id = self.rng.choice(list(self._entries))
            person, _number, _version = self._entries.pop(entry_id)
            person.backpack(delete_journal_entry(entry_id))

    def _set_status(self) -> None:
        person = self._anybody()
        person.backpack(update_status(person.user_id, f"status {self._made}"))

    def _add(self) -> None:
        (groceries,) = self._page().lists
        self.people[0].backpack(create_item(self.page_id, groceries.id, f"item {self._made}"))

    def _toggle(self) -> None:
        self._with_item(lambda list_id, item_id: toggle_item(self.page_id, list_id, item_id))

    def _rewrite(self) -> None:
        content = f"item {self._made}"
        self._with_item(lambda list_id, item_id: update_item(self.page_id, list_id, item_id, content))

    def _remove(self) -> None:
        self._with_item(lambda list_id, item_id: destroy_item(self.page_id, list_id, item_id))

    def _with_item(self, change: Callable[[int, int], object]) -> None:
        (groceries,) = self._page().lists
        if groceries.items:
            item = self.rng.choice(groceries.items)
            self.people[0].backpack(change(groceries.id, item.id))  # type: ignore[arg-type]  # a Call of any kind

    def _say_entry(self) -> None:
        self.say(f"journal entry {self._made} version 1", self.rng.randrange(self.speakers))

    def _say_status(self) -> None:
        self.say(f"status status {self._made}", self.rng.randrange(self.speakers))

    def _say_item(self) -> None:
        self.say(f"add item {self._made} to Groceries", 0)

    def _say_done(self) -> None:
        (groceries,) = self._page().lists
        if standing := [item for item in groceries.items if not item.completed]:
            self.say(f"done {self.rng.choice(standing).content} in Groceries", 0)

    def _page(self) -> Page:
        return self.people[0].backpack(show_page(self.page_id))


def journal_of(person: Person) -> list[str]:
    """What stands in Backpack, the oldest first."""
    listed = sorted(person.backpack(list_journal_entries()), key=lambda entry: entry.id)
    return [entry.body for entry in listed]


def journal_told(texts: Iterable[str]) -> list[str]:
    """What stands in a channel's messages, in their order; what is struck does not. None is there twice."""
    found = [match for text in texts for match in ENTRY.finditer(text)]
    numbers = [match[2] for match in found]
    assert len(numbers) == len(set(numbers)), f"an entry is there twice: {numbers}"
    return [f"entry {match[2]} version {match[3]}" for match in found if not match[1]]


def statuses_of(person: Person) -> dict[str, str]:
    return {status.user_name or "": status.message for status in person.backpack(list_statuses())}


def statuses_told(texts: Iterable[str]) -> dict[str, str]:
    """The last of each person. No line says what the one before it of the same person said."""
    said: dict[str, str] = {}
    for text in texts:
        for name, message in _STATUS.findall(text):
            assert said.get(name) != message, f"{name}: {message} is there twice"
            said[name] = message
    return {name: message for name, message in said.items() if message}


def items_of(person: Person, page_id: int) -> dict[str, bool]:
    """What each says, and whether it is done."""
    (groceries,) = person.backpack(show_page(page_id)).lists
    return {item.content: item.completed for item in groceries.items}


def items_told(texts: Iterable[str], before: dict[str, bool]) -> dict[str, bool]:
    """What comes of the changes of items and notes that a channel read, one after the other: each fits what
    was there. A note is never done."""
    items = dict(before)
    for text in texts:
        for up, plain, down, struck, old, new in _CHANGE.findall(text):
            if up == "🆕":
                assert plain not in items, f"{plain} came twice"
                items[plain] = False
            elif old:
                items[new] = items.pop(old)
            elif down == "🗑️":
                del items[struck]
            else:
                content, done = (struck, True) if down else (plain, False)
                assert items[content] is not done, f"{content} is told twice"
                items[content] = done
    return items
