"""Accepting: durably and at once, or not at all and said so."""

import asyncio
import os
import signal
import socket
import time
from collections.abc import Iterator
from typing import Any

import pytest
from kombu.exceptions import OperationalError
from redis import Redis
from redis.exceptions import TimeoutError as RedisTimeoutError

from bot import receive
from bot.app import create_app
from bot.config import BotConfig
from bot.receive import NothingAcceptedError, Receiver, delivery_of
from sandbox.ports import free_port
from store.accounts import BackpackLink
from store.cipher import new_key
from store.operations import Acceptance, Operations
from store.redis_client import FAST_TIMEOUT_SECONDS, connect
from store.stores import Stores, open_stores
from tasks.delivery import Delivery
from tasks.intents import ShowPages
from tasks.results import NotConnected
from tests.bot.slack import Driver

LINK = BackpackLink("trailhead", 7, "Maya", "Berlin", "0" * 40)


@pytest.fixture
def receiver(fast_stores: Stores, config: BotConfig) -> Receiver:
    assert config.redis_url
    fast_stores.accounts.save("T1", "U1", LINK)
    return Receiver(fast_stores)


def a_delivery() -> Delivery:
    return delivery_of(
        slack_team_id="T1", slack_user_id="U1", slack_channel_id="C1", response_url=None, words="pages"
    )


@pytest.fixture
def no_hints(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    hints: list[str] = []
    monkeypatch.setattr(receive, "publish", hints.append)
    return hints


def test_what_is_accepted_is_recorded_before_it_is_hinted(
    receiver: Receiver, stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded = []
    monkeypatch.setattr(receive, "publish", lambda op: recorded.append(stores.operations.find(op)))
    assert asyncio.run(receiver.receive("op", ShowPages(), a_delivery())) is None
    assert recorded[0]
    assert recorded[0].state == "accepted"


def test_a_broker_that_is_away_does_not_undo_the_acceptance(
    receiver: Receiver, stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_operation_id: str) -> None:
        raise OperationalError("no broker")

    monkeypatch.setattr(receive, "publish", fail)
    assert asyncio.run(receiver.receive("op", ShowPages(), a_delivery())) is None
    assert stores.operations.open_count() == 1


def test_a_known_operation_is_accepted_once(receiver: Receiver, stores: Stores, no_hints: list[str]) -> None:
    for _ in range(3):
        asyncio.run(receiver.receive("op", ShowPages(), a_delivery()))
    assert stores.operations.open_count() == 1
    assert set(no_hints) == {"op"}


def test_nobody_without_a_link_is_accepted_unless_no_link_is_needed(
    receiver: Receiver, stores: Stores, no_hints: list[str]
) -> None:
    stores.accounts.forget("T1", "U1")
    asked = asyncio.run(receiver.receive("op", ShowPages(), a_delivery()))
    assert isinstance(asked, NotConnected)
    assert stores.interrupted.find(asked.interrupted_id)
    assert no_hints == []
    assert asyncio.run(receiver.receive("op", ShowPages(), a_delivery(), needs_link=False)) is None


@pytest.mark.usefixtures("no_hints")
def test_time_that_was_lost_before_redis_was_asked_counts(
    receiver: Receiver, stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the end of the deadline the person has been told that nothing was accepted."""
    tell = Operations.now_seconds

    def tell_slowly(ledger: Operations) -> float:
        time.sleep(0.85)
        return tell(ledger)

    monkeypatch.setattr(Operations, "now_seconds", tell_slowly)
    with pytest.raises(NothingAcceptedError):
        asyncio.run(receiver.receive("op", ShowPages(), a_delivery()))
    assert stores.operations.find("op") is None


@pytest.fixture
def hung() -> Iterator[int]:
    """A port that takes connections and says nothing, as a Redis that hangs."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_redis_that_is_down_or_hangs_is_told_within_the_time_slack_gives(
    config: BotConfig, runner: asyncio.Runner, hung: int
) -> None:
    for port in (free_port(0), hung):
        with connect(f"redis://127.0.0.1:{port}/0", FAST_TIMEOUT_SECONDS) as redis:
            driver = Driver(create_app(config, open_stores(redis, [new_key()])), runner)
            for text in ("add Milk to Groceries", "default", "disconnect"):
                reply = driver.say(text)
                assert "*nothing was accepted*" in reply.text
                assert reply.seconds < 3, "as long as Slack waits"
            form = driver.submit("trailhead", "0" * 40)
            assert form.body["response_action"] == "errors"
            assert "nothing was kept" in form.body["errors"]["token"]


def _accept_and_stall(monkeypatch: pytest.MonkeyPatch) -> None:
    """Redis records it, and its confirmation is lost."""
    accept = Operations.accept

    def accept_in_silence(ledger: Operations, *arguments: Any) -> Acceptance:
        assert accept(ledger, *arguments) is Acceptance.ACCEPTED
        raise RedisTimeoutError

    monkeypatch.setattr(Operations, "accept", accept_in_silence)


@pytest.mark.usefixtures("no_hints")
def test_what_was_recorded_without_our_hearing_of_it_is_taken_back(
    receiver: Receiver, stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    withdraw, tries = Operations.withdraw, list[str]()

    def fail_once(ledger: Operations, operation_id: str, ticket: str) -> bool:
        tries.append(ticket)
        if len(tries) == 1:
            raise RedisTimeoutError
        return withdraw(ledger, operation_id, ticket)

    async def receive_and_wait() -> None:
        with pytest.raises(NothingAcceptedError):
            await receiver.receive("op", ShowPages(), a_delivery())
        assert stores.operations.open_count() == 1
        async with asyncio.timeout(30):
            while stores.operations.open_count():  # noqa: ASYNC110 -- Redis sends no events
                await asyncio.sleep(0.02)

    _accept_and_stall(monkeypatch)
    monkeypatch.setattr(Operations, "withdraw", fail_once)
    asyncio.run(receive_and_wait())
    assert stores.operations.find("op") is None
    assert len(tries) == 2


@pytest.mark.usefixtures("no_hints")
def test_a_hung_redis_that_resumes_accepts_nothing_behind_our_back(
    receiver: Receiver, redis: Redis, stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    info: Any = redis.info("server")
    tell = Operations.now_seconds

    def tell_and_hang(ledger: Operations) -> float:
        """What comes next is sent, and stays in Redis's socket."""
        now_seconds = tell(ledger)
        os.kill(info["process_id"], signal.SIGSTOP)
        return now_seconds

    monkeypatch.setattr(Operations, "now_seconds", tell_and_hang)
    try:
        with pytest.raises(NothingAcceptedError):
            asyncio.run(receiver.receive("op", ShowPages(), a_delivery(), needs_link=False))
    finally:
        os.kill(info["process_id"], signal.SIGCONT)
    assert stores.operations.open_count() == 0
