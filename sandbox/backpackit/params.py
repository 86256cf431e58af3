"""What a body says, asked for by name.

Whatever the kind of body, it is kept as an element tree. Rails' parameter rules (wire 2 and 10) live here
and nowhere else: an attribute equals a child element, a dash an underscore, the `<request>` root may be left
out, and an empty value is an absent one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from .errors import Malformed, Unacceptable

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (2.2) cannot carry, not even as a reference: it could be stored, but never answered."""


@dataclass(frozen=True)
class Params:
    """One level of a body: the root, or an element such as `<item>`."""

    node: Element | None = None

    def section(self, name: str) -> "Params":
        """The parameters inside the named element: `params.section("item").text("content")`."""
        if self.node is not None and _normal(self.node.tag) == _normal(name):
            return self  # the bare resource as root, without <request>
        return Params(next(self._children(name), None))

    def sections(self, name: str) -> "list[Params]":
        """The parameters inside each element of a repeated name."""
        return [Params(child) for child in self._children(name)]

    def text(self, name: str) -> str | None:
        """The named value exactly as sent, or None where it is absent or empty.

        :raises Malformed: it holds elements, as unescaped markup in somebody's text does (wire 4).
        """
        for child in self._children(name):
            if len(child):
                raise Malformed(f"<{name}> holds markup; escape it")
            return checked(name, child.text or "") or None
        for attribute, value in self.node.attrib.items() if self.node is not None else ():
            if _normal(attribute) == _normal(name):
                return checked(name, value) or None
        return None

    def required(self, name: str) -> str:
        """The named value.

        :raises Unacceptable: it is absent or blank.
        """
        value = self.text(name)
        if value is None or not value.strip():
            raise Unacceptable(f"{name} is missing")
        return value

    def flag(self, name: str) -> bool | None:
        """A boolean: true, false, 1 or 0 (API: Pages, Share uses digits, Items words).

        :raises Unacceptable: it is something else.
        """
        value = (self.text(name) or "").strip().lower()
        if not value:
            return None
        if value not in {"true", "1", "false", "0"}:
            raise Unacceptable(f"{name} is neither true nor false")
        return value in {"true", "1"}

    def texts(self, name: str) -> list[str]:
        """Every value given under a repeated name, such as `<item-id>`, in order; empty ones left out."""
        values = (checked(name, child.text or "") for child in self._children(name))
        return [value for value in values if value.strip()]

    def ids(self, name: str) -> list[int]:
        """Every id given under a repeated name.

        :raises Unacceptable: one is not a number.
        """
        return [as_id(name, text) for text in self.texts(name)]

    def words(self, name: str) -> list[str]:
        """The values between blanks and newlines, however many and wherever they are (wire 4)."""
        return (self.text(name) or "").split()

    def _children(self, name: str) -> Iterator[Element]:
        wanted = _normal(name)
        return (
            child for child in (self.node if self.node is not None else ()) if _normal(child.tag) == wanted
        )


def as_id(name: str, text: str) -> int:
    """The number in a text.

    :raises Unacceptable: there is none, or no id has so many digits.
    """
    digits = text.strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 18):  # 18 digits fit SQLite's 64 bits
        raise Unacceptable(f"{name} is not an id")
    return int(digits)


def checked(name: str, text: str) -> str:
    """The text itself.

    :raises Malformed: no XML document could give it back, so it must not be stored.
    """
    if found := _NO_XML.search(text):
        raise Malformed(f"{name} holds U+{ord(found[0]):04X}, which XML cannot carry")
    return text


def _normal(name: str) -> str:
    return name.replace("-", "_")
