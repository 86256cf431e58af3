"""The dispatcher: a thread that hands what is due to the workers, through whatever happens to it."""

import base64
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from threading import Thread
from typing import Any

import pytest
from kombu.exceptions import OperationalError
from redis import Redis, RedisError

from store.redis_client import connect
from store.schedule import Dispatched, Entry, Lane, Schedule
from store.schedule_keys import CLOCK_AHEAD
from tasks import queues
from tasks import schedule as module
from tasks.publish import batches, publish_due
from tasks.schedule import Dispatcher
from tasks.sweep import Sweeper
from tests.tasks.world import World

pytestmark = pytest.mark.usefixtures("worker")


class Watched(Schedule):
    """A schedule that counts looks, and fails the first few times."""

    def __init__(self, redis: Redis, *failures: Exception) -> None:
        super().__init__(redis)
        self.looks = 0
        self._failures = list(failures)

    def dispatch(self, lanes_most: int = 100) -> Dispatched:
        self.looks += 1
        if self._failures:
            raise self._failures.pop(0)
        return super().dispatch(lanes_most)


Start = Callable[..., Watched]


@pytest.fixture
def start(redis_url: str) -> Iterator[Start]:
    """Starts another dispatcher, which fails so first; all are stopped in the end."""
    started: list[Dispatcher] = []

    def start(*failures: Exception) -> Watched:
        watched = Watched(connect(redis_url), *failures)
        started.append(Dispatcher(watched))
        started[-1].start()
        return watched

    yield start
    for each in started:
        each.stop()
    for each in started:
        each.join(60)
        assert not each.is_alive()


def put(world: World, count: int, in_seconds: float = -1.0) -> None:
    """So many, each for a place of its own."""
    due = world.stores.clock.now_seconds() + in_seconds
    lanes = [Lane(f"lane {number}", "FireReminders", '{"type": "Delivery"}') for number in range(count)]
    world.stores.schedule.put(*(Entry(f"in {lane.name}", lane, "maya", due, "{}") for lane in lanes))


def messages(redis: Redis) -> list[Any]:
    client: Any = redis
    return [json.loads(message) for message in client.lrange(queues.SCHEDULED, 0, -1)]


def batches_of(redis: Redis) -> list[list[str]]:
    """The operations in each message."""
    bodies = [json.loads(base64.b64decode(message["body"])) for message in messages(redis)]
    return [operation_ids for (operation_ids,), _kwargs, _embedded in bodies]


def hinted(redis: Redis) -> Counter[str]:
    return Counter(operation_id for batch in batches_of(redis) for operation_id in batch)


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 60  # nobody waits for so long but a test that fails
    while not condition():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.01)


def test_what_is_due_is_hinted_at_where_scheduled_things_are_done(
    world: World, redis: Redis, start: Start
) -> None:
    put(world, 1)
    start()
    wait_until(lambda: len(hinted(redis)) == 1)
    (message,) = messages(redis)
    assert message["headers"]["task"] == queues.FIRE
    client: Any = redis
    assert client.llen(queues.INTERACTIVE) == 0, "it is in nobody's way who waits for an answer"


def test_more_than_one_look_can_take_all_go_out_once(world: World, redis: Redis, start: Start) -> None:
    put(world, 350)
    start()
    wait_until(lambda: len(hinted(redis)) == 350)
    assert set(hinted(redis).values()) == {1}
    assert world.stores.operations.open_count() == 350


def test_four_dispatchers_hint_at_each_once(world: World, redis: Redis, start: Start) -> None:
    watched = [start() for _ in range(4)]
    put(world, 500)
    wait_until(lambda: len(hinted(redis)) == 500)
    assert set(hinted(redis).values()) == {1}
    assert all(each.looks for each in watched)


def test_one_that_stops_leaves_the_rest_to_the_others(
    world: World, redis: Redis, redis_url: str, start: Start
) -> None:
    leaving = Dispatcher(Schedule(connect(redis_url)))
    leaving.start()
    start()
    stopping = Thread(target=leaving.stop)
    stopping.start()
    put(world, 300)
    wait_until(lambda: len(hinted(redis)) == 300)
    stopping.join()
    leaving.join(60)
    assert not leaving.is_alive()
    assert set(hinted(redis).values()) == {1}


def test_what_is_to_come_waits_for_its_time_and_goes_out_when_the_clock_is_moved(
    world: World, redis: Redis, start: Start
) -> None:
    put(world, 1, in_seconds=3600)
    watched = start()
    wait_until(lambda: watched.looks >= 3)
    assert hinted(redis) == {}
    redis.set(CLOCK_AHEAD, 3600)
    wait_until(lambda: len(hinted(redis)) == 1)


def test_what_is_put_while_it_sleeps_is_not_waited_for_long(world: World, redis: Redis, start: Start) -> None:
    watched = start()
    wait_until(lambda: watched.looks >= 2)  # there was nothing
    put(world, 1)
    wait_until(lambda: len(hinted(redis)) == 1)


@pytest.mark.parametrize("failure", [RedisError("away"), RuntimeError("a fault of ours")])
def test_a_look_that_fails_is_made_again(
    world: World, redis: Redis, start: Start, failure: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    put(world, 1)
    start(failure, failure)
    wait_until(lambda: len(hinted(redis)) == 1)
    assert "dispatche" in caplog.text


def test_what_the_broker_did_not_take_the_sweeper_hints_at_and_the_others_go_out_at_once(
    world: World, redis: Redis, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(world, 20)
    refused: list[str] = []

    def refuse_the_third(operation_ids: Sequence[str]) -> None:
        published.append(operation_ids)
        if len(published) == 3:
            refused.extend(operation_ids)
            raise OperationalError("no broker")
        publish_due(operation_ids)

    published: list[Sequence[str]] = []
    monkeypatch.setattr(module, "publish_due", refuse_the_third)
    start()
    wait_until(lambda: len(hinted(redis)) == 19)
    assert refused[0] not in hinted(redis)
    client: Any = redis
    client.zadd("backpack-bot:{operations}:open", {refused[0]: 1})
    Sweeper(redis, world.stores.operations).sweep_if_due()
    assert hinted(redis)[refused[0]] == 1


@pytest.mark.parametrize(("count", "largest"), [(1, 1), (16, 1), (31, 1), (32, 2), (100, 6), (1000, 10)])
def test_few_are_spread_over_all_processes_and_in_a_rush_several_share_a_message(
    count: int, largest: int
) -> None:
    operation_ids = [str(number) for number in range(count)]
    parts = batches(operation_ids)
    assert [each for part in parts for each in part] == operation_ids
    assert max(map(len, parts)) == largest


def test_one_that_is_told_to_stop_ends(redis_url: str) -> None:
    watched = Watched(connect(redis_url))
    dispatcher = Dispatcher(watched)
    dispatcher.start()
    wait_until(lambda: watched.looks > 0)
    dispatcher.stop()
    dispatcher.join(60)
    assert not dispatcher.is_alive()
