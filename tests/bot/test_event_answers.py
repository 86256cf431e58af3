"""However often an event is delivered, and however a post ends: one answer, and the status that fits it."""

import asyncio
import os
import signal
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from redis import Redis
from redis.exceptions import TimeoutError as RedisTimeoutError

from bot.app import create_app
from bot.config import BotConfig
from bot.conversation import Conversation
from sandbox.ports import free_port
from store.cipher import new_key
from store.operations import Operations
from store.redis_client import FAST_TIMEOUT_SECONDS, connect
from store.slack_events import SlackEvents
from store.stores import Stores, open_stores
from tests.bot.presenting import DIRECT, NOT_TAKEN, TAKEN_ALL_THE_SAME, Told
from tests.bot.slack import BOT_TOKEN, Driver, Json, Workspace, direct_message, event_body, mention

US = "<@U0BACKPACK>"
POST, WHISPER = "chat.postMessage", "chat.postEphemeral"
ASKING = mention(f"{US} add", channel="C0LAUNCH")
AGAIN = "Here it is again; nothing was done twice."


def texts(told: Told) -> list[str]:
    return [message["text"] for message in told()]


@pytest.fixture(params=[direct_message("add"), ASKING], ids=["direct message", "mention"])
def event(request: pytest.FixtureRequest) -> Json:
    """Something that is answered at once."""
    return dict(request.param)


def test_an_event_delivered_again_and_again_is_answered_once(driver: Driver, told: Told, event: Json) -> None:
    assert [driver.hear(event, "Ev1").status for _ in range(3)] == [200] * 3
    assert len(told()) == 1


def test_an_event_delivered_three_times_at_once_is_answered_once(
    driver: Driver, told: Told, event: Json
) -> None:
    async def at_once() -> list[int]:
        body = event_body(event, "Ev1")
        return [reply.status for reply in await asyncio.gather(*(driver.delivered(body) for _ in range(3)))]

    statuses = driver.runner.run(at_once())
    assert 200 in statuses
    assert set(statuses) <= {200, 503}
    assert driver.hear(event, "Ev1").status == 200
    assert len(told()) == 1


def test_while_one_delivery_is_in_hand_slack_is_asked_to_come_again(
    driver: Driver, stores: Stores, told: Told, event: Json
) -> None:
    stores.slack_events.begin("Ev1")
    assert driver.hear(event, "Ev1").status == 503
    assert told() == []
    stores.slack_events.release("Ev1")
    assert driver.hear(event, "Ev1").status == 200
    assert len(told()) == 1


@pytest.mark.usefixtures("linked")
@pytest.mark.parametrize("copies", [1, 3])
def test_a_command_delivered_again_and_again_is_accepted_once(
    driver: Driver, ledger: Operations, told: Told, copies: int
) -> None:
    async def some_at_once() -> list[int]:
        body = event_body(mention(f"{US} journal Shipped it"), "Ev1")
        return [reply.status for reply in await asyncio.gather(*map(driver.delivered, [body] * copies))]

    statuses = [status for _ in range(3) for status in driver.runner.run(some_at_once())]
    assert set(statuses) <= {200, 503}
    assert statuses[-1] == 200
    assert ledger.open_count() == 1
    assert told() == []


def test_the_same_words_in_another_event_are_another_question(driver: Driver, told: Told) -> None:
    driver.hear(ASKING)
    driver.hear(ASKING)
    assert len(told()) == 2


def test_what_a_repeat_would_say_differently_is_said_as_the_first_delivery_found_it(
    driver: Driver, linked: Stores, told: Told
) -> None:
    for _ in range(2):
        driver.hear(direct_message("disconnect"), "Ev1")
    (text,) = texts(told)
    assert "is forgotten" in text
    assert linked.accounts.is_linked("T0TRAILHEAD", "U0MAYA") is False


@pytest.mark.parametrize(
    "fault",
    [{"error": "request_timeout"}, {"error": "invalid_auth", "times": 2}, {"status": 429, "retry_after": 60}],
)
def test_an_answer_that_was_certainly_not_posted_is_posted_by_the_next_delivery(
    driver: Driver, told: Told, slack: Workspace, fault: Json
) -> None:
    slack.fault(WHISPER, **fault)
    slack.fault(POST, **fault)
    assert driver.hear(ASKING, "Ev1").status == 503
    assert told() == []
    slack.clear_faults()
    assert driver.hear(ASKING, "Ev1").status == 200
    (text,) = texts(told)
    assert text.startswith("⚠️ add what?")


@pytest.mark.parametrize("fault", TAKEN_ALL_THE_SAME + NOT_TAKEN)
def test_an_answer_in_doubt_comes_again_as_what_may_be_the_second(
    driver: Driver, told: Told, slack: Workspace, fault: Json
) -> None:
    slack.fault(WHISPER, **fault)
    assert driver.hear(ASKING, "Ev1").status == 503
    first = told()
    assert len(first) == (fault in TAKEN_ALL_THE_SAME)
    assert [driver.hear(ASKING, "Ev1").status for _ in range(2)] == [200, 200]
    (second,) = [message for message in told() if message not in first]
    assert AGAIN in second["text"]
    assert "add what?" in second["text"]


def test_a_slack_that_hangs_leaves_a_doubt_and_is_not_waited_for(
    driver: Driver, told: Told, slack: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.posting_at_once._POST_SECONDS", 0.2)
    slack.fault(WHISPER, delay_seconds=30, cut="before")
    assert driver.hear(ASKING, "Ev1").status == 503
    monkeypatch.undo()
    driver.hear(ASKING, "Ev1")
    (text,) = texts(told)
    assert AGAIN in text


def test_where_the_bot_may_not_whisper_it_writes_a_direct_message(
    driver: Driver, told: Told, slack: Workspace
) -> None:
    slack.fault(WHISPER, error="user_not_in_channel")
    assert driver.hear({**ASKING, "thread_ts": "1700000000.000100"}).status == 200
    assert [(message["channel"], message["thread_ts"]) for message in told()] == [(DIRECT, None)]


def test_where_a_thread_is_gone_the_answer_comes_beside_it(
    driver: Driver, told: Told, slack: Workspace
) -> None:
    slack.fault(POST, error="thread_not_found")
    assert driver.hear(direct_message("help", thread_ts="1700000000.000100")).status == 200
    assert [(message["channel"], message["thread_ts"]) for message in told()] == [(DIRECT, None)]


def test_a_channel_that_takes_a_message_a_second_is_waited_for(
    driver: Driver, told: Told, slack: Workspace
) -> None:
    slack.fault(WHISPER, status=429, retry_after=1)
    assert driver.hear(ASKING).status == 200
    assert [message["channel"] for message in told()] == ["C0LAUNCH"]


@pytest.fixture
def hung() -> Iterator[int]:
    """A port that takes connections and says nothing, as a Redis that hangs."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture(params=["down", "hung"])
def without_redis(
    request: pytest.FixtureRequest, config: BotConfig, runner: asyncio.Runner, hung: int
) -> Iterator[Driver]:
    port = hung if request.param == "hung" else free_port(0)
    with connect(f"redis://127.0.0.1:{port}/0", FAST_TIMEOUT_SECONDS) as redis:
        yield Driver(create_app(config, open_stores(redis, [new_key()])), runner)


@pytest.mark.parametrize("words", ["add Milk to Groceries", "help", "disconnect", "lsit"])
def test_without_redis_it_is_told_in_time_that_nothing_was_accepted(
    without_redis: Driver, told: Told, words: str
) -> None:
    reply = without_redis.hear(direct_message(words))
    assert reply.status == 200, "no other delivery of it may be accepted"
    assert reply.seconds < 3, "as long as Slack waits"
    (text,) = texts(told)
    assert "*nothing was accepted*" in text


def test_if_that_cannot_be_told_either_slack_is_asked_to_come_again(
    without_redis: Driver, told: Told, slack: Workspace
) -> None:
    slack.fault(WHISPER, error="invalid_auth")
    slack.fault(POST, error="invalid_auth")
    assert without_redis.hear(ASKING).status == 503
    assert told() == []


def test_if_it_may_have_been_told_slack_is_not_asked_to_come_again(
    without_redis: Driver, told: Told, slack: Workspace
) -> None:
    slack.fault(WHISPER, cut="after")
    assert without_redis.hear(ASKING).status == 200
    assert len(told()) == 1


@pytest.mark.usefixtures("linked")
def test_what_was_refused_stays_undone_when_slack_missed_our_200_and_redis_is_back(
    driver: Driver, ledger: Operations, told: Told, redis: Redis
) -> None:
    async def refuse_and_come_again() -> list[int]:
        body = event_body(mention(f"{US} journal Shipped it", channel="C0LAUNCH"), "Ev1")
        info: Any = redis.info("server")
        os.kill(info["process_id"], signal.SIGSTOP)
        try:
            statuses = [(await driver.delivered(body)).status]
        finally:
            os.kill(info["process_id"], signal.SIGCONT)
        client: Any = redis
        async with asyncio.timeout(30):
            while client.get("backpack-bot:slack-event:Ev1") != "over":  # noqa: ASYNC110 -- Redis sends no events
                await asyncio.sleep(0.02)
        return [*statuses, (await driver.delivered(body)).status]

    assert driver.runner.run(refuse_and_come_again()) == [200, 200]
    (text,) = texts(told)
    assert "*nothing was accepted*" in text
    assert ledger.open_count() == 0


def test_a_note_that_redis_does_not_hear_in_time_is_made_later(
    driver: Driver, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    end, tries = SlackEvents.end, list[str]()

    def fail_twice(events: SlackEvents, event_id: str) -> None:
        tries.append(event_id)
        if len(tries) <= 2:
            raise RedisTimeoutError
        end(events, event_id)

    async def answer_and_come_again() -> list[int]:
        body = event_body(ASKING, "Ev1")
        statuses = [(await driver.delivered(body)).status]
        async with asyncio.timeout(30):
            while len(tries) < 3:  # noqa: ASYNC110 -- nobody tells
                await asyncio.sleep(0.02)
            while (status := (await driver.delivered(body)).status) != 200:
                statuses.append(status)
        return [*statuses, status]

    monkeypatch.setattr(SlackEvents, "end", fail_twice)
    statuses = driver.runner.run(answer_and_come_again())
    assert (statuses[0], statuses[-1]) == (200, 200)
    assert len(told()) == 1


def test_a_surprise_is_told_with_a_reference_once(
    driver: Driver, told: Told, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def explode(*_: Any) -> None:
        raise RuntimeError(f"a bug of ours, beside {BOT_TOKEN}")

    monkeypatch.setattr(Conversation, "hear", explode)
    assert [driver.hear(ASKING, "Ev1").status for _ in range(2)] == [200, 200]
    (text,) = texts(told)
    assert f"surprise {text.split('`')[1]} in a listener" in caplog.text
    assert "a bug of ours" not in text
