"""What is known of a kind of call that may not be repeated: what to note before it, and how to see that it
was done. Pure: a kind says which call shows the place, and reads its answer; it makes no call itself.
"""

# ruff: noqa: ARG002 - not every kind needs every argument
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, Protocol, TypeAlias, TypeVar

from backpack import Call

#: Of a call, as JSON can hold it.
Details: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True)
class Found:
    """What the call may have done."""

    thing_id: int | None
    """To be claimed; None where nothing was made that could belong to anybody."""
    result: object
    """What the call would have returned."""


class Kind(ABC):
    """One kind of call."""

    name: ClassVar[str]
    """Of the things it makes: ids are unique within it."""
    newest_is_base: ClassVar[bool] = False
    """Whether the id of the newest thing in the place is all that has to be known beforehand."""

    noted: ClassVar[Sequence[str]]
    """Which of a call's arguments say what it makes, and where."""

    def details(self, arguments: Mapping[str, Any]) -> Details:
        """What to note of a call. `my_id`, the user whose call it is, is added to it."""
        return {name: arguments[name] for name in self.noted}

    @abstractmethod
    def place(self, details: Details) -> str:
        """Where the call does it: two calls can only be mistaken for each other in one place."""

    def content(self, details: Details) -> str:
        """What tells the things in a place apart; see `plain`."""
        return ""

    @abstractmethod
    def listing(self, details: Details) -> Call[Any]:
        """The call that shows the place."""

    def listing_before(self, details: Details) -> Call[Any]:
        """The call that shows enough of it to note what is there."""
        return self.listing(details)

    @abstractmethod
    def base(self, details: Details, listed: Any) -> str:
        """What to note of the place before the call."""

    @abstractmethod
    def found(self, details: Details, base: str, listed: Any) -> Sequence[Found]:
        """What the place shows of the call, the likeliest first."""

    def out_of_sight_at(self, details: Details, noted_at_seconds: float) -> float | None:
        """When (Unix time) the thing can't be seen any more, though it was made; None: never."""
        return None


class Thing(Protocol):
    """What a creation makes."""

    @property
    def id(self) -> int: ...


T = TypeVar("T", bound=Thing)


class Creation(Kind, Generic[T]):
    """A call that makes a thing with an id higher than all before it."""

    newest_is_base = True

    @abstractmethod
    def fits(self, details: Details, thing: T) -> bool:
        """Whether the thing is such as the call makes; its id is not asked."""

    def things(self, listed: Any) -> Sequence[T]:
        """Those of this kind in the place."""
        return tuple(listed)

    def result(self, thing: T) -> object:
        """What the call would have returned."""
        return thing

    def base(self, details: Details, listed: Any) -> str:
        return str(max((thing.id for thing in self.things(listed)), default=0))

    def found(self, details: Details, base: str, listed: Any) -> Sequence[Found]:
        new = [thing for thing in self.things(listed) if thing.id > int(base) and self.fits(details, thing)]
        return [Found(thing.id, self.result(thing)) for thing in sorted(new, key=_id)]


def _id(thing: Thing) -> int:
    return thing.id


def plain(text: str) -> str:
    """A text as it is compared: blanks, line ends and the ways to write an accent may change on the way."""
    return " ".join(unicodedata.normalize("NFC", text).split())
