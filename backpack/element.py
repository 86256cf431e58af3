"""Build XML: immutable elements, and their one way to bytes."""

import re
from dataclasses import dataclass
from typing import Final

from backpack.errors import UnsendableText

# XML 1.0 section 2.2 (Char): everything outside these ranges can be written neither plain nor as a reference.
_UNSENDABLE: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# A plain CR reaches the reader as a line feed (XML 1.0 section 2.11), so it travels as a reference. The rest
# keeps text from being markup; `>` matters only in `]]>`, but always escaping it is simpler.
_TEXT: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
# In an attribute line feeds and tabs would turn into blanks (XML 1.0 section 3.3.3).
_ATTRIBUTE: Final = _TEXT | str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


def check_sendable(text: str) -> None:
    """Make certain that a text can be sent, before anything is done about it.

    :raises UnsendableText: it holds a character that XML cannot carry.
    """
    if found := _UNSENDABLE.search(text):
        raise UnsendableText.at(text, found.start())


@dataclass(frozen=True, slots=True)
class Element:
    """An XML element, to be sent. Compares by value; make it with `element`.

    :raises UnsendableText: a text or attribute holds a character that XML cannot carry.
    """

    name: str
    children: tuple["Element | str", ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        for child in self.children:
            if isinstance(child, str):
                check_sendable(child)
        for _, value in self.attributes:
            check_sendable(value)

    def __str__(self) -> str:
        attributes = "".join(f' {name}="{value.translate(_ATTRIBUTE)}"' for name, value in self.attributes)
        if not self.children:
            return f"<{self.name}{attributes}/>"
        inside = "".join(
            child.translate(_TEXT) if isinstance(child, str) else str(child) for child in self.children
        )
        return f"<{self.name}{attributes}>{inside}</{self.name}>"

    def to_bytes(self) -> bytes:
        """The document with this element as its root, in UTF-8."""
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{self}'.encode()


def element(name: str, *children: Element | str, **attributes: str) -> Element:
    """Make an element: `element("item", element("content", "Milk"), completed="true")`.

    :raises UnsendableText: a text or attribute holds a character that XML cannot carry.
    """
    return Element(name, children, tuple(attributes.items()))
