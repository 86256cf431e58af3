"""The client produces the requests that the documentation shows, and reads the replies."""

import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from backpack import (
    REGISTRY,
    Call,
    NotFound,
    ServerError,
    TokenAuth,
    UnexpectedReply,
    list_bookmarks,
    list_users,
    show_calendar_event,
    show_page,
)
from backpack.reply import RawReply, read_reply
from tests.backpack.exchanges import EXCHANGES
from tests.golden import documents

Golden = Callable[[str], bytes]
Tree = tuple[str, dict[str, str], str, list["Tree"]]


def tree(document: bytes) -> Tree | None:
    """What a document says, blanks between elements left out, and its parameters in one order."""
    return _tree(ElementTree.fromstring(document)) if document else None


def _tree(element: ElementTree.Element) -> Tree:
    # Addresses may be separated by any blanks, and the documentation breaks lines between them.
    text = " ".join((element.text or "").split()) if element.tag == "email_addresses" else element.text or ""
    children = [_tree(child) for child in element]
    return element.tag, element.attrib, "" if children else text, children


def test_every_operation_has_a_golden_pair_and_an_exchange() -> None:
    assert documents.operations() == sorted(REGISTRY) == sorted(EXCHANGES)


@pytest.mark.parametrize("name", EXCHANGES)
def test_the_client_produces_the_documented_request(name: str) -> None:
    documented = documents.request(name)
    call, _ = EXCHANGES[name]
    signed = TokenAuth(documents.TOKEN).sign(call)
    assert (call.method, signed.path) == (documented.method, documented.path)
    assert signed.headers.get("X-BP-Token") == documented.headers.get("x-bp-token")
    assert tree(signed.body or b"") == tree(documented.body)


@pytest.mark.parametrize("name", EXCHANGES)
def test_the_client_reads_the_documented_reply(name: str) -> None:
    documented = documents.reply(name)
    call, expected = EXCHANGES[name]
    raw = RawReply(documented.status, documented.body, documented.reason, documented.headers.get("location"))
    assert read_reply(call, raw) == expected


@pytest.mark.parametrize("status", [200, 404, 500])
@pytest.mark.parametrize(
    ("name", "kind"), [("error_404_as_documented", NotFound), ("error_500_as_documented", ServerError)]
)
def test_the_documented_errors_are_refusals_though_their_end_tags_are_wrong(
    name: str, kind: type[Exception], status: int, golden: Golden
) -> None:
    if status != 200:
        kind = {404: NotFound, 500: ServerError}[status]
    with pytest.raises(kind, match=r"Record not found|Internal error"):
        read_reply(show_page(1), RawReply(status, golden(name)))


@pytest.mark.parametrize(
    ("call", "name", "problem"),
    [
        (list_bookmarks(123), "bookmarks_as_documented", "not well-formed"),
        (list_users(), "users_as_once_documented", "not well-formed"),
        (show_calendar_event(21), "event_several_roots", "more than one root"),
    ],
)
def test_other_broken_samples_are_one_clear_error(
    call: Call[object], name: str, problem: str, golden: Golden
) -> None:
    with pytest.raises(UnexpectedReply, match=problem) as caught:
        read_reply(call, RawReply(200, golden(name)))
    assert caught.value.may_have_happened
    quoted = re.search(r"begins '(.*)'$", str(caught.value))
    assert quoted
    assert 100 < len(quoted[1]) <= 200


def test_the_documents_table_of_the_readme_names_every_broken_file() -> None:
    readme = (documents.BACKPACK.parent / "README.md").read_text()
    broken = {file.name for file in documents.BACKPACK.glob("*.xml") if _is_broken(file.read_bytes())}
    assert broken == set(re.findall(r"`(\w+\.xml)`", readme.partition("| file |")[2]))


def _is_broken(document: bytes) -> bool:
    try:
        ElementTree.fromstring(document)
    except ElementTree.ParseError:
        return True
    return False
