"""Header names with `_` reach us through both of uvicorn's parsers, and odd requests hurt neither."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Literal

import pytest

from sandbox.backpackit.headers import Headers
from sandbox.backpackit.site import new_site
from sandbox.backpackit.thread import serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.sandbox.backpackit.conftest import Backpack


@pytest.fixture(scope="module", params=["httptools", "h11"])
def parser_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A server for each of the two parsers."""
    http: Literal["httptools", "h11"] = request.param
    with serving(new_site(), http) as url:
        yield url


@pytest.fixture
def client(parser_url: str, new_client: Callable[[str], Backpack]) -> Backpack:
    """A fresh account on that server."""
    return new_client(parser_url)


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


@pytest.mark.parametrize("name", ["X-POST_DATA_FORMAT", "X-Post_data_format", "X-POST-DATA-FORMAT"])
def test_the_legacy_format_header_is_seen_in_every_spelling(client: Backpack, name: str) -> None:
    body = f"<request><token>{client.user.token}</token></request>"

    # The body is no YAML, which shows that the header was seen over the XML Content-Type.
    answers = [
        client.raw(
            f"POST /ws/pages/all HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
            f"Content-Type: application/xml\r\n{name}: {kind}\r\n"
            f"Content-Length: {len(body)}\r\n\r\n{body}".encode()
        ).split(b"\r\n")[0]
        for kind in ("xml", "yaml")
    ]

    assert answers[0] == b"HTTP/1.1 200 OK"
    assert answers[1].startswith(b"HTTP/1.1 400")


@pytest.mark.parametrize("name", ["X-BP-Token", "X_BP_Token", "x-bp-token", "X_bp-TOKEN"])
def test_a_token_header_is_seen_in_every_spelling(client: Backpack, name: str) -> None:
    request = f"GET /me.xml HTTP/1.0\r\n{name}: {client.user.token}\r\n\r\n"

    assert client.raw(request.encode()).split(b"\r\n")[0].endswith(b" 200 OK")


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"GET /\xff\xfe/me.xml HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"GET /me.xml HTTP/1.1\r\nHost: [bad\r\nConnection: close\r\n\r\n",
        b"GET /me.xml?n=%ff&&&=;; HTTP/1.1\r\nHost: \xff\r\nConnection: close\r\n\r\n",
        b"POST /ws/pages/all HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"NONSENSE\r\n\r\n",
    ],
)
def test_an_odd_request_gets_a_4xx_and_the_server_lives_on(client: Backpack, request_bytes: bytes) -> None:
    answer = client.raw(request_bytes)

    assert answer.split(b" ")[1][:1] == b"4"
    assert client.rest("GET", "/me.xml").status == 200


def test_a_client_that_goes_away_while_sending_leaves_no_trace(client: Backpack, log: list[str]) -> None:
    head = b"POST /ws/pages/all HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n<request>"

    client.send_and_leave(head)

    assert client.rest("GET", "/me.xml").status == 200
    assert log == []


def test_a_connection_that_a_fault_closes_gives_no_byte(client: Backpack, log: list[str]) -> None:
    client.admin("POST", "/faults", {"down": True, "times": 1})

    with pytest.raises(ConnectionError):
        client.rest("GET", "/me.xml")

    assert client.rest("GET", "/me.xml").status == 200
    assert log == []


def test_the_first_of_two_spellings_counts_and_an_absent_header_is_empty() -> None:
    headers = Headers([(b"X_One", b"1"), (b"x-one", b"2")])

    assert (headers.get("X-One"), headers.get("X-Two")) == ("1", "")
