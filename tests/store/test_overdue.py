"""The sweeper's view of the ledger: what nobody has looked at for too long, each once."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from redis import Redis

from store import answers, operations
from store.operations import Operations
from store.stores import Stores


@pytest.fixture
def ledger(stores: Stores, monkeypatch: pytest.MonkeyPatch) -> Operations:
    """Everything is overdue as soon as it is accepted."""
    monkeypatch.setattr(operations, "LOOK_AGAIN_SECONDS", -5)
    return stores.operations


def accept(ledger: Operations, *operation_ids: str) -> None:
    for operation_id in operation_ids:
        ledger.accept(operation_id, "intent", "delivery", ledger.now_seconds() + 10)


def test_two_sweepers_claim_each_operation_once(ledger: Operations, monkeypatch: pytest.MonkeyPatch) -> None:
    accept(ledger, *(f"op-{number}" for number in range(60)))
    monkeypatch.setattr(operations, "LOOK_AGAIN_SECONDS", 45)
    with ThreadPoolExecutor(4) as pool:
        claimed = [found for batch in pool.map(ledger.claim_overdue, [7] * 40) for found in batch]
    assert sorted(claimed) == sorted(f"op-{number}" for number in range(60))
    assert ledger.claim_overdue() == []


def test_what_was_claimed_and_lost_again_comes_back(ledger: Operations) -> None:
    accept(ledger, "op")
    assert ledger.claim_overdue() == ["op"]
    assert ledger.claim_overdue() == ["op"]  # its next look lies in the past too


def test_the_oldest_are_claimed_first_and_no_more_than_asked_for(ledger: Operations) -> None:
    for operation_id in ("first", "second", "third"):
        accept(ledger, operation_id)
        time.sleep(0.002)
    assert ledger.claim_overdue(2) == ["first", "second"]


def test_what_is_fresh_is_left_alone(stores: Stores) -> None:
    accept(stores.operations, "op")
    assert stores.operations.claim_overdue() == []
    stores.operations.begin("op")
    assert stores.operations.claim_overdue() == []


def test_a_performed_operation_is_swept_until_it_is_answered(
    ledger: Operations, stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operations, "SHOWN_SECONDS", -5)
    accept(ledger, "op")
    ledger.begin("op")
    ledger.finish("op", 1, "done")
    assert ledger.claim_overdue() == ["op"]
    stores.answers.answered("op")
    assert ledger.claim_overdue() == []
    assert ledger.open_count() == 0


@pytest.mark.parametrize("what", ["the work", "the answer"])
def test_what_was_postponed_is_not_overdue_before_its_time(
    ledger: Operations, stores: Stores, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "LOOK_AGAIN_SECONDS", -5)
    accept(ledger, "op")
    ledger.begin("op")
    if what == "the work":
        ledger.postpone("op", 1, 60)
    else:
        ledger.finish("op", 1, "done")
        turn = stores.answers.begin("op")
        assert ledger.claim_overdue() == ["op"]
        stores.answers.postpone("op", turn.number, 60)
    assert ledger.claim_overdue() == []


def test_an_outcome_nobody_begins_to_show_is_overdue_sooner_than_work(
    stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operations, "SHOWN_SECONDS", -5)
    accept(stores.operations, "op")
    stores.operations.begin("op")
    assert stores.operations.claim_overdue() == []
    stores.operations.finish("op", 1, "done")
    assert stores.operations.claim_overdue() == ["op"]


def test_an_operation_whose_record_has_expired_is_not_swept_for_ever(
    ledger: Operations, redis: Redis
) -> None:
    accept(ledger, "op")
    redis.delete("backpack-bot:{operations}:op")  # what Redis does after a week
    assert ledger.claim_overdue() == ["op"]
    ledger.begin("op")  # what the task does that the sweeper publishes
    assert ledger.claim_overdue() == []
    assert ledger.open_count() == 0
