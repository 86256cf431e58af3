"""The sweeper against a real ledger and a real queue: what the broker forgot is hinted at, and no more."""

from collections import Counter
from threading import Thread

import pytest
from redis import Redis

from store import operations
from store.redis_client import connect
from store.schedule import DUE_PREFIX
from tasks import queues
from tasks.intents import ShowPages
from tasks.sweep import Sweeper
from tests.tasks.worker import accept, queued
from tests.tasks.world import World


@pytest.fixture
def overdue(worker: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """What is accepted from here on is overdue at once; what is claimed is not, for a while."""
    original = worker.stores.operations.claim_overdue

    def claim(most: int) -> list[str]:
        with monkeypatch.context() as patch:
            patch.setattr(operations, "LOOK_AGAIN_SECONDS", 45)
            return original(most)

    monkeypatch.setattr(operations, "LOOK_AGAIN_SECONDS", -5)
    monkeypatch.setattr(type(worker.stores.operations), "claim_overdue", lambda _self, most: claim(most))
    return worker


def hinted(redis: Redis) -> Counter[str]:
    return Counter(message["argsrepr"] for message in queued(redis))


def test_what_the_broker_has_forgotten_is_hinted_at(overdue: World, redis: Redis) -> None:
    accept(overdue, ShowPages())
    Sweeper(redis, overdue.stores.operations).sweep_if_due()
    assert hinted(redis) == {"('op',)": 1}


def test_sweepers_of_several_workers_hint_at_each_operation_once(
    overdue: World, redis: Redis, redis_url: str
) -> None:
    for number in range(200):
        accept(overdue, ShowPages(), f"op-{number}")
    sweepers = [Sweeper(connect(redis_url), overdue.stores.operations) for _ in range(4)]
    threads = [Thread(target=sweeper.sweep_if_due) for sweeper in sweepers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert hinted(redis) == {f"('op-{number}',)": 1 for number in range(200)}


def test_many_are_hinted_at_as_fast_as_the_queue_empties_and_no_faster(overdue: World, redis: Redis) -> None:
    for number in range(1_200):
        accept(overdue, ShowPages(), f"op-{number}")
    sweeper = Sweeper(redis, overdue.stores.operations)
    served: Counter[str] = Counter()
    for _second in range(3):
        sweeper.sweep_if_due()
        sweeper.sweep_if_due()  # nobody has served any: no more are added
        assert sum(hinted(redis).values()) <= 500
        served += hinted(redis)
        redis.delete(queues.INTERACTIVE)  # as if the workers had served all of them
    assert served == {f"('op-{number}',)": 1 for number in range(1_200)}


def test_a_quiet_sweeper_asks_now_and_then(overdue: World, redis: Redis) -> None:
    sweeper = Sweeper(redis, overdue.stores.operations)
    sweeper.sweep_if_due()
    accept(overdue, ShowPages())
    sweeper.sweep_if_due()
    assert queued(redis) == []


def test_what_a_clock_has_started_is_not_hinted_at_again_while_it_waits_in_its_queue(
    overdue: World, redis: Redis
) -> None:
    """A thousand reminders due at once take longer than it takes to be overdue."""
    for number in range(1_200):
        accept(overdue, ShowPages(), f"{DUE_PREFIX}{number}")
    sweeper = Sweeper(redis, overdue.stores.operations)
    for _second in range(3):
        sweeper.sweep_if_due()
    assert redis.llen(queues.SCHEDULED) == 500
    assert queued(redis) == []
