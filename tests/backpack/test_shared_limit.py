"""The limiter that all workers share: over Redis, and without it."""

import logging
from collections.abc import Callable

import pytest
from redis import Redis

from backpack import (
    BACKPACK,
    BASECAMP_CLASSIC,
    Backpack,
    Call,
    Priority,
    Profile,
    RateLimited,
    RedisLimiter,
    Timeouts,
    Turn,
    Unreachable,
    list_calendars,
    list_pages,
)
from backpack.limit_keys import LimitKeys
from backpack.quota import KEPT_SECONDS
from store.redis_client import connect
from tests.backpack.conftest import MakeClient, ScriptedServer
from tests.backpack.fake_time import FakeTime, on_fake_time

PASSWORD = "s3same-0pen"
MakeLimiter = Callable[..., RedisLimiter]


@pytest.fixture
def time() -> FakeTime:
    return FakeTime()


@pytest.fixture
def make_limiter(redis: Redis, time: FakeTime) -> MakeLimiter:
    return lambda account="orchard", **options: on_fake_time(redis, account, time, **options)


def take(limiter: RedisLimiter, call: Call[object], count: int, turn: Turn | None = None) -> None:
    for _ in range(count):
        with limiter.slot(call, turn or Turn()) as slot:
            slot.answered(200, None)


def close(limiter: RedisLimiter, status: int, seconds: float | None) -> None:
    with limiter.slot(list_pages()) as slot:
        slot.answered(status, seconds)


def refused_for(limiter: RedisLimiter, call: Call[object], turn: Turn | None = None) -> float:
    with pytest.raises(RateLimited) as caught, limiter.slot(call, turn or Turn()):
        pytest.fail("it had a slot")
    assert caught.value.retry_after_seconds is not None
    return caught.value.retry_after_seconds


@pytest.mark.parametrize(
    ("status", "asked", "closed"), [(503, 12, 12), (429, 7.5, 7.5), (503, None, 5), (429, 86_400, 300)]
)
@pytest.mark.parametrize("priority", Priority)
def test_a_refusal_keeps_everybody_out_for_as_long_as_the_server_says(
    status: int, asked: float | None, closed: float, priority: Priority, make_limiter: MakeLimiter
) -> None:
    close(make_limiter(), status, asked)
    assert refused_for(make_limiter(), list_calendars(), Turn(priority)) == closed


def test_a_shorter_refusal_does_not_open_the_gate(make_limiter: MakeLimiter, time: FakeTime) -> None:
    limiter = make_limiter()
    with limiter.slot(list_pages()) as one, limiter.slot(list_pages()) as other:
        one.answered(503, 12)
        other.answered(503, 1)
    assert refused_for(limiter, list_pages()) == 12
    time.sleep(12)
    take(limiter, list_pages(), 1)


def test_who_is_sent_away_and_comes_back_in_time_or_late_has_kept_the_place(
    make_limiter: MakeLimiter, time: FakeTime
) -> None:
    limiter = make_limiter()
    take(limiter, list_calendars(), 10)
    waits = [refused_for(limiter, list_calendars(), Turn(name=name)) for name in ("a", "b")]
    assert waits == [5, 5]
    rush = [refused_for(limiter, list_calendars(), Turn(name=f"rush {number}")) for number in range(8)]
    assert rush == [5] * 8
    time.sleep(5)
    take(limiter, list_calendars(), 1, Turn(name="a"))
    assert refused_for(limiter, list_calendars(), Turn(name="newcomer")) > 4
    time.sleep(0.9)
    take(limiter, list_calendars(), 1, Turn(name="b"))


def test_who_comes_too_late_for_the_slot_goes_before_those_who_came_after(
    make_limiter: MakeLimiter, time: FakeTime
) -> None:
    limiter = make_limiter()
    take(limiter, list_calendars(), 10)
    refused_for(limiter, list_calendars(), Turn(name="late"))
    time.sleep(6.5)
    take(limiter, list_calendars(), 10)
    crowd = [refused_for(limiter, list_calendars(), Turn(name=f"{number}")) for number in range(10)]
    assert refused_for(limiter, list_calendars(), Turn(name="newcomer")) > max(crowd)
    assert refused_for(limiter, list_calendars(), Turn(name="late")) == min(crowd)


def test_who_has_no_name_and_is_sent_away_leaves_nothing_behind(
    make_limiter: MakeLimiter, redis: Redis
) -> None:
    limiter = make_limiter()
    take(limiter, list_pages(), 100)
    before = sorted(redis.keys())
    assert {refused_for(limiter, list_pages()) for _ in range(300)} == {5}
    assert sorted(redis.keys()) == before


def test_who_waits_sleeps_no_longer_than_their_patience_in_all(
    make_limiter: MakeLimiter, monkeypatch: pytest.MonkeyPatch, time: FakeTime
) -> None:
    slept: list[float] = []
    limiter = make_limiter(patience_seconds=2.0)
    close(limiter, 503, 0.75)

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        time.sleep(seconds)
        close(make_limiter(), 503, 0.75)  # as soon as the gate is open, somebody is refused again

    monkeypatch.setattr(limiter, "_sleep", sleep)
    monkeypatch.setattr("backpack.shared_limit.time.monotonic", time.clock)
    assert refused_for(limiter, list_calendars()) == 0.75
    assert slept == [0.75, 0.75]


@pytest.mark.parametrize("profile", [BACKPACK, BASECAMP_CLASSIC], ids=lambda profile: profile.name)
def test_a_lease_that_could_end_before_its_request_is_counted_stops_a_client_at_its_start(
    profile: Profile, redis: Redis, make_client: MakeClient
) -> None:
    least = 15 + {"backpack": 5, "basecamp-classic": 10}[profile.name]
    with pytest.raises(ValueError, match=f"a lease of {least - 1} s is too short.* {least} s"):
        make_client(
            "http://127.0.0.1:1",
            timeouts=Timeouts(),
            limiter=RedisLimiter(redis, "orchard", profile=profile, lease_seconds=least - 1),
        )
    make_client(
        "http://127.0.0.1:1",
        timeouts=Timeouts(),
        limiter=RedisLimiter(redis, "orchard", profile=profile, lease_seconds=least),
    )


def test_a_redis_that_has_forgotten_the_scripts_is_told_again(redis: Redis) -> None:
    limiter = RedisLimiter(redis, "orchard")
    for _ in range(2):
        redis.script_flush()
        with limiter.slot(list_pages()) as slot:
            redis.script_flush()
            slot.answered(503, 100)
        assert refused_for(limiter, list_pages()) == pytest.approx(100, abs=5)
        redis.flushall()


def away() -> RedisLimiter:
    return RedisLimiter(connect(f"redis://:{PASSWORD}@127.0.0.1:1/0", 0.5), "trailhead")


def test_without_redis_nothing_is_sent_and_it_may_be_tried_again(
    server: ScriptedServer, make_client: MakeClient
) -> None:
    client: Backpack = make_client(server.url, limiter=away(), timeouts=Timeouts(2, 2, 4))
    with pytest.raises(Unreachable) as caught:
        client(list_pages())
    assert (caught.value.retryable, caught.value.may_have_happened) == (True, False)
    assert not server.requests
    assert PASSWORD not in repr(caught.value)
    assert (caught.value.__context__, caught.value.__cause__) == (None, None)


def test_a_redis_that_goes_meanwhile_costs_no_reply_and_the_slot_ends_with_its_lease(
    make_limiter: MakeLimiter,
    time: FakeTime,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    limiter = make_limiter()
    take(limiter, list_calendars(), 9)
    with limiter.slot(list_calendars()) as slot, monkeypatch.context() as gone:
        gone.setattr(limiter, "_settle", away()._settle)
        slot.answered(200, None)
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    assert "until its lease ends: ConnectionError" in caplog.text
    assert PASSWORD not in caplog.text
    time.sleep(5)
    take(limiter, list_calendars(), 9)
    assert refused_for(limiter, list_calendars()) == 5
    time.sleep(15)
    take(limiter, list_calendars(), 10)


def test_keys_share_one_node_of_a_cluster_and_expire(make_limiter: MakeLimiter, redis: Redis) -> None:
    limiter = make_limiter()
    take(limiter, list_calendars(), 1, Turn(Priority.BULK))
    take(limiter, list_calendars(), 9)
    for priority in Priority:
        refused_for(limiter, list_calendars(), Turn(priority, f"w{priority}"))
    close(limiter, 503, 10)
    keys = [str(key) for key in redis.scan_iter()]
    assert len(keys) == 1 + 2 * 5
    assert {key.partition("}")[0] for key in keys} == {f"{LimitKeys.PREFIX}{{backpack:orchard:shared"}
    assert all(0 < redis.ttl(key) <= KEPT_SECONDS for key in keys)


@pytest.mark.parametrize(
    "options", [{"account": "mill"}, {"egress": "south"}, {"profile": BASECAMP_CLASSIC}], ids=str
)
def test_other_accounts_addresses_and_apis_have_limits_of_their_own(
    options: dict[str, object], make_limiter: MakeLimiter
) -> None:
    take(make_limiter(), list_calendars(), 10)
    close(make_limiter(), 503, 100)
    take(make_limiter(**options), list_calendars(), 10)
