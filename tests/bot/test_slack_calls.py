"""One call: through the gates that all workers share, and its end told honestly."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from bot import slack_calls as module
from bot.posting import Poster
from bot.slack_calls import SlackAwayError, SlackBusyError, SlackCalls, SlackUncertainError
from bot.views.message import said
from store import slack_gates
from store.stores import Stores
from tasks.delivery import Delivery
from tests.bot.presenting import DIRECT
from tests.bot.slack import BOT_TOKEN, MAYA, TEAM, Json, Workspace

POST = "chat.postMessage"


@pytest.fixture
def calls(slack: Workspace, stores: Stores) -> SlackCalls:
    return SlackCalls(BOT_TOKEN, f"{slack.url}/api/", stores.slack_gates)


def post(calls: SlackCalls, caller: str = "op") -> Any:
    return calls.call(TEAM, POST, {"channel": MAYA, "text": "Hello"}, caller=caller)


@contextmanager
def two_workers(slack: Workspace, redis_url: str, count: int, seconds_a_message: float) -> Iterator[None]:
    """Two processes that are ready to post `count` messages each, and do it afterwards."""
    command = [sys.executable, "-m", "tests.bot.pacing_worker", slack.url, redis_url]
    workers = [
        subprocess.Popen(
            [*command, str(first), str(count), str(seconds_a_message)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for first in (0, count)
    ]
    try:
        assert [worker.stdout.readline() for worker in workers if worker.stdout] == ["ready\n"] * 2
        yield
        for worker in workers:
            assert worker.stdin
            worker.stdin.write("go\n")
            worker.stdin.flush()
        assert [worker.wait(timeout=90) for worker in workers] == [0, 0]
    finally:
        for worker in workers:
            worker.kill()
            worker.communicate()


def test_a_refusal_by_one_worker_is_kept_to_by_all_to_the_moment(
    slack: Workspace, calls: SlackCalls, redis_url: str
) -> None:
    counted = {what: slack.counted(what, POST) for what in ("calls", "refused", "early")}
    with two_workers(slack, redis_url, count=4, seconds_a_message=0.01):
        slack.fault(POST, status=429, retry_after=2)
        with pytest.raises(SlackBusyError, match="2 s"):
            post(calls)
    assert slack.counted("early", POST) == counted["early"]
    assert slack.counted("refused", POST) == counted["refused"] + 1
    assert slack.counted("calls", POST) == counted["calls"] + 9


def test_a_burst_of_thirty_into_one_channel_is_spread_without_a_refusal(
    slack: Workspace, redis_url: str
) -> None:
    refused, before = slack.counted("refused", POST), len(slack.messages(DIRECT))
    # Ten at once: a machine that wakes us a second late does not decide, and unpaced all thirty come at once.
    slack.post("limits", {"seconds_a_message": 0.1, "burst": 10})
    try:
        with two_workers(slack, redis_url, count=15, seconds_a_message=0.1):
            pass
    finally:
        slack.post("limits", {"seconds_a_message": 0})
    assert slack.counted("refused", POST) == refused
    texts = [message["text"] for message in slack.messages(DIRECT)[before:]]
    assert sorted(texts) == sorted(f"Message {number}" for number in range(30))


def test_a_short_wait_is_slept_and_a_long_one_given_back(
    calls: SlackCalls, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slack_gates, "SECONDS_A_MESSAGE", 0.25)
    started = time.monotonic()
    for caller in ("first", "second"):
        post(calls, caller)
    assert time.monotonic() - started >= 0.25
    monkeypatch.setattr(slack_gates, "SECONDS_A_MESSAGE", 60)
    post(calls, "third")
    with pytest.raises(SlackBusyError) as caught:
        post(calls, "fourth")
    assert 50 < caught.value.retry_after_seconds <= 60 - module._EARLY_SECONDS, "to sleep the rest"


def test_messages_are_paced_and_nothing_else(
    calls: SlackCalls, slack: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slack_gates, "SECONDS_A_MESSAGE", 60)
    delivery = Delivery(TEAM, MAYA, "C0LAUNCH", slack.response_url("C0LAUNCH"), "words", time.time())
    poster = Poster(calls, "op", delivery)
    notice = poster.tell(said("One"), "notice", lambda: None)
    for _ in range(3):
        assert poster.change(notice, said("Two"))
        assert poster.respond(said("Three"), lambda: None)
        assert poster.find("notice", time.time()) == notice
    assert poster.whisper(said("Four"), lambda: None)
    with pytest.raises(SlackBusyError):
        Poster(calls, "another", delivery).whisper(said("Five"), lambda: None)


def test_a_response_url_that_is_refused_closes_its_own_gate(calls: SlackCalls, slack: Workspace) -> None:
    url = slack.response_url("C0LAUNCH")
    slack.fault("response_url", status=429, retry_after=60)
    for _ in range(2):
        with pytest.raises(SlackBusyError):
            calls.respond(TEAM, url, {"text": "Hello"})
    assert calls.respond("T0ANOTHER", url, {"text": "Hello"})
    post(calls)


@pytest.mark.parametrize(
    ("fault", "meaning"),
    [
        ({"cut": "before"}, SlackUncertainError),
        ({"cut": "midway"}, SlackUncertainError),
        ({"status": 502}, SlackUncertainError),
        ({"error": "service_unavailable"}, SlackUncertainError),
        ({"error": "request_timeout"}, SlackAwayError),
        ({"error": "ratelimited"}, SlackBusyError),
    ],
)
def test_what_became_of_a_call_is_told_honestly(
    calls: SlackCalls, slack: Workspace, fault: Json, meaning: type[Exception]
) -> None:
    slack.fault(POST, **fault)
    with pytest.raises(meaning):
        post(calls)


def test_nothing_begins_before_the_way_is_clear_nor_is_sent_once_it_may_not(
    calls: SlackCalls, stores: Stores, slack: Workspace
) -> None:
    begun: list[bool] = []
    stores.slack_gates.close(TEAM, POST, 60)
    arguments = {"channel": MAYA, "text": "Hello"}
    with pytest.raises(SlackBusyError):
        calls.call(TEAM, POST, arguments, caller="op", begin=lambda: begun.append(True))
    assert begun == []
    before = slack.counted("calls", "chat.update")

    def refuse() -> None:
        raise KeyError

    with pytest.raises(KeyError):
        calls.call(TEAM, "chat.update", arguments, begin=refuse)
    assert slack.counted("calls", "chat.update") == before


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "30"}, 30),
        ({"retry-after": ["7"]}, 7),
        ({}, 1),
        ({"Retry-After": ""}, 1),
        ({"Retry-After": "soon"}, 1),
        ({"Retry-After": "-5"}, 1),
        ({"Retry-After": "nan"}, 1),
        ({"Retry-After": "inf"}, 1),
    ],
)
def test_a_refusal_that_names_no_sensible_time_means_a_second(headers: Json, seconds: float) -> None:
    assert module.retry_after_seconds(headers) == seconds
