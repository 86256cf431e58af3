"""Cards, additions, who has finished, the clock, polls, and accounts that were found silent."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest
from redis import Redis

from store.redis_client import connect
from store.schedule_keys import CLOCK_AHEAD
from store.stores import Stores, open_stores

DAY = 24 * 3600


def test_a_card_comes_back_with_what_has_become_of_its_rows(stores: Stores) -> None:
    stores.cards.keep("c", '{"shown": "ü"}')
    stores.cards.settle("c", 3, '{"what": "done"}', "op-1")
    stores.cards.settle("c", 10, '{"what": "changed"}', "op-2")
    card = stores.cards.find("c")
    assert card is not None
    assert card.shown == '{"shown": "ü"}'
    assert card.states == {3: '{"what": "done"}', 10: '{"what": "changed"}'}
    assert card.settled_by == {3: "op-1", 10: "op-2"}
    assert stores.cards.find("d") is None


def test_keeping_a_card_once_more_forgets_nothing_of_its_rows(stores: Stores) -> None:
    stores.cards.keep("c", "first")
    stores.cards.settle("c", 0, "done", "op")
    stores.cards.keep("c", "first")
    card = stores.cards.find("c")
    assert card is not None
    assert card.states == {0: "done"}


def test_a_row_is_one_operation_s_until_it_is_settled_or_let_go(stores: Stores) -> None:
    assert stores.cards.claim("c", 0, "first")
    assert stores.cards.claim("c", 0, "first"), "who comes again has it still"
    assert not stores.cards.claim("c", 0, "second")
    assert stores.cards.claim("c", 1, "second")
    stores.cards.release("c", 0)
    assert stores.cards.claim("c", 0, "second")
    stores.cards.settle("c", 0, "done", "second")
    assert stores.cards.claim("c", 0, "third")


def test_of_many_clicks_at_once_one_gets_the_row(redis_url: str, sealing_key: str) -> None:
    def claim(number: int) -> bool:
        with connect(redis_url) as own:
            return open_stores(own, [sealing_key]).cards.claim("c", 0, f"op-{number}")

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(claim, range(40))) == 1


def test_what_backpack_can_not_keep_is_found_by_account_and_reminder(stores: Stores) -> None:
    stores.additions.keep("trailhead", 7, "channel", 60)
    stores.additions.keep("trailhead", 8, "rule", 60)
    stores.additions.keep("other", 7, "theirs", 60)
    assert stores.additions.find("trailhead", [7, 8, 9]) == {7: "channel", 8: "rule"}
    assert stores.additions.find("trailhead", []) == {}
    stores.additions.forget("trailhead", 7)
    assert stores.additions.find("trailhead", [7]) == {}
    assert stores.additions.find("other", [7]) == {7: "theirs"}


@pytest.mark.parametrize("due_in_seconds", [-5.0, 0.0, 400 * DAY])
def test_it_is_kept_for_two_months_after_the_reminder_was_due(
    stores: Stores, redis: Redis, due_in_seconds: float
) -> None:
    stores.additions.keep("trailhead", 7, "rule", due_in_seconds)
    kept = ttl(redis, "backpack-bot:addition:trailhead:7")
    assert kept == pytest.approx(max(0, due_in_seconds) + 60 * DAY, abs=60)


def test_who_has_done_with_a_reminder_is_known_for_each_time_it_was_due(stores: Stores) -> None:
    assert stores.finished.add("trailhead", 7, 100.0, 1) == {1}
    assert stores.finished.add("trailhead", 7, 100.0, 1) == {1}
    assert stores.finished.add("trailhead", 7, 100.4, 2) == {1, 2}
    assert stores.finished.add("trailhead", 7, 200.0, 3) == {3}
    assert stores.finished.add("trailhead", 8, 100.0, 4) == {4}
    assert stores.finished.add("other", 7, 100.0, 5) == {5}


def test_nothing_of_it_is_kept_for_ever(stores: Stores, redis: Redis) -> None:
    stores.cards.keep("c", "shown")
    stores.cards.claim("c", 0, "op")
    stores.cards.settle("c", 1, "done", "op")
    stores.cards.settle("gone meanwhile", 1, "done", "op")
    stores.additions.keep("trailhead", 7, "rule", 60)
    stores.finished.add("trailhead", 7, 100.0, 1)
    stores.away.note("trailhead")
    keys: list[Any] = list(redis.scan_iter())
    assert len(keys) == 6
    assert all(0 < ttl(redis, key) <= 61 * DAY for key in keys)


def test_an_account_is_found_silent_by_itself(stores: Stores) -> None:
    stores.away.note("trailhead")
    assert stores.away.is_noted("trailhead")
    assert not stores.away.is_noted("other")


def test_the_clock_is_redis_s_and_can_be_moved(stores: Stores, redis: Redis) -> None:
    real = stores.operations.now_seconds()
    assert stores.clock.now_seconds() == pytest.approx(real, abs=60)
    for ahead in (3 * DAY, -3 * DAY, 0.5):
        redis.set(CLOCK_AHEAD, ahead)
        assert stores.clock.now_seconds() == pytest.approx(real + ahead, abs=60)
    now = stores.clock.now()
    assert now.tzinfo is UTC
    assert now.timestamp() == pytest.approx(stores.clock.now_seconds(), abs=60)
    assert isinstance(now, datetime)


def test_moving_the_clock_leaves_the_ledger_s_leases_alone(stores: Stores, redis: Redis) -> None:
    real = stores.operations.now_seconds()
    redis.set(CLOCK_AHEAD, 3 * DAY)
    assert stores.operations.now_seconds() == pytest.approx(real, abs=60)


def test_feeds_are_claimed_in_the_order_in_which_they_were_due(stores: Stores) -> None:
    now = stores.clock.now_seconds()
    stores.polls.enroll({})
    stores.polls.enroll({f"feed {number}": now - 100 + number for number in range(10)})
    stores.polls.enroll({"to come": now + 600})
    assert stores.polls.claim(3) == ["feed 0", "feed 1", "feed 2"]
    assert stores.polls.claim(100) == [f"feed {number}" for number in range(3, 10)]
    assert stores.polls.claim(100) == []


def test_pollers_at_once_claim_each_feed_once(stores: Stores, redis_url: str, sealing_key: str) -> None:
    now = stores.clock.now_seconds()
    stores.polls.enroll({f"feed {number}": now - 1 for number in range(200)})

    def claim(_worker: int) -> list[str]:
        with connect(redis_url) as own:
            polls, mine = open_stores(own, [sealing_key]).polls, list[str]()
            while found := polls.claim(7):
                mine += found
            return mine

    with ThreadPoolExecutor(8) as pool:
        each = [feed for found in pool.map(claim, range(8)) for feed in found]
    assert len(each) == len(set(each)) == 200


def ttl(redis: Redis, key: str) -> int:
    client: Any = redis
    return int(client.ttl(key))
