"""From a server's answer to a value: judge status and envelope, then decode. Pure: bytes in, model out."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from backpack.errors import BackpackError, Refusal, UnexpectedReply
from backpack.node import Node
from backpack.xml import parse

if TYPE_CHECKING:
    from backpack.operation import Call

T = TypeVar("T")

# `/reminders/12`, `/journal-entries/12`, `/journal_entries/12.xml`, with or without scheme, host and query.
_ID_IN_LOCATION: Final = re.compile(r"/([0-9]{1,18})(?:\.xml)?/?(?:[?#].*)?$", re.ASCII)
# Enough to recognise a page by, and little enough of what people wrote for a log.
_QUOTE_CHARACTERS: Final = 200
# 30 secrets of the longest kind (2,000 characters, see auth), each of which leaves a word of 7.
_SCRUB_BYTES: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class RawReply:
    """What came over the wire.

    :ivar retry_after_seconds: what the Retry-After header asks for, in seconds; None without one.
    :ivar body: decompressed.
    """

    status: int
    body: bytes = b""
    reason: str = ""
    location: str | None = None
    retry_after_seconds: float | None = None

    @property
    def redirects(self) -> bool:
        return 300 <= self.status < 400


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply that says the call succeeded.

    :ivar payload: the node that holds the document: <response> under /ws, elsewhere a node made for it, so
        that a decoder's path is the same on both. None if the body is blank.
    :ivar location: the Location header.
    """

    payload: Node | None
    location: str | None = None


def read_reply(call: "Call[T]", raw: RawReply, scrub: Callable[[str], str] = str) -> T:
    """Decode a server's answer to a call.

    :param scrub: takes secrets out of what an error quotes.
    :raises Refusal: the status or the envelope says that the call failed.
    :raises UnexpectedReply: the status says success, but the document is not what was promised.
    """
    if not 200 <= raw.status < 300:
        raise _refusal(call, raw.status, raw, _parsed(raw.body), scrub)
    problem: BackpackError
    try:
        root = parse(raw.body) if raw.body.strip() else None
        if root is not None and root.attributes.get("success") == "false":
            problem = _refusal(call, _code(root), raw, root, scrub)
        else:
            # 204 promises a blank body: destroying a separator under /ws is documented to answer so.
            payload = _payload(call, root) if root or raw.status != 204 else None
            return call.decoder(Reply(payload, raw.location))
    except UnexpectedReply as error:
        problem = UnexpectedReply(
            f"{call.name}: {error}; HTTP {raw.status}, and the reply begins {_quote(raw.body, scrub)}",
            retryable=error.retryable,
        )
    raise problem


def nothing(_reply: Reply) -> None:
    """Read an operation that returns no document."""


def one(name: str, read: Callable[[Node], T]) -> Callable[[Reply], T]:
    """Read the one element of this name: `one("page", Page.from_xml)`."""

    def decode(reply: Reply) -> T:
        if reply.payload is None:
            raise UnexpectedReply("the reply is blank")
        return read(reply.payload.require(name))

    return decode


def many(path: str, read: Callable[[Node], T]) -> Callable[[Reply], tuple[T, ...]]:
    """Read the elements in a container: `many("pages/page", PageSummary.from_xml)`."""
    container, _, name = path.partition("/")

    def decode(reply: Reply) -> tuple[T, ...]:
        if reply.payload is None:
            raise UnexpectedReply("the reply is blank")
        # An empty list may be an empty <response>, and Rails of that age wrote [] as <nil-classes>.
        if reply.payload.children and not reply.payload.find("nil_classes"):
            reply.payload.require(container)
        return tuple(read(node) for node in reply.payload.find_all(f"{container}/{name}"))

    return decode


def new_id(name: str) -> Callable[[Reply], int]:
    """Read the id of what was created from the Location header, or else from the element of this name."""

    def decode(reply: Reply) -> int:
        if reply.location and (found := _ID_IN_LOCATION.search(reply.location)):
            return int(found[1])
        if reply.payload is None:
            raise UnexpectedReply("there is neither a Location nor a document to take the new id from")
        return reply.payload.require(name).integer("id")

    return decode


def _payload(call: "Call[object]", root: Node | None) -> Node | None:
    if not call.enveloped:
        if root is not None and root.name.lower() == "html":
            raise UnexpectedReply("the reply is a web page")
        return root and Node("document", children=[root])
    if root is None:
        raise UnexpectedReply("the reply is blank")
    if root.name != "response" or root.attributes.get("success") != "true":
        raise UnexpectedReply('the reply is not a <response success="true">')
    return root


def _parsed(body: bytes) -> Node | None:
    """The document that goes with an error status; there may be none, or none that can be read."""
    try:
        return parse(body)
    except UnexpectedReply:
        return None


def _code(root: Node) -> int:
    error = root.find("error")
    text = (error.value("code") if error else None) or ""
    # Without a usable code it is what the documentation calls an internal error.
    return int(text) if re.fullmatch("[45][0-9][0-9]", text) else 500


def _refusal(
    call: "Call[object]", status: int, raw: RawReply, root: Node | None, scrub: Callable[[str], str]
) -> Refusal:
    error = root.find("error") if root else None
    said = scrub((error.text.strip() if error else "") or raw.reason)[:_QUOTE_CHARACTERS]
    message = f"{call.name}: Backpack answered {status} ({said})"
    return Refusal.for_status(status, message, raw.retry_after_seconds)


def _quote(body: bytes, scrub: Callable[[str], str]) -> str:
    # Scrubbed before it is cut, so that no half of a secret is left; from little enough to be quick.
    begins = scrub(body[:_SCRUB_BYTES].decode("utf-8", "replace"))[:_QUOTE_CHARACTERS]
    return f"'{ascii(begins)[1:-1][:_QUOTE_CHARACTERS]}'"  # \u escapes must not make it longer
