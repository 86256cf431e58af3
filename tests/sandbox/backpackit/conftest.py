"""One real server for the session, a fresh account for each test, and a client that knows only HTTP."""

import base64
import http.client
import itertools
import json
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from sandbox.backpackit.clock import Clock
from sandbox.backpackit.site import new_site
from sandbox.backpackit.thread import serving

NOON = 1_750_075_200
"""2025-06-16 12:00:00 UTC, a summer's day: 14:00 in Berlin, 07:00 in Chicago."""


@dataclass
class HeldClock:
    """A clock that moves only when told."""

    monotonic: float = 1_000.0
    wall: float = NOON

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self.monotonic += seconds
        self.wall += seconds


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def xml(self) -> Element:
        """The document, parsed."""
        root: Element = fromstring(self.body)
        return root

    @property
    def json(self) -> Any:
        """The same for the /_sandbox routes."""
        return json.loads(self.body)


@dataclass(frozen=True)
class User:
    """A person of the test's account."""

    id: int
    token: str
    name: str


@dataclass(frozen=True)
class Backpack:
    """A client for one user of one account."""

    url: str
    account: str
    user: User
    colleague: User
    clock: HeldClock

    def send(
        self, method: str, path: str, body: str | bytes = b"", headers: dict[str, str] | None = None
    ) -> Answer:
        """One request on a connection of its own, with exactly these headers and the Host."""
        connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=10)
        try:
            data = body.encode() if isinstance(body, str) else body
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            lengths = {"Host": urlsplit(self.url).netloc, "Content-Length": str(len(data))}
            for name, value in (lengths | (headers or {})).items():
                connection.putheader(name, value)
            connection.endheaders(data)
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()

    def ws(self, path: str, inside: str = "", token: str | None = None) -> Answer:
        """A POST under /ws with the token in the body, as all clients did it."""
        body = f"<request><token>{self.user.token if token is None else token}</token>{inside}</request>"
        return self.send("POST", "/ws/" + path, body, {"Content-Type": "application/xml"})

    def rest(self, method: str, path: str, body: str = "", user: User | None = None) -> Answer:
        """A REST request with the token in front of the path."""
        headers = {"Content-Type": "application/xml"} if body else {}
        return self.send(method, f"/{(user or self.user).token}{path}", body, headers)

    def admin(self, method: str, path: str, fields: dict[str, Any] | None = None) -> Answer:
        """A request to the sandbox's own routes."""
        return self.send(method, "/_sandbox" + path, b"" if fields is None else json.dumps(fields))

    def state(self) -> Any:
        """The account as the live pane sees it."""
        return self.admin("GET", f"/state?account={self.account}").json

    def raw(self, request: bytes) -> bytes:
        """Bytes out, bytes in, until the server closes."""
        parts = urlsplit(self.url)
        with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=10) as connection:
            connection.sendall(request)
            return b"".join(iter(lambda: connection.recv(65_536), b""))

    def send_and_leave(self, request: bytes) -> None:
        """Bytes out, and gone."""
        parts = urlsplit(self.url)
        with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=10) as connection:
            connection.sendall(request)

    def basic(self) -> str:
        """The value of an Authorization header."""
        return "Basic " + base64.b64encode(f"{self.user.token}:X".encode()).decode()

    def page(self, title: str = "Office") -> int:
        """The id of a new page."""
        return child_id(self.ws("pages/new", f"<page><title>{title}</title></page>"))

    def list(self, page_id: int, name: str = "Groceries") -> int:
        """The id of a new list."""
        return child_id(self.ws(f"page/{page_id}/lists/add", f"<name>{name}</name>"))

    def item(self, page_id: int, list_id: int, content: str, completed: str = "false") -> int:
        """The id of a new item."""
        inside = f'<item completed="{completed}"><content>{content}</content></item>'
        return child_id(self.ws(f"page/{page_id}/lists/{list_id}/items/add", inside))


def child_id(answer: Answer) -> int:
    """The id of the one record in a reply."""
    assert answer.status == 200, answer.body
    return int(answer.xml[0].attrib["id"])


_CLOCK = HeldClock()


@pytest.fixture(scope="session")
def url() -> Iterator[str]:
    """The session's server."""
    clock = Clock(monotonic=lambda: _CLOCK.monotonic, wall=lambda: _CLOCK.wall)
    with serving(new_site(clock=clock)) as address:
        yield address


_NUMBERS = itertools.count(1)


@pytest.fixture
def backpack(url: str) -> Backpack:
    """Maya's client in an account of this test's own, with her colleague Tomás in Chicago; it is noon UTC."""
    _CLOCK.monotonic += 10  # never back: windows that accounts share would stay full
    _CLOCK.wall = NOON
    return new_account(url, _CLOCK)


def new_account(url: str, clock: HeldClock) -> Backpack:
    """An account with two users, made over HTTP."""
    name = f"team{next(_NUMBERS)}"
    client = Backpack(url, name, User(0, "", ""), User(0, "", ""), clock)
    assert client.admin("POST", "/accounts", {"name": name}).status == 201
    people = (("Maya Okafor", "Berlin"), ("Tomás Rivera", "Central Time (US & Canada)"))
    users = []
    for person, zone in people:
        made = client.admin("POST", "/users", {"account": name, "name": person, "time_zone": zone}).json
        users.append(User(made["id"], made["token"], person))
    return Backpack(url, name, users[0], users[1], clock)


@pytest.fixture
def new_client() -> Callable[[str], Backpack]:
    """Makes a client in a new account on the server at a URL; its clock is of no use there."""
    return lambda url: new_account(url, HeldClock())


@pytest.fixture
def elsewhere(backpack: Backpack) -> Backpack:
    """A client in another account on the same server."""
    return new_account(backpack.url, backpack.clock)
