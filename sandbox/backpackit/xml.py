"""Writing XML the way Backpack's servers did.

Captured replies (wire 5 and 6.8) have double-quoted attributes, no indentation, and text exactly as it was
typed: clients read leading blanks and trailing newlines as content. Nothing is pretty-printed, therefore.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'

# A parser turns a raw \r into \n (XML 1.0, 2.11), and \n and \t in attributes into blanks (3.3.3), so these
# go out as character references.
_IN_TEXT = {"\r": "&#13;"}
_IN_ATTRIBUTES = {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;", '"': "&quot;"}

Value = str | int | bool


@dataclass(frozen=True)
class Element:
    """An element: its name, attributes in order, and either text or children."""

    name: str
    attributes: Mapping[str, Value] = field(default_factory=dict)
    text: str = ""
    children: tuple["Element", ...] = ()

    def __str__(self) -> str:
        attributes = "".join(
            f' {name}="{escape(_plain(value), _IN_ATTRIBUTES)}"' for name, value in self.attributes.items()
        )
        inside = escape(self.text, _IN_TEXT) + "".join(map(str, self.children))
        return f"<{self.name}{attributes}>{inside}</{self.name}>"


def element(name: str, text: Value = "", /, **attributes: Value) -> Element:
    """An element with text, such as `<item id="3" completed="false">Milk</item>`."""
    return Element(name, attributes, _plain(text))


def container(name: str, children: Iterable[Element], /, **attributes: Value) -> Element:
    """An element with children, such as `<lists>` or a record on the REST paths."""
    return Element(name, attributes, children=tuple(children))


def typed(name: str, value: Value | None, kind: str = "") -> Element:
    """A field of a REST record: `<id type="integer">5</id>`; without a value `nil="true"` and no type.

    An untyped nil is what 37signals' own calendar wrapper can read (wire 6.10).
    """
    if value is None:
        return element(name, nil="true")
    kind = kind or ("boolean" if isinstance(value, bool) else "integer" if isinstance(value, int) else "")
    return element(name, value, type=kind) if kind else element(name, value)


def document(root: Element) -> bytes:
    """The bytes of a whole reply."""
    return (DECLARATION + str(root)).encode()


def _plain(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
