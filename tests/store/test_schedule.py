"""The schedule: what is due becomes an operation, once, in order, and never early."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from redis import Redis

from store.operations import Verdict
from store.redis_client import connect
from store.schedule import Lane, Schedule
from store.stores import Stores
from tests.store.scheduling import DELIVERY, LAUNCH, answer_all, dispatched, entry, move_clock


@pytest.fixture
def schedule(stores: Stores) -> Schedule:
    return stores.schedule


@pytest.fixture
def now(stores: Stores) -> float:
    """On the minute, so that what is due seconds apart is due in the same one."""
    return stores.clock.now_seconds() // 60 * 60 - 600


def test_what_is_due_becomes_an_accepted_operation_with_its_intent_and_delivery(
    stores: Stores, now: float
) -> None:
    stores.schedule.put(entry("a", now, text="“tea”, {} [] \\ ü"))
    (operation_id,) = stores.schedule.dispatch().operation_ids
    operation = stores.operations.find(operation_id)
    assert operation is not None
    due = json.loads(operation.intent)["due"]
    assert [(each["entry_id"], each["due_seconds"], each["owner"]) for each in due] == [("a", now, "maya")]
    assert due[0]["item"] == {"content": "“tea”, {} [] \\ ü"}
    delivery = json.loads(operation.delivery)
    assert delivery["response_url"] is None
    assert delivery["accepted_at_seconds"] == pytest.approx(stores.operations.now_seconds(), abs=60)
    assert stores.operations.begin(operation_id) == (Verdict.GO, 1)


def test_nothing_is_dispatched_before_its_time(stores: Stores, redis: Redis) -> None:
    soon = stores.clock.now_seconds() + 3600
    stores.schedule.put(entry("a", soon))
    early = stores.schedule.dispatch()
    assert early.operation_ids == ()
    assert early.wait_seconds == pytest.approx(3600, abs=60)
    move_clock(redis, 3601)
    assert dispatched(stores) == [["a"]]
    assert stores.schedule.dispatch().wait_seconds is None


def test_ten_dispatchers_dispatch_each_entry_once(stores: Stores, redis_url: str, now: float) -> None:
    lanes = [Lane(f"dm{number}", "FireReminders", DELIVERY) for number in range(300)]
    stores.schedule.put(*(entry(f"e{n}", now, lane) for n, lane in enumerate(lanes)))

    def run(_worker: int) -> list[str]:
        with connect(redis_url) as own:
            mine, found = Schedule(own), list[str]()
            while operation_ids := mine.dispatch(7).operation_ids:
                found += operation_ids
            return found

    with ThreadPoolExecutor(10) as pool:
        each = [operation for found in pool.map(run, range(10)) for operation in found]
    assert len(each) == len(set(each)) == 300


def test_an_entry_that_was_dispatched_does_not_come_again_for_the_same_time(
    stores: Stores, redis: Redis, now: float
) -> None:
    stores.schedule.put(entry("a", now))
    assert dispatched(stores) == [["a"]]
    answer_all(stores, redis)
    assert stores.schedule.put(entry("a", now)) == 0
    assert dispatched(stores) == []
    assert stores.schedule.put(entry("a", now + 1)) == 1
    assert dispatched(stores) == [["a"]]


def test_those_due_in_the_same_minute_are_one_operation_and_others_are_not(
    stores: Stores, redis: Redis, now: float
) -> None:
    stores.schedule.put(
        *(entry(name, now + due) for name, due in [("c", 60), ("a", 0), ("b", 59)]), entry("z", now, LAUNCH)
    )
    assert sorted(dispatched(stores)) == [["a", "b"], ["z"]]
    assert dispatched(stores) == [], "the lane waits until its operation has been answered"
    answer_all(stores, redis)
    move_clock(redis, 1)  # past the lane's next look
    assert dispatched(stores) == [["c"]]


@pytest.mark.parametrize(("count", "expected"), [(5, [["0"]]), (6, [["0", "1", "2", "3", "4", "5"]])])
def test_more_than_five_late_ones_for_one_place_are_one_operation(
    stores: Stores, now: float, count: int, expected: list[list[str]]
) -> None:
    stores.schedule.put(*(entry(str(number), now + 60 * number) for number in range(count)))
    assert dispatched(stores) == expected


def test_an_entry_that_is_put_again_moves_with_its_lane_and_text(stores: Stores, now: float) -> None:
    later = stores.clock.now_seconds() + 3600
    stores.schedule.put(entry("a", now))
    stores.schedule.put(entry("a", later, LAUNCH, "coffee"))
    assert dispatched(stores) == []
    assert stores.schedule.of_lane("dm") == ()
    (found,) = stores.schedule.of_lane("launch")
    assert found.due_seconds == pytest.approx(later, abs=0.01)
    assert json.loads(found.item) == {"content": "coffee"}


def test_a_removed_entry_is_never_dispatched(stores: Stores, redis: Redis, now: float) -> None:
    stores.schedule.put(entry("a", now), entry("b", now, LAUNCH))
    assert stores.schedule.remove("a", "unknown") == 1
    assert dispatched(stores) == [["b"]]
    stores.schedule.put(entry("c", now))
    assert stores.schedule.forget("maya") == 1
    assert dispatched(stores) == []


def test_a_list_adds_moves_and_removes(stores: Stores) -> None:
    taken = stores.clock.now_seconds()
    stores.schedule.mirror("maya", taken, [entry("a", taken + 900), entry("b", taken + 900)])
    gone = stores.schedule.mirror("maya", taken + 30, [entry("b", taken + 1800), entry("c", taken + 900)])
    assert gone == ("a",)
    times = {one.entry_id: one.due_seconds - taken for one in stores.schedule.of_owner("maya")}
    assert times == {"b": pytest.approx(1800, abs=0.01), "c": pytest.approx(900, abs=0.01)}


def test_an_older_list_changes_nothing_that_was_put_after_it_was_taken(stores: Stores) -> None:
    taken = stores.clock.now_seconds() - 5
    stores.schedule.put(entry("new", taken + 900), entry("moved", taken + 1800))
    assert stores.schedule.mirror("maya", taken, [entry("moved", taken + 900)]) == ()
    times = {one.entry_id: one.due_seconds - taken for one in stores.schedule.of_owner("maya")}
    assert times == {"new": pytest.approx(900, abs=0.01), "moved": pytest.approx(1800, abs=0.01)}


def test_what_comes_due_as_the_list_is_taken_is_in_doubt_and_not_gone(stores: Stores, redis: Redis) -> None:
    taken = stores.clock.now_seconds()
    stores.schedule.mirror("maya", taken, [entry("a", taken + 900), entry("b", taken + 901)])
    move_clock(redis, 890)
    assert stores.schedule.mirror("maya", taken + 890, [entry("b", taken + 901)]) == ()
    move_clock(redis, 902)
    (operation_id,) = stores.schedule.dispatch().operation_ids
    operation = stores.operations.find(operation_id)
    assert operation is not None
    noted = {each["entry_id"]: each["noted_seconds"] for each in json.loads(operation.intent)["due"]}
    assert noted == {"a": 0, "b": pytest.approx(taken + 890, abs=0.01)}


def test_polls_are_claimed_once_and_come_again_when_their_end_was_not_told(
    stores: Stores, redis: Redis
) -> None:
    now = stores.clock.now_seconds()
    stores.polls.enroll({"a": now - 1, "b": now + 600})
    stores.polls.enroll({"a": now + 9999})
    assert stores.polls.claim(10) == ["a"]
    assert stores.polls.claim(10) == []
    move_clock(redis, 61)
    assert stores.polls.claim(10) == ["a"]
    stores.polls.poll_again_at("a", now + 1200)
    stores.polls.drop("b")
    move_clock(redis, 700)
    assert stores.polls.claim(10) == []
