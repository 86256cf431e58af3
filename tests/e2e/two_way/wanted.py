"""What has to stand in Backpack after changes from both sides, and what does.

Everything made has a name of its own and says which version of it this is: `entry 5 version 2`. So whatever
is lost or made twice shows in the texts alone.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from redis import RedisError

from store.schedule import DUE_PREFIX
from tests.e2e.driver import Driver
from tests.e2e.xml_api import ListAddress

_NAMED = re.compile(r"((entry|item|note) \d+) version (\d+)")


@dataclass(frozen=True)
class Thing:
    """An entry, an item or a note (by its title)."""

    text: str
    done: bool = False
    person: str = field(default="", compare=False)
    """Whose entry it is, by their name in Backpack."""
    backpack_id: int = field(default=0, compare=False)

    @property
    def name(self) -> str:
        return self._named[1]

    @property
    def kind(self) -> str:
        return self._named[2]

    @property
    def next_text(self) -> str:
        return f"{self.name} version {int(self._named[3]) + 1}"

    @property
    def _named(self) -> re.Match[str]:
        found = _NAMED.fullmatch(self.text)
        assert found, f"none of ours: {self.text}"
        return found


class Wanted:
    """What comes of the changes made so far, once all that Slack accepted is done."""

    def __init__(self, driver: Driver, place: ListAddress) -> None:
        self._driver, self._place = driver, place
        self.page_changes = 0
        """So many of the changes were of the page."""
        self._count = 0
        self._things: dict[str, Thing | None] = {}
        self._statuses: dict[str, str] = {}

    def new(self, kind: str) -> str:
        """The text of a thing that nobody has made so far."""
        self._count += 1
        return f"{kind} {self._count} version 1"

    def new_status(self) -> str:
        self._count += 1
        return f"status {self._count}"

    def stands(self, thing: Thing) -> None:
        self._note(thing, thing)

    def is_gone(self, thing: Thing) -> None:
        self._note(thing, None)

    def _note(self, thing: Thing, becomes: Thing | None) -> None:
        self._things[thing.name] = becomes
        self.page_changes += thing.kind != "entry"

    def status_is(self, person: str, message: str) -> None:
        self._statuses[person] = message

    def settled(self, kind: str) -> list[Thing]:
        """Those that stand as they should: nothing accepted is still to happen to them.

        A command without an outcome may have made one of them, by a worker that was killed before it could
        say so: what is edited or deleted then can't be found again by whoever comes after.
        """
        if not self._is_idle():
            return []
        standing = list(self._standing())
        return [thing for thing in standing if thing.kind == kind and self._things.get(thing.name) == thing]

    def is_page(self, page: Mapping[str, bool]) -> bool:
        """Whether these are all items and notes, as they should be."""
        things = [thing for thing in self._things.values() if thing and thing.kind != "entry"]
        return page == {thing.text: thing.done for thing in things}

    def has_settled_status(self, person: str) -> bool:
        """Where not, a command on its way would overtake whatever comes now."""
        return self._is_idle() and self._statuses.get(person) in (None, self._status_of(person))

    def has(self, text: str) -> bool:
        """Whether it is in Backpack."""
        state = self._driver.backpack.state()
        statuses = [status["message"] for status in state["statuses"]]
        return text in statuses or any(thing.text == text for thing in _things(state, self._place))

    def missing(self) -> list[str]:
        """What is not as it should be, in words; empty: all that was made is there, once."""
        standing = list(self._standing())
        counts = Counter(thing.name for thing in standing)
        there = {thing.name: thing for thing in standing}
        return [
            *(f"{name} is there {count} times" for name, count in counts.items() if count > 1),
            *(f"{name} is nobody's" for name in there.keys() - self._things.keys()),
            *(
                f"{name} should be {thing} and is {there.get(name)}"
                for name, thing in self._things.items()
                if there.get(name) != thing
            ),
            *(
                f"the status of {person} should be {message} and is {self._status_of(person)}"
                for person, message in self._statuses.items()
                if message != self._status_of(person)
            ),
        ]

    def _is_idle(self) -> bool:
        try:
            found = self._driver.open_operations()
            return all("outcome" in each for one, each in found.items() if not one.startswith(DUE_PREFIX))
        except RedisError:  # killed just now
            return False

    def _standing(self) -> Iterator[Thing]:
        return _things(self._driver.backpack.state(), self._place)

    def _status_of(self, person: str) -> str | None:
        statuses = self._driver.backpack.state()["statuses"]
        return next((each["message"] for each in statuses if each["user_name"] == person), None)


def page_of(state: dict[str, Any], place: ListAddress) -> dict[str, bool]:
    """What its items and notes say, and whether they are done."""
    return {thing.text: thing.done for thing in _things(state, place) if thing.kind != "entry"}


def journal_of(state: dict[str, Any]) -> list[str]:
    """Of our entries, the oldest first."""
    entries = sorted(state["journal"], key=lambda entry: int(entry["id"]))
    return [entry["body"] for entry in entries if _NAMED.fullmatch(entry["body"])]


def _things(state: dict[str, Any], place: ListAddress) -> Iterator[Thing]:
    for entry in state["journal"]:
        if _NAMED.fullmatch(entry["body"]):
            yield Thing(entry["body"], person=entry["user_name"], backpack_id=entry["id"])
    page = next(page for page in state["pages"] if page["id"] == place.page_id)
    for note in page["notes"]:
        yield Thing(note["title"], backpack_id=note["id"])
    for item in next(each for each in page["lists"] if each["id"] == place.list_id)["items"]:
        yield Thing(item["content"], item["completed"], backpack_id=item["id"])
