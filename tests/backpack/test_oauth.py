"""An access token is renewed before it ends and once when it is refused, by one worker for all."""

from __future__ import annotations

import threading
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from backpack import (
    Backpack,
    BackpackError,
    Forbidden,
    Launchpad,
    MemoryTokens,
    OAuth,
    OAuthTokens,
    RateLimited,
    Refusal,
    ServerError,
    TokenStore,
    UnexpectedReply,
    Unreachable,
    create_item,
    list_pages,
    show_current_user,
)

if TYPE_CHECKING:
    from tests.backpack.conftest import MakeClient, ScriptedServer

START = datetime(2012, 3, 8, 12, 0, tzinfo=UTC)
LIFE = timedelta(days=14)
SUCCESS = b'<response success="true"></response>'


class Clock:
    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> datetime:
        return self.time


class FakeLaunchpad(Launchpad):
    """Gives access-token-2, -3 and so on, or fails as it is told."""

    def __init__(self, clock: Clock) -> None:
        super().__init__("id", "secret", "https://example.com/back", contact="ops@example.com")
        self.clock = clock
        self.asked: list[str] = []
        self.problem: BackpackError | None = None

    def refresh(self, refresh_token: str) -> OAuthTokens:
        self.asked.append(refresh_token)
        if self.problem:
            raise self.problem
        return tokens(len(self.asked) + 1, self.clock())


def tokens(number: int, now: datetime = START) -> OAuthTokens:
    return OAuthTokens(f"access-token-{number}", f"refresh-token-{number}", now + LIFE)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def launchpad(clock: Clock) -> FakeLaunchpad:
    return FakeLaunchpad(clock)


@pytest.fixture
def store() -> MemoryTokens:
    return MemoryTokens(tokens(1))


@pytest.fixture
def auth(launchpad: FakeLaunchpad, store: MemoryTokens, clock: Clock) -> OAuth:
    return OAuth(launchpad, store, now=clock)


def used(auth: OAuth) -> str:
    signed = auth.sign(show_current_user())
    assert signed.path == "/me.xml"
    return signed.headers["Authorization"].removeprefix("Bearer access-token-")


def test_a_token_is_used_as_it_is_until_the_day_before_its_end(
    auth: OAuth, launchpad: FakeLaunchpad, clock: Clock
) -> None:
    clock.time += timedelta(days=12, hours=23)
    assert used(auth) == "1"
    assert launchpad.asked == []


def test_a_token_near_its_end_is_renewed_once_and_kept(
    auth: OAuth, launchpad: FakeLaunchpad, store: MemoryTokens, clock: Clock
) -> None:
    clock.time += timedelta(days=13)
    assert [used(auth), used(auth)] == ["2", "2"]
    assert launchpad.asked == ["refresh-token-1"]
    assert store.load().access_token == "access-token-2"


def test_while_launchpad_is_down_the_old_token_serves_and_attempts_are_a_minute_apart(
    auth: OAuth, launchpad: FakeLaunchpad, clock: Clock
) -> None:
    clock.time += timedelta(days=13)
    launchpad.problem = Unreachable("down")
    assert [used(auth), used(auth)] == ["1", "1"]
    assert len(launchpad.asked) == 1
    clock.time += timedelta(seconds=61)
    launchpad.problem = None
    assert used(auth) == "3"


@pytest.mark.parametrize("problem", [Unreachable("down"), UnexpectedReply("odd"), ServerError("500")])
def test_once_it_has_ended_a_failure_to_renew_means_that_nothing_was_sent(
    auth: OAuth, launchpad: FakeLaunchpad, clock: Clock, problem: BackpackError
) -> None:
    clock.time += LIFE
    launchpad.problem = problem
    with pytest.raises(Unreachable, match="renewed") as caught:
        used(auth)
    assert (caught.value.retryable, caught.value.may_have_happened) == (True, False)
    assert caught.value.__context__ is None


def test_a_busy_launchpad_says_for_how_long(auth: OAuth, launchpad: FakeLaunchpad, clock: Clock) -> None:
    clock.time += LIFE
    launchpad.problem = RateLimited("busy", retry_after_seconds=7)
    with pytest.raises(RateLimited) as caught:
        used(auth)
    assert caught.value.retry_after_seconds == 7


@pytest.mark.parametrize("status", [400, 401, 403])
def test_consent_that_was_taken_back_is_forbidden_and_says_what_to_do(
    auth: OAuth, launchpad: FakeLaunchpad, clock: Clock, status: int
) -> None:
    clock.time += timedelta(days=13)
    launchpad.problem = Refusal.for_status(status, "no")
    with pytest.raises(Forbidden) as caught:
        used(auth)
    assert "again" in caught.value.hint
    assert not caught.value.retryable


def test_no_way_of_showing_it_shows_a_token(auth: OAuth) -> None:
    shown = f"{auth} {auth!r} {auth.sign(list_pages())!r} {tokens(1)!r}"
    assert "token-1" not in shown
    assert auth.sign(list_pages()).scrub("say access-token-1") == "say [token]"


# --- refused by Backpack


@pytest.fixture
def client(server: ScriptedServer, make_client: MakeClient, auth: OAuth) -> Backpack:
    return make_client(server.url, auth=auth)


def test_a_401_renews_the_token_once_and_sends_the_same_again(
    server: ScriptedServer, client: Backpack, launchpad: FakeLaunchpad
) -> None:
    server.answers_with(b"", "401 Unauthorized")
    server.answers_with(b'<response success="true"><item id="5" completed="false">Tea</item></response>')
    assert client(create_item(1, 2, "Tea")).id == 5
    first, second = server.requests
    assert first.headers["authorization"] == "Bearer access-token-1"
    assert second.headers["authorization"] == "Bearer access-token-2"
    assert first.path == second.path == "/ws/page/1/lists/2/items/add"
    assert first.body == second.body
    assert b"token" not in first.body
    assert launchpad.asked == ["refresh-token-1"]


def test_a_second_401_is_final(server: ScriptedServer, client: Backpack, launchpad: FakeLaunchpad) -> None:
    server.answers_with(b"", "401 Unauthorized")
    with pytest.raises(Forbidden):
        client(list_pages())
    assert len(server.requests) == 2
    assert len(launchpad.asked) == 1


def test_a_403_is_not_about_the_token(
    server: ScriptedServer, client: Backpack, launchpad: FakeLaunchpad
) -> None:
    server.answers_with(b"", "403 Forbidden")
    with pytest.raises(Forbidden):
        client(list_pages())
    assert launchpad.asked == []


def test_a_401_takes_the_token_that_another_worker_got(
    server: ScriptedServer, client: Backpack, launchpad: FakeLaunchpad, store: MemoryTokens
) -> None:
    server.answers_with(SUCCESS)
    server.answers_with(b"", "401 Unauthorized")
    server.answers_with(SUCCESS)
    client(list_pages())
    store.save(tokens(9))
    client(list_pages())
    assert server.requests[-1].headers["authorization"] == "Bearer access-token-9"
    assert launchpad.asked == []


def test_a_401_is_final_without_oauth(server: ScriptedServer, make_client: MakeClient) -> None:
    server.answers_with(b"", "401 Unauthorized")
    with pytest.raises(Forbidden):
        make_client(server.url)(list_pages())
    assert len(server.requests) == 1


# --- one refresh for all


class SlowLaunchpad(FakeLaunchpad):
    """Takes long enough that all the others arrive at the lock."""

    def refresh(self, refresh_token: str) -> OAuthTokens:
        threading.Event().wait(0.2)
        return super().refresh(refresh_token)


def test_threads_that_need_a_new_token_together_get_one_refresh(store: MemoryTokens, clock: Clock) -> None:
    clock.time += LIFE
    launchpad = SlowLaunchpad(clock)
    auth = OAuth(launchpad, store, now=clock)
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(used(auth))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["2"] * 8
    assert len(launchpad.asked) == 1


def test_a_lock_that_cannot_be_had_means_that_nothing_was_sent(
    launchpad: FakeLaunchpad, store: TokenStore, clock: Clock
) -> None:
    class Taken:
        def held(self) -> AbstractContextManager[None]:
            raise Unreachable("taken")

    clock.time += LIFE
    with pytest.raises(Unreachable):
        used(OAuth(launchpad, store, Taken(), now=clock))
    assert launchpad.asked == []
