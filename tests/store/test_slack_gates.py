"""When Slack may be called: closed for everybody at once, and a channel's moments one after the other."""

import time
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from redis import Redis

from store import slack_gates as module
from store.redis_client import connect, read_text
from store.slack_gates import SlackGates
from store.stores import Stores

POST = "chat.postMessage"


@pytest.fixture
def gates(stores: Stores) -> SlackGates:
    return stores.slack_gates


def test_a_refusal_closes_one_method_of_one_team_for_all_workers(gates: SlackGates, redis_url: str) -> None:
    gates.close("T1", POST, 30)
    with connect(redis_url) as another:
        elsewhere = SlackGates(another)
        assert 29 < elsewhere.wait_seconds("T1", POST) <= 30.001
        assert elsewhere.wait_seconds("T1", "chat.update") == 0
        assert elsewhere.wait_seconds("T2", POST) == 0


def test_a_gate_opens_when_its_time_is_over_and_not_before(gates: SlackGates) -> None:
    gates.close("T1", POST, 0.2)
    closed_at = time.monotonic()
    while wait_seconds := gates.wait_seconds("T1", POST):
        time.sleep(wait_seconds)
    assert time.monotonic() - closed_at >= 0.199  # Redis has told the time before we looked at ours


def test_a_shorter_refusal_does_not_open_a_gate_early(gates: SlackGates) -> None:
    gates.close("T1", POST, 30)
    gates.close("T1", POST, 1)
    assert gates.wait_seconds("T1", POST) > 29
    gates.close("T1", POST, 60)
    assert gates.wait_seconds("T1", POST) > 59


def test_no_value_silences_everybody_for_hours(gates: SlackGates) -> None:
    gates.close("T1", POST, 86_400)
    assert gates.wait_seconds("T1", POST) <= module.LONGEST_CLOSED_SECONDS + 0.001


def test_messages_to_a_channel_get_moments_of_their_own_a_second_apart(
    gates: SlackGates, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "GRACE_SECONDS", 600)  # none ends before we look
    gates.wait_seconds("T1", POST, "C1", "first")
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda caller: gates.wait_seconds("T1", POST, "C1", f"op-{caller}"), range(30)))
    keys = redis.scan_iter(match="*:moment:C1:op-*")
    moments = sorted(float(str(read_text(redis, key))) for key in keys)
    assert len(moments) == 30
    assert all(later - earlier > 0.999 for earlier, later in pairwise(moments))


def test_a_reserved_moment_stays_the_same_however_often_it_is_asked_for(gates: SlackGates) -> None:
    assert gates.wait_seconds("T1", POST, "C1", "first") == 0
    waits = [gates.wait_seconds("T1", POST, "C1", "second") for _ in range(3)]
    assert sorted(waits, reverse=True) == waits
    assert gates.wait_seconds("T1", POST, "C1", "third") > waits[-1], "nobody else has been given it"


def test_other_channels_and_calls_without_one_are_not_held_up(gates: SlackGates) -> None:
    for _ in range(3):
        gates.wait_seconds("T1", POST, "C1", "somebody")
    assert gates.wait_seconds("T1", POST, "C2", "op") == 0
    assert gates.wait_seconds("T1", POST) == 0


def test_who_comes_for_its_moment_in_time_goes_and_has_used_it(
    gates: SlackGates, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SECONDS_A_MESSAGE", 0.05)
    gates.wait_seconds("T1", POST, "C1", "first")
    time.sleep(gates.wait_seconds("T1", POST, "C1", "second"))
    assert gates.wait_seconds("T1", POST, "C1", "second") == 0
    monkeypatch.setattr(module, "SECONDS_A_MESSAGE", 5)
    gates.wait_seconds("T1", POST, "C1", "third")
    assert gates.wait_seconds("T1", POST, "C1", "second") > 0, (
        "a second message waits for a moment of its own"
    )


def test_a_closed_gate_counts_for_those_with_a_moment_too(gates: SlackGates) -> None:
    gates.close("T1", POST, 60)
    assert gates.wait_seconds("T1", POST, "C1", "op") > 59


def test_nothing_of_it_stays_in_redis_for_ever(gates: SlackGates, redis: Redis) -> None:
    gates.close("T1", POST, 1)
    for caller in ("first", "second"):
        gates.wait_seconds("T1", "chat.postEphemeral", "C1", caller)
    keys = list(redis.scan_iter())
    assert len(keys) == 3
    assert all(0 < int(str(redis.pttl(key))) <= 10_000 for key in keys)
