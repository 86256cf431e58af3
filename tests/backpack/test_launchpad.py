"""Consent by OAuth 2: nobody else's, and only what the documentation says goes over the wire."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from backpack import (
    BackpackAccount,
    BackpackError,
    Forbidden,
    Launchpad,
    RateLimited,
    RedirectRefused,
    Rejected,
    StateMismatch,
    Timeouts,
    UnexpectedReply,
    Unreachable,
    check_state,
    new_state,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.backpack.conftest import ScriptedServer

NOW = datetime(2012, 3, 8, 12, 0, tzinfo=UTC)
ACCESS, REFRESH, SECRET, CODE = "access+token/1==", "refresh-token-1", "s3cret&more", "c0de 1"
TOKENS = {"access_token": ACCESS, "expires_in": 1_209_600, "refresh_token": REFRESH}
AUTHORIZATION = {
    "expires_at": "2012-03-22T16:56:48-05:00",
    "identity": {"id": 9, "first_name": "Ann", "last_name": "B.", "email_address": "ann@example.com"},
    "accounts": [
        {"product": "bcx", "id": 1, "name": "New", "href": "https://basecamp.com/1/api/v1"},
        {"product": "backpack", "id": 2, "name": "Trailhead", "href": "https://trailhead.backpackit.com"},
        {"product": "backpack", "id": 3, "name": "Orchard", "href": "https://orchard.backpackit.com"},
        "odd",
    ],
}


def launchpad_at(url: str) -> Launchpad:
    return Launchpad(
        "client-1",
        SECRET,
        "https://example.com/back?x=1",
        contact="ops@example.com",
        url=url,
        timeouts=Timeouts(1, 0.5, 1),
        now=lambda: NOW,
    )


@pytest.fixture
def launchpad(server: ScriptedServer) -> Launchpad:
    return launchpad_at(server.url)


def asked(server: ScriptedServer) -> tuple[str, str, dict[str, list[str]]]:
    request = server.requests[-1]
    parts = urlsplit(request.path)
    assert request.headers["accept"] == "application/json"
    assert request.headers["user-agent"].endswith("(ops@example.com)")
    return request.method, parts.path, parse_qs(parts.query)


def test_people_are_sent_to_launchpad_with_a_state_of_their_own() -> None:
    state = new_state()
    url = urlsplit(
        Launchpad("client-1", SECRET, "https://example.com/b", contact="a@b.c").authorize_url(state)
    )
    assert (url.scheme, url.netloc, url.path) == (
        "https",
        "launchpad.37signals.com",
        "/authorization/new",
    )
    assert parse_qs(url.query) == {
        "type": ["web_server"],
        "client_id": ["client-1"],
        "redirect_uri": ["https://example.com/b"],
        "state": [state],
    }
    assert len({new_state() for _ in range(100)}) == 100
    assert len(state) >= 43


@pytest.mark.parametrize("received", ["", "other", "état", "\ud800"])
def test_whoever_comes_back_with_another_state_is_refused(received: str) -> None:
    check_state("one", "one")
    with pytest.raises(StateMismatch) as caught:
        check_state("one", received)
    assert not caught.value.retryable


def test_without_a_state_to_expect_nobody_may_come_back() -> None:
    with pytest.raises(StateMismatch):
        check_state("", "")


def test_a_code_is_exchanged_for_tokens_that_end_when_launchpad_says(
    server: ScriptedServer, launchpad: Launchpad
) -> None:
    server.answers_with(json.dumps(TOKENS).encode())
    tokens = launchpad.exchange(CODE)
    assert asked(server) == (
        "POST",
        "/authorization/token",
        {
            "type": ["web_server"],
            "client_id": ["client-1"],
            "client_secret": [SECRET],
            "redirect_uri": ["https://example.com/back?x=1"],
            "code": [CODE],
        },
    )
    assert (tokens.access_token, tokens.refresh_token) == (ACCESS, REFRESH)
    assert tokens.expires_at == NOW + timedelta(days=14)
    assert ACCESS not in repr(tokens)
    assert REFRESH not in repr(tokens)


def test_a_refresh_keeps_the_refresh_token_unless_there_is_a_new_one(
    server: ScriptedServer, launchpad: Launchpad
) -> None:
    server.answers_with(json.dumps({"access_token": "access-token-2", "expires_in": 60}).encode())
    server.answers_with(json.dumps(TOKENS | {"refresh_token": "refresh-token-2"}).encode())
    kept = launchpad.refresh(REFRESH)
    assert asked(server) == (
        "POST",
        "/authorization/token",
        {
            "type": ["refresh"],
            "client_id": ["client-1"],
            "client_secret": [SECRET],
            "refresh_token": [REFRESH],
        },
    )
    assert (kept.access_token, kept.refresh_token) == ("access-token-2", REFRESH)
    assert launchpad.refresh(REFRESH).refresh_token == "refresh-token-2"


def test_the_backpack_accounts_are_picked_out_of_what_a_token_opens(
    server: ScriptedServer, launchpad: Launchpad
) -> None:
    server.answers_with(json.dumps(AUTHORIZATION).encode())
    found = launchpad.authorization(ACCESS)
    assert asked(server) == ("GET", "/authorization.json", {})
    assert server.requests[-1].headers["authorization"] == f"Bearer {ACCESS}"
    assert found.expires_at == datetime(2012, 3, 22, 21, 56, 48, tzinfo=UTC)
    assert (found.identity_id, found.first_name, found.email_address) == (9, "Ann", "ann@example.com")
    assert [account.subdomain for account in found.accounts] == ["trailhead", "orchard"]


@pytest.mark.parametrize(
    "href",
    [
        "",
        "https://backpackit.com.evil.example.com",
        "https://trailhead.backpackit.com@evil.example.com/",
        "https://evilbackpackit.com",
        "http://[",
    ],
)
def test_an_account_that_is_elsewhere_has_no_name_to_call(href: str) -> None:
    with pytest.raises(UnexpectedReply, match="not at"):
        _ = BackpackAccount(1, "Odd", href).subdomain


WAYS: dict[str, Callable[[Launchpad], object]] = {
    "exchange": lambda launchpad: launchpad.exchange(CODE),
    "refresh": lambda launchpad: launchpad.refresh(REFRESH),
    "authorization": lambda launchpad: launchpad.authorization(ACCESS),
}


@pytest.mark.parametrize("name", WAYS)
@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("400 Bad Request", Rejected),
        ("401 No access+token/1== refresh-token-1 s3cret&more c0de 1", Forbidden),
        ("429 Busy", RateLimited),
        ("302 Found", RedirectRefused),
    ],
)
def test_a_refusal_is_one_of_ours_and_shows_no_secret(  # noqa: PLR0917 - fixtures
    name: str,
    status: str,
    kind: type[BackpackError],
    server: ScriptedServer,
    launchpad: Launchpad,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    server.answers_with(json.dumps(TOKENS).encode(), status, Location=f"http://x/{CODE}")
    with pytest.raises(kind) as caught:
        WAYS[name](launchpad)
    assert caught.value.__context__ is None
    known = {"exchange": (SECRET, CODE), "refresh": (SECRET, REFRESH), "authorization": (ACCESS,)}[name]
    shown = f"{caught.value!r} {caplog.text}"
    for secret in known:
        assert secret not in shown
        assert quote(secret, safe="") not in shown


BROKEN: list[Any] = [
    b"",
    b"<html/>",
    b"[" * 100_000,
    b"\xff",
    [],
    None,
    {},
    TOKENS | {"access_token": "a\r\nb"},
    TOKENS | {"access_token": ""},
    TOKENS | {"access_token": 5},
    TOKENS | {"expires_in": "soon"},
    TOKENS | {"expires_in": -1},
    TOKENS | {"expires_in": 10**30},
    TOKENS | {"refresh_token": ["x"]},
    AUTHORIZATION | {"expires_at": "soon"},
    AUTHORIZATION | {"expires_at": "0001-01-01T00:00:00+10:00"},
    AUTHORIZATION | {"accounts": {}},
    AUTHORIZATION | {"identity": {}},
]


@pytest.mark.parametrize("name", WAYS)
@pytest.mark.parametrize("said", BROKEN, ids=range(len(BROKEN)))
def test_nonsense_is_unexpected_and_not_quoted(
    name: str, said: object, server: ScriptedServer, launchpad: Launchpad
) -> None:
    server.answers_with(said if isinstance(said, bytes) else json.dumps(said).encode())
    with pytest.raises(UnexpectedReply) as caught:
        WAYS[name](launchpad)
    assert caught.value.__context__ is None
    assert "token/1" not in str(caught.value)


def test_a_launchpad_that_is_down_is_unreachable() -> None:
    with pytest.raises(Unreachable):
        launchpad_at("http://127.0.0.1:1").exchange(CODE)
