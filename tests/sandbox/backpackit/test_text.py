"""Any text a person can type comes back byte for byte, or is refused with a reason; no body gives a 500."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sandbox.backpackit.encode import HEADERS, KINDS, encoded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.sandbox.backpackit.conftest import Backpack

# Every character but half surrogate pairs, which no encoding can send; the odd ones more often.
TEXT = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from(
            "\r\n\t\x00\x07\x1f\x7f\x85\xa0\u2028\ufeff\ufffe\uffff<>&\"']]> :#-|{}[]*!%@`,?é🚀\u0301"
        ),
    ),
    max_size=40,
)

# The account lives on for the whole run, so it gets room in its windows.
ENOUGH = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def log() -> Iterator[list[str]]:
    """What the server wrote to its log in the meantime."""
    lines: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(record.getMessage())  # type: ignore[method-assign]  # a test's own handler
    logger = logging.getLogger("uvicorn")
    logger.addHandler(handler)
    yield lines
    logger.removeHandler(handler)


def _xml_text(text: str) -> str:
    """With a reference for whatever a parser would change."""
    for letter, reference in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "&#13;")):
        text = text.replace(letter, reference)
    return text


def _can_be_carried(text: str) -> bool:
    """XML 1.0, production 2."""
    return all(
        letter in "\t\n\r"
        or " " <= letter <= "\ud7ff"
        or "\ue000" <= letter <= "\ufffd"
        or letter >= "\U00010000"
        for letter in text
    )


@pytest.mark.parametrize("kind", KINDS)
@given(title=TEXT, body=TEXT)
@ENOUGH
def test_what_is_typed_comes_back_or_is_refused(backpack: Backpack, kind: str, title: str, body: str) -> None:
    backpack.clock.advance(5)
    page = backpack.page()
    token = backpack.user.token
    if kind == "xml":
        data = (
            f"<request><token>{token}</token><note><title>{_xml_text(title)}</title>"
            f"<body>{_xml_text(body)}</body></note></request>"
        ).encode()
    else:
        data = encoded(kind, {"token": token, "note": {"title": title, "body": body}})

    created = backpack.send("POST", f"/ws/page/{page}/notes/create", data, HEADERS[kind])

    if not _can_be_carried(title + body):
        assert created.status == 400, created.body
        assert created.xml.findtext("error")
        return
    assert created.status == 200, created.body
    (note,) = backpack.ws(f"page/{page}/notes/list").xml.findall("notes/note")
    assert (note.get("title"), note.text or "") == (title, body)
    (shown,) = backpack.ws(f"page/{page}").xml.findall("page/notes/note")
    assert (shown.get("title"), shown.text or "") == (title, body)


@pytest.mark.parametrize("kind", KINDS)
@given(content=TEXT)
@ENOUGH
def test_an_item_too_unless_it_is_blank(backpack: Backpack, kind: str, content: str) -> None:
    backpack.clock.advance(5)
    page = backpack.page()
    list_id = backpack.list(page)
    fields = {"token": backpack.user.token, "item": {"content": content}}
    data = encoded(kind, fields).replace(b"\r", b"&#13;") if kind == "xml" else encoded(kind, fields)

    status = backpack.send("POST", f"/ws/page/{page}/lists/{list_id}/items/add", data, HEADERS[kind]).status

    expected = 400 if not _can_be_carried(content) else 200 if content.strip() else 422
    assert status == expected
    items = backpack.ws(f"page/{page}/lists/{list_id}/items/list").xml.findall("items/item")
    assert [one.text for one in items] == ([content] if status == 200 else [])


@given(
    body=st.one_of(
        st.binary(max_size=60),
        TEXT.map(str.encode),
        TEXT.map(lambda text: f"<request><item>{text}</item></request>".encode()),
        TEXT.map(lambda text: f"---\ntoken: x\nitem: {text}\n".encode()),
        st.dictionaries(TEXT, TEXT, max_size=3).map(lambda fields: urlencode(fields).encode()),
    ),
    kind=st.sampled_from(
        ["", "application/xml", "application/x-yaml", "application/x-www-form-urlencoded", "a/b"]
    ),
    legacy=st.sampled_from(["", "xml", "yaml", "json"]),
    path=st.sampled_from(["/ws/pages/new", "/ws/reminders/create", "/reminders.xml", "/calendar_events.xml"]),
)
@ENOUGH
def test_no_body_brings_the_server_down(  # noqa: PLR0917 -- one name for each thing that is drawn
    backpack: Backpack, log: list[str], body: bytes, kind: str, legacy: str, path: str
) -> None:
    backpack.clock.advance(5)
    headers = {"X-BP-Token": backpack.user.token, "Content-Type": kind, "X-POST_DATA_FORMAT": legacy}

    answer = backpack.send("POST", path, body, headers)

    assert answer.status in {200, 201, 400, 404, 415, 422}, answer.body
    assert log == []
    if path.startswith("/ws/") and answer.status != 200:
        assert answer.xml.get("success") == "false"
