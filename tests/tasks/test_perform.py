"""The task: from the ledger's record to its outcome, whatever happens on the way."""

import json
from dataclasses import replace
from typing import Any

import pytest
from celery.exceptions import Retry
from redis import Redis, RedisError

from store.cipher import new_key
from tasks import perform as module
from tasks import queues, resources
from tasks.config import worker_config
from tasks.intents import AddItem, ShowPages
from tasks.intents.add_item import ItemAdded
from tasks.perform import perform
from tasks.results import GivenUp, NotConnected, Surprise
from tests.tasks.worker import accept, outcome, queued
from tests.tasks.world import TEAM, World


def test_what_was_accepted_is_performed_once_however_often_it_is_hinted(worker: World) -> None:
    worker.page("Office", Groceries=())
    accept(worker, AddItem("Oat milk", "Groceries"))
    for _ in range(3):
        perform("op")
    assert outcome(worker) == ItemAdded("Oat milk", "Groceries", "Office")
    assert worker.items("Groceries") == [("Oat milk", False)]


def test_an_unknown_operation_is_left_alone(worker: World) -> None:
    perform("nobody")
    assert worker.stores.operations.find("nobody") is None


def test_an_operation_in_somebody_elses_hands_is_asked_about_later(worker: World) -> None:
    accept(worker, ShowPages())
    worker.stores.operations.begin("op")
    with pytest.raises(Retry):
        perform("op")


def test_a_503_holds_back_every_hint_until_its_time(worker: World) -> None:
    worker.page("Office", Groceries=())
    worker.fault(status=503, retry_after=120, times=1)
    accept(worker, AddItem("Oat milk", "Groceries"))
    for _ in range(3):
        with pytest.raises(Retry):
            perform("op")
    assert worker.items("Groceries") == [], "the second and third came too early and asked nothing"


def test_backpack_down_is_told_once_it_is_sure_and_nothing_is_lost(worker: World, redis: Redis) -> None:
    worker.page("Office", Groceries=())
    worker.fault(status=500, path_contains="/ws/pages/all", times=2)
    accept(worker, AddItem("Oat milk", "Groceries"))
    for expected in (0, 1):
        with pytest.raises(Retry):
            perform("op")
        assert [message["task"] for message in queued(redis)].count(queues.NOTIFY) == expected
        worker.stores.operations.postpone("op", 1, 0)
        client: Any = redis
        client.hset("backpack-bot:{operations}:op", "not_before", "0")
    perform("op")
    assert worker.items("Groceries") == [("Oat milk", False)]


def test_after_a_day_it_is_given_up(worker: World) -> None:
    accept(worker, ShowPages(), hours_ago=25)
    perform("op")
    assert outcome(worker) == GivenUp(24)


def test_somebody_who_is_not_linked_is_asked_to_connect_and_the_command_is_kept(worker: World) -> None:
    worker.stores.accounts.forget(TEAM, worker.maya.slack_user_id)
    accept(worker, AddItem("Oat milk", "Groceries"))
    perform("op")
    asked = outcome(worker)
    assert asked == NotConnected(asked.interrupted_id, token_was_refused=False)
    kept = worker.stores.interrupted.find(asked.interrupted_id)
    assert kept
    assert json.loads(json.loads(kept)["intent"])["content"] == "Oat milk"


def test_a_token_that_backpack_refuses_is_asked_for_again_and_the_command_is_kept(worker: World) -> None:
    worker.stores.accounts.save(TEAM, worker.maya.slack_user_id, replace(worker.maya.link, token="0" * 40))
    accept(worker, ShowPages())
    perform("op")
    asked = outcome(worker)
    assert asked.token_was_refused
    assert worker.stores.interrupted.find(asked.interrupted_id)


def test_a_token_whose_key_was_dropped_counts_as_not_connected(
    worker: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BACKPACK_BOT_KEYS", new_key())
    worker_config.cache_clear()
    resources.stores.cache_clear()
    accept(worker, ShowPages())
    perform("op")
    assert isinstance(outcome(worker), NotConnected)


def test_what_another_version_accepted_waits_for_that_version(worker: World) -> None:
    accept(worker, ShowPages(), type="FromTheFuture")
    with pytest.raises(Retry):
        perform("op")
    found = worker.stores.operations.find("op")
    assert found
    assert found.state == "accepted"


def test_a_link_that_cannot_be_used_is_answered_and_does_not_come_back_for_ever(
    worker: World, caplog: pytest.LogCaptureFixture
) -> None:
    link = replace(worker.maya.link, account="not.an.account")
    worker.stores.accounts.save(TEAM, worker.maya.slack_user_id, link)
    accept(worker, ShowPages())
    perform("op")
    surprise = outcome(worker)
    assert isinstance(surprise, Surprise)
    assert surprise.reference in caplog.text
    assert worker.maya.token not in caplog.text


def test_a_redis_that_fails_in_between_leaves_the_operation_to_the_sweeper(
    worker: World, redis: Redis
) -> None:
    accept(worker, ShowPages())
    key = f"backpack-bot:link:{TEAM}:{worker.maya.slack_user_id}"
    redis.delete(key)
    redis.lpush(key, "a list, where a string is asked for")
    with pytest.raises(RedisError):
        perform("op")
    assert worker.stores.operations.open_count() == 1


def test_the_longest_wait_in_a_workers_memory_is_half_a_minute() -> None:
    assert module._LONGEST_COUNTDOWN_SECONDS <= 30
