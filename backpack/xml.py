"""Parse XML: bytes to a tree of `Node`s, safely, and tolerant where servers were seen to vary.

Tolerated: a byte order mark, blanks before the declaration, either quote, dashes for underscores in names,
text after the root, and the documented error document, whose end tag does not match. Refused: DTDs and
entities of any kind, documents too deep or with too many elements, and a second root: servers sent such, and
to take the first would be to lose the others without a word.
"""

import re
from typing import Any, Final

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError

from backpack.errors import UnexpectedReply
from backpack.node import Node

# The documented documents are at most 8 deep (export: user/pages/page/lists/list/items/item).
MAX_DEPTH: Final = 32
# An item takes about 90 bytes on the wire, so 10 MB of real data stay under 120,000 elements. Twice that
# still bounds the memory that a reply made of `<a/>` can take (about 0.5 kB a node).
MAX_NODES: Final = 250_000


# The beginning of a tag, also in UTF-16.
_TAG: Final = re.compile(rb"<\x00?[A-Za-z_:]")


def parse(document: bytes) -> Node:
    """Parse a document to its root node.

    :raises UnexpectedReply: it is not XML, has a DTD or entities, is too deep or of too many elements, or has
        several roots.
    """
    document = document.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")
    builder, problem = _build(document, in_pieces=False)
    if problem and builder.says_no:
        # The text before a wrong end tag is what the server says went wrong; only pieces arrive in time.
        builder, problem = _build(document, in_pieces=True)
    if builder.root is not None and (builder.says_no or (builder.complete and not problem)):
        return builder.root
    raise problem or UnexpectedReply("it has no root element")


def _build(document: bytes, in_pieces: bool) -> tuple["_TreeBuilder", UnexpectedReply | None]:
    """What was built, and what was wrong with the document, if that matters.

    :param in_pieces: whether to take text as the parser finds it, which costs time and memory.
    """
    builder = _TreeBuilder()
    malformed = UnexpectedReply("it is not well-formed XML")
    try:
        parser: Any = DefusedXMLParser(target=builder, forbid_dtd=True)
        parser.parser.buffer_text = not in_pieces
        parser.feed(document)
        parser.close()
    except DefusedXmlException:  # also after the root: what declares entities is not to be trusted at all
        builder.root = None
        return builder, UnexpectedReply("it has a DTD or entities")
    except _TooLargeError:
        builder.root = None
        return builder, UnexpectedReply("it is too deep or has too many elements", retryable=False)
    except ParseError:
        if not builder.complete:
            return builder, malformed
        if _TAG.search(document, parser.parser.ErrorByteIndex):
            return builder, UnexpectedReply("it has more than one root element")
    except (ValueError, LookupError):  # the declared encoding is unknown, or not one that the parser can use
        return builder, malformed
    return builder, None


class _TooLargeError(Exception):
    pass


class _TreeBuilder:
    """Collects nodes from the parser, within the limits, and keeps what came before an error."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self.open: list[Node] = []
        self.count = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if len(self.open) >= MAX_DEPTH or self.count > MAX_NODES:
            raise _TooLargeError
        node = Node(_snake(tag), {_snake(name): value for name, value in attributes.items()})
        if self.open:
            self.open[-1].children.append(node)
        elif self.root is None:
            self.root = node
        self.open.append(node)

    def end(self, _tag: str) -> None:
        self.open.pop()

    def data(self, text: str) -> None:
        if self.open:
            self.open[-1].texts.append(text)

    def close(self) -> None:
        pass

    @property
    def complete(self) -> bool:
        """Whether the root has ended."""
        return self.root is not None and not self.open

    @property
    def says_no(self) -> bool:
        """Whether the root says that the call failed, which is enough to know."""
        return self.root is not None and self.root.attributes.get("success") == "false"


def _snake(name: str) -> str:
    return name.rpartition("}")[2].replace("-", "_")
