"""The schedule at its edges: odd ids, big entries, many lanes, lanes that are held up, and what is left."""

import json
from typing import Any

import pytest
from redis import Redis

from store.dead_letters import DeadLetter
from store.redis_client import connect
from store.schedule import Dispatched, Lane, Schedule
from store.stores import Stores
from tests.store.scheduling import DELIVERY, LAUNCH, answer_all, dispatched, entry, move_clock

ODD = ['"quoted"', "back\\slash/", "ümläut ✓", "tab\tand\x01", "@", "a@1.000", "{}", "%s %d", " "]


@pytest.fixture
def now(stores: Stores) -> float:
    """On the minute, so that what is due seconds apart is due in the same one."""
    return stores.clock.now_seconds() // 60 * 60 - 600


def due_of(stores: Stores, operation_id: str) -> list[dict[str, Any]]:
    operation = stores.operations.find(operation_id)
    assert operation is not None
    return list(json.loads(operation.intent)["due"])


def test_whatever_characters_there_are_in_ids_owners_and_lanes_come_out_as_they_went_in(
    stores: Stores, now: float
) -> None:
    for name in ODD:
        stores.schedule.put(entry(name, now, Lane(name, f"Intent {name}", DELIVERY), name))
    seen = {}
    for operation_id in stores.schedule.dispatch().operation_ids:
        operation = stores.operations.find(operation_id)
        assert operation is not None
        (due,) = due_of(stores, operation_id)
        seen[due["entry_id"]] = (json.loads(operation.intent)["type"], due["item"]["content"])
    assert seen == {name: (f"Intent {name}", name) for name in ODD}


def test_a_megabyte_comes_through_whole(stores: Stores, now: float) -> None:
    text = "ü" * 500_000
    stores.schedule.put(entry("a", now, text=text))
    (operation_id,) = stores.schedule.dispatch().operation_ids
    assert due_of(stores, operation_id)[0]["item"]["content"] == text


@pytest.mark.parametrize("fraction", [0.0, 0.0004, 0.4996, 0.9996, 1 / 3])
def test_a_time_is_the_same_one_whichever_way_it_is_counted(
    stores: Stores, redis: Redis, now: float, fraction: float
) -> None:
    stores.schedule.mirror("maya", now - 1, [entry("a", now + fraction)])
    (operation_id,) = stores.schedule.dispatch().operation_ids
    assert due_of(stores, operation_id)[0]["due_seconds"] == float(f"{now + fraction:.3f}")
    answer_all(stores, redis)
    assert stores.schedule.put(entry("a", float(f"{now + fraction:.3f}"))) == 0


def test_more_than_one_message_can_show_come_forty_at_a_time_and_in_order(
    stores: Stores, redis: Redis, now: float
) -> None:
    names = [f"{number:03}" for number in range(95)]
    stores.schedule.put(*(entry(name, now) for name in names))
    found = []
    for seconds in range(3):
        move_clock(redis, seconds)  # past the lane's next look
        found += dispatched(stores)
        answer_all(stores, redis)
    assert [len(each) for each in found] == [40, 40, 15]
    assert [name for each in found for name in each] == names


def test_what_an_outage_left_behind_goes_with_what_is_due_just_now(stores: Stores) -> None:
    now = stores.clock.now_seconds()
    late = [entry(f"late {number}", now - 600 + 60 * number) for number in range(6)]
    stores.schedule.put(entry("just now", now - 0.5), entry("to come", now + 60), *late)
    assert dispatched(stores) == [[*(one.entry_id for one in late), "just now"]]


def test_what_is_less_than_a_minute_late_is_not_taken_for_an_outage(stores: Stores) -> None:
    now = stores.clock.now_seconds()
    stores.schedule.put(entry("a", now - 65), *(entry(f"b{number}", now - 0.1) for number in range(6)))
    assert dispatched(stores) == [["a"]]


def test_lanes_that_are_held_up_hide_no_other(stores: Stores, redis: Redis, now: float) -> None:
    held_up = [Lane(f"busy {number}", "FireReminders", DELIVERY) for number in range(250)]
    stores.schedule.put(*(entry(f"{lane.name} 1", now, lane) for lane in held_up))
    stores.schedule.put(*(entry(f"{lane.name} 2", now + 60, lane) for lane in held_up))
    assert sum(len(dispatched(stores)) for _look in range(4)) == 250
    stores.schedule.put(entry("free", now + 120, LAUNCH))
    move_clock(redis, 1)  # past everybody's next look
    looks = [dispatched(stores) for _look in range(3)]
    assert [["free"]] in looks, looks
    answer_all(stores, redis)
    move_clock(redis, 2)
    assert sum(len(dispatched(stores)) for _look in range(4)) == 250, "and none of them is forgotten"


def test_a_lane_that_waits_is_not_asked_again_at_once(stores: Stores, now: float) -> None:
    stores.schedule.put(entry("a", now), entry("b", now + 60))
    stores.schedule.dispatch()
    again = stores.schedule.dispatch()
    assert again.operation_ids == ()
    assert again.wait_seconds is not None
    assert 0 < again.wait_seconds <= 0.2


def test_the_sweeper_finds_an_operation_whose_hint_was_lost(stores: Stores, redis: Redis, now: float) -> None:
    stores.schedule.put(entry("a", now))
    (operation_id,) = stores.schedule.dispatch().operation_ids
    assert stores.operations.claim_overdue() == [], "not before a worker had the time to take it"
    client: Any = redis
    wonders_at = client.zscore("backpack-bot:{operations}:open", operation_id)
    assert wonders_at == pytest.approx(stores.operations.now_seconds() + 10, abs=9), "not in a minute or so"
    client.zadd("backpack-bot:{operations}:open", {operation_id: wonders_at - 20})
    assert stores.operations.claim_overdue() == [operation_id]


@pytest.mark.parametrize("end", ["answered", "buried", "expired"])
def test_a_lane_goes_on_whichever_way_its_operation_ended(
    stores: Stores, redis: Redis, now: float, end: str
) -> None:
    stores.schedule.put(entry("a", now), entry("b", now + 60))
    (operation_id,) = stores.schedule.dispatch().operation_ids
    _go, attempt = stores.operations.begin(operation_id)
    move_clock(redis, 1)
    assert dispatched(stores) == []
    if end == "answered":
        stores.operations.finish(operation_id, attempt, "outcome")
        stores.answers.answered(operation_id)
    elif end == "buried":
        letter = DeadLetter(operation_id, 0.0, "reference", "reason", "FireReminders", "T1", "U1")
        stores.dead_letters.bury(letter, attempt, "outcome")
        stores.dead_letters.bury_answer(letter, stores.answers.begin(operation_id).number)
    else:
        redis.delete(f"backpack-bot:{{operations}}:{operation_id}")
        stores.operations.begin(operation_id)
    move_clock(redis, 2)
    assert dispatched(stores) == [["b"]]


def test_nothing_to_put_remove_or_list_is_no_fault(stores: Stores) -> None:
    assert stores.schedule.put() == 0
    assert stores.schedule.remove() == 0
    assert stores.schedule.forget("nobody") == 0
    assert stores.schedule.mirror("nobody", 1.0, []) == ()
    assert stores.schedule.of_owner("nobody") == stores.schedule.of_lane("nothing") == ()
    assert stores.schedule.find("nothing") is None
    assert stores.schedule.dispatch() == Dispatched((), None)


def test_an_empty_list_takes_out_all_that_was_mirrored(stores: Stores) -> None:
    now = stores.clock.now_seconds()
    stores.schedule.mirror("maya", now - 1, [entry("a", now + 900), entry("b", now + 900, LAUNCH)])
    assert set(stores.schedule.mirror("maya", now, [])) == {"a", "b"}
    assert stores.schedule.dispatch().wait_seconds is None


def test_all_that_stays_behind_goes_by_itself(stores: Stores, redis: Redis, now: float) -> None:
    stores.schedule.mirror("maya", now - 1, [entry("a", now), entry("b", now), entry("c", now, LAUNCH)])
    dispatched(stores)
    answer_all(stores, redis)
    stores.schedule.forget("maya")
    client: Any = redis
    prefix = "backpack-bot:{operations}:schedule:"
    stays = {key.removeprefix(prefix) for key in client.scan_iter(f"{prefix}*") if client.ttl(key) < 0}
    assert stays == {"done"}
    client.zadd(f"{prefix}done", {"long ago": 1, "yesterday": now - 24 * 3600})
    stores.schedule.put(entry("d", now))
    dispatched(stores)
    assert "long ago" not in client.zrange(f"{prefix}done", 0, -1)
    assert "yesterday" in client.zrange(f"{prefix}done", 0, -1)


def test_a_restarted_redis_is_told_the_scripts_again(stores: Stores, redis: Redis, now: float) -> None:
    stores.schedule.put(entry("a", now))
    redis.script_flush()
    assert dispatched(stores) == [["a"]]


def test_what_others_put_is_seen_by_every_dispatcher(stores: Stores, redis_url: str, now: float) -> None:
    with connect(redis_url) as other:
        Schedule(other).put(entry("a", now))
    assert dispatched(stores) == [["a"]]


def test_nothing_goes_early_with_what_is_due_in_the_same_minute(stores: Stores, redis: Redis) -> None:
    now = stores.clock.now_seconds()
    move_clock(redis, 70 - now % 60)  # to the tenth second of a minute
    minute = (now + 60) // 60 * 60
    stores.schedule.put(entry("due", minute + 5), entry("to come", minute + 45))
    assert dispatched(stores) == [["due"]]


def test_a_list_that_has_it_again_takes_the_doubt_away(stores: Stores, redis: Redis) -> None:
    now = stores.clock.now_seconds()
    stores.schedule.mirror("maya", now, [entry("a", now + 40)])
    stores.schedule.mirror("maya", now + 1, [])  # Backpack's clock, say, was ahead, and is set
    stores.schedule.mirror("maya", now + 2, [entry("a", now + 40)])
    move_clock(redis, 41)
    (operation_id,) = stores.schedule.dispatch().operation_ids
    assert due_of(stores, operation_id)[0]["noted_seconds"] == pytest.approx(now + 2, abs=0.01)
