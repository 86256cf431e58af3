"""Workers keep to Backpack's limits together, and nobody holds a worker's process while they wait."""

from typing import Any

import pytest
from celery.exceptions import Retry
from redis import Redis

from backpack import Call, RedisLimiter, Unreachable, list_pages
from store.redis_client import connect
from tasks.intents import AddItem
from tasks.intents.add_item import ItemAdded
from tasks.perform import perform
from tests.tasks.worker import accept, outcome
from tests.tasks.world import World

CALL: Call[object] = list_pages()


def use_up(limiter: RedisLimiter, slots: int = 100) -> None:
    for _ in range(slots):
        with limiter.slot(CALL) as slot:
            slot.answered(200, None)


def seconds_until_due(redis: Redis) -> float:
    """Until when the ledger holds the operation back, whoever asks."""
    client: Any = redis
    state, not_before = client.hmget("backpack-bot:{operations}:op", "state", "not_before")
    assert state == "accepted"
    seconds, microseconds = client.time()
    return float(not_before) - (float(seconds) + float(microseconds) / 1e6)


def test_a_long_wait_goes_back_to_the_broker_and_asks_backpack_nothing(worker: World, redis: Redis) -> None:
    worker.page("Office", Groceries=())
    accept(worker, AddItem("Oat milk", "Groceries"))
    use_up(RedisLimiter(redis, worker.account))
    before = worker.requests()
    with pytest.raises(Retry):
        perform("op")
    assert worker.requests() == before
    assert 2 < seconds_until_due(redis) <= 5


def test_a_task_that_was_sent_away_keeps_its_place(worker: World, redis: Redis) -> None:
    worker.page("Office", Groceries=())
    accept(worker, AddItem("Oat milk", "Groceries"))
    use_up(RedisLimiter(redis, worker.account))
    with pytest.raises(Retry):
        perform("op")
    waiting = redis.zrange(f"backpack-limit:{{backpack:{worker.account}:shared}}:all:promised:0", 0, -1)
    assert waiting == ["op"]


def test_a_refusal_keeps_every_worker_out_until_its_time(worker: World, redis: Redis) -> None:
    worker.page("Office", Groceries=())
    accept(worker, AddItem("Oat milk", "Groceries"))
    with RedisLimiter(redis, worker.account).slot(CALL) as slot:
        slot.answered(503, 120)
    before = worker.requests()
    with pytest.raises(Retry):
        perform("op")
    assert worker.requests() == before
    assert 100 < seconds_until_due(redis) <= 120


def test_without_the_limiters_redis_nothing_is_sent(worker: World) -> None:
    limiter = RedisLimiter(connect("redis://127.0.0.1:1/0", 0.2), worker.account)
    with pytest.raises(Unreachable, match="nothing was sent"), limiter.slot(CALL):
        pytest.fail("it had a slot")


def test_an_outcome_is_as_ever_when_there_is_no_wait(worker: World) -> None:
    worker.page("Office", Groceries=())
    accept(worker, AddItem("Oat milk", "Groceries"))
    perform("op")
    assert outcome(worker) == ItemAdded("Oat milk", "Groceries", "Office")
