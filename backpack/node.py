"""An element of a reply, with typed values; tolerant where servers were seen to vary.

Tolerated: values as attributes or as children; typed, nil and empty values; missing containers.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from typing import Final

from backpack.errors import UnexpectedReply
from backpack.time_zones import to_moment

_INTEGER: Final = re.compile(r"[+-]?[0-9]{1,18}", re.ASCII)  # 18 digits are certain to fit a 64-bit id


@dataclass(slots=True, eq=False)
class Node:
    """An element of a reply. Names are in snake_case, whatever the server wrote."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node"] = field(default_factory=list)
    #: In the pieces that the parser delivers.
    texts: list[str] = field(default_factory=list, repr=False)

    @property
    def text(self) -> str:
        """The element's own text, verbatim."""
        return "".join(self.texts)

    def find(self, name: str) -> "Node | None":
        """The first child of this name."""
        return next((child for child in self.children if child.name == name), None)

    def find_all(self, path: str) -> list["Node"]:
        """All descendants along a path of names: `node.find_all("items/item")`."""
        nodes = [self]
        for name in path.split("/"):
            nodes = [child for node in nodes for child in node.children if child.name == name]
        return nodes

    def require(self, name: str) -> "Node":
        """The first child of this name.

        :raises UnexpectedReply: there is none.
        """
        if (child := self.find(name)) is None:
            raise UnexpectedReply(f"<{self.name}> has no <{name}>")
        return child

    def value(self, name: str) -> str | None:
        """An attribute's or child's text, verbatim; None if it is missing or nil."""
        if name in self.attributes:
            return self.attributes[name]
        child = self.find(name)
        return None if child is None or child.attributes.get("nil") == "true" else child.text

    def string(self, name: str) -> str:
        """A text that may be empty or nil, but has to be there.

        :raises UnexpectedReply: it is missing.
        """
        if name not in self.attributes and self.find(name) is None:
            raise UnexpectedReply(f"<{self.name}> has no {name}")
        return self.value(name) or ""

    def integer_or_none(self, name: str) -> int | None:
        """A whole number; None if it is missing, nil or empty.

        :raises UnexpectedReply: it is something else.
        """
        text = (self.value(name) or "").strip()
        if not text:
            return None
        if not _INTEGER.fullmatch(text):
            raise UnexpectedReply(f"{name} of <{self.name}> is not a whole number")
        return int(text)

    def integer(self, name: str) -> int:
        """A whole number that has to be there.

        :raises UnexpectedReply: it is missing or something else.
        """
        if (number := self.integer_or_none(name)) is None:
            raise UnexpectedReply(f"<{self.name}> has no {name}")
        return number

    def boolean(self, name: str) -> bool:
        """true or false (also 1 and 0); missing, nil and empty are false.

        :raises UnexpectedReply: it is something else.
        """
        text = (self.value(name) or "").strip().lower()
        if text not in {"true", "1", "false", "0", ""}:
            raise UnexpectedReply(f"{name} of <{self.name}> is neither true nor false")
        return text in {"true", "1"}

    def moment_or_none(self, name: str, zone: tzinfo = UTC) -> datetime | None:
        """An aware time in UTC; None if it is missing or empty.

        :param zone: what a time without a zone of its own is in; see `to_moment` for clocks that jump.
        :raises UnexpectedReply: it is something else.
        """
        time = self.time_or_none(name)
        try:
            if time is None or time.tzinfo:
                return time and time.astimezone(UTC)
            return to_moment(time, zone)
        except OverflowError:  # in UTC it would lie outside the years 1 to 9999
            pass
        raise UnexpectedReply(f"{name} of <{self.name}> is not a time")

    def moment(self, name: str, zone: tzinfo = UTC) -> datetime:
        """An aware time in UTC that has to be there.

        :param zone: what a time without a zone of its own is in.
        :raises UnexpectedReply: it is missing or something else.
        """
        if (time := self.moment_or_none(name, zone)) is None:
            raise UnexpectedReply(f"<{self.name}> has no {name}")
        return time

    def time(self, name: str) -> datetime:
        """A time as it is written, naive or aware, that has to be there.

        :raises UnexpectedReply: it is missing or something else.
        """
        if (time := self.time_or_none(name)) is None:
            raise UnexpectedReply(f"<{self.name}> has no {name}")
        return time

    def time_or_none(self, name: str) -> datetime | None:
        """A time as it is written, naive or aware; None if it is missing or empty.

        :raises UnexpectedReply: it is something else.
        """
        # The docs of 2012 once showed remind_at in literal quotes.
        text = (self.value(name) or "").strip().strip('"').removesuffix(" UTC")
        try:
            return datetime.fromisoformat(text) if text else None
        except ValueError:
            pass
        raise UnexpectedReply(f"{name} of <{self.name}> is not a time")
