"""The schedule while several hands are at it: a list that is late, and a clock that was wrong."""

import json
from typing import Any

import pytest
from redis import Redis

from store.schedule_keys import CLOCK_AHEAD
from store.stores import Stores
from tests.store.scheduling import LAUNCH, answer_all, dispatched, entry

DAY = 24 * 3600


@pytest.fixture
def now(stores: Stores) -> float:
    return stores.clock.now_seconds()


def ids(stores: Stores) -> list[str]:
    return [one.entry_id for one in stores.schedule.of_owner("maya")]


def test_what_was_removed_does_not_come_back_with_a_list_taken_before(stores: Stores, now: float) -> None:
    stores.schedule.put(entry("a", now + 900), entry("b", now + 900))
    stores.schedule.remove("a")
    stores.schedule.mirror("maya", now - 1, [entry("a", now + 900), entry("b", now + 900)])
    assert ids(stores) == ["b"]
    stores.schedule.mirror("maya", now + 1, [entry("a", now + 900)])
    assert ids(stores) == ["a"], "a later list knows better"


def test_what_was_dispatched_does_not_come_again_with_a_list_taken_before(
    stores: Stores, redis: Redis, now: float
) -> None:
    stores.schedule.put(entry("a", now - 0.5))
    assert dispatched(stores) == [["a"]]
    answer_all(stores, redis)
    stores.schedule.mirror("maya", now - 1, [entry("a", now - 0.4)])  # Backpack has another fraction of it
    assert dispatched(stores) == []
    assert ids(stores) == []


def test_what_a_newer_list_lacked_does_not_come_back_with_an_older_one(stores: Stores, now: float) -> None:
    stores.schedule.mirror("maya", now - 10, [entry("a", now + 900)])
    assert stores.schedule.mirror("maya", now, []) == ("a",)
    stores.schedule.mirror("maya", now - 5, [entry("a", now + 900)])
    assert ids(stores) == []


def test_nothing_of_a_list_taken_before_is_kept_for_an_owner_who_was_forgotten(
    stores: Stores, now: float
) -> None:
    stores.schedule.put(entry("a", now + 900))
    stores.schedule.forget("maya")
    assert stores.schedule.mirror("maya", now - 1, [entry("a", now + 900), entry("b", now + 900)]) == ()
    assert ids(stores) == []
    stores.schedule.mirror("maya", now + 1, [entry("b", now + 900)])
    assert ids(stores) == ["b"], "who has come back is followed again"


def test_what_may_not_come_back_is_remembered_for_no_longer_than_a_list_can_be_under_way(
    stores: Stores, redis: Redis, now: float
) -> None:
    stores.schedule.put(entry("a", now - 60), entry("b", now + 900))
    dispatched(stores)
    stores.schedule.remove("b")
    stores.schedule.forget("maya")
    client: Any = redis
    left = [*client.scan_iter("*schedule:left:*"), *client.scan_iter("*schedule:forgotten:*")]
    assert len(left) == 3
    assert all(0 < client.ttl(key) <= 60 for key in left)


def test_lists_are_followed_again_once_a_clock_that_was_ahead_has_been_put_back(
    stores: Stores, redis: Redis, now: float
) -> None:
    redis.set(CLOCK_AHEAD, DAY)
    stores.schedule.put(entry("moved", now + 2 * DAY), entry("deleted", now + 2 * DAY))
    stores.schedule.mirror(
        "maya", now + DAY, [entry("moved", now + 2 * DAY), entry("deleted", now + 2 * DAY)]
    )
    redis.delete(CLOCK_AHEAD)
    assert stores.schedule.mirror("maya", now + 1, [entry("moved", now + 900)]) == ("deleted",)
    (found,) = stores.schedule.of_owner("maya")
    assert found.due_seconds == pytest.approx(now + 900, abs=0.01)


@pytest.mark.parametrize("is_listed", [False, True])
def test_what_a_clock_that_was_ahead_has_noted_is_in_doubt(
    stores: Stores, redis: Redis, now: float, is_listed: bool
) -> None:
    redis.set(CLOCK_AHEAD, DAY)
    if is_listed:
        stores.schedule.mirror("maya", now + DAY, [entry("a", now - 1)])
    else:
        stores.schedule.put(entry("a", now - 1))
    redis.delete(CLOCK_AHEAD)
    (operation_id,) = stores.schedule.dispatch().operation_ids
    operation = stores.operations.find(operation_id)
    assert operation is not None
    assert [each["noted_seconds"] for each in json.loads(operation.intent)["due"]] == [0]


def test_an_entry_that_moves_to_another_lane_or_owner_leaves_nothing_behind(
    stores: Stores, redis: Redis, now: float
) -> None:
    stores.schedule.put(entry("a", now + 900))
    stores.schedule.put(entry("a", now + 900, LAUNCH))
    stores.schedule.remove("a")
    client: Any = redis
    assert [key for key in client.scan_iter("*schedule:*") if ":left:" not in key] == []


def test_a_lane_that_was_held_up_is_on_time_though_the_clock_was_put_back(
    stores: Stores, redis: Redis, now: float
) -> None:
    stores.schedule.put(entry("a", now + 60), entry("b", now + 900))
    redis.set(CLOCK_AHEAD, DAY)
    assert dispatched(stores) == [["a"]]
    answer_all(stores, redis)
    redis.delete(CLOCK_AHEAD)
    assert dispatched(stores) == []
    redis.set(CLOCK_AHEAD, 901)
    assert dispatched(stores) == [["b"]]
