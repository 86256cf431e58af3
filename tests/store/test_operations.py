"""The ledger: what is accepted is performed once, shown once, and never lost."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from redis import Redis

from store import operations
from store.answers import Way
from store.operations import Acceptance, Operation, Operations, Verdict
from store.stores import Stores
from store.writes import AttemptOverError, Target, WriteNote

TARGET = Target("trailhead", "item", "list 7", "Milk")
SOON_SECONDS = 0.2  # a busy machine makes a step within it


@pytest.fixture
def ledger(stores: Stores) -> Operations:
    return stores.operations


@pytest.fixture
def short_lease(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leases and looks that end within the test."""
    monkeypatch.setattr(operations, "LEASE_SECONDS", SOON_SECONDS)
    monkeypatch.setattr(operations, "LOOK_AGAIN_SECONDS", 0)


def accept(ledger: Operations, operation_id: str = "op", *, within_seconds: float = 10) -> Acceptance:
    return ledger.accept(operation_id, "intent", "delivery", ledger.now_seconds() + within_seconds)


def state(ledger: Operations, operation_id: str = "op") -> str:
    found = ledger.find(operation_id)
    assert found
    return found.state


def test_an_accepted_operation_is_there_as_it_was_given(ledger: Operations) -> None:
    assert accept(ledger) is Acceptance.ACCEPTED
    assert ledger.find("op") == Operation("op", "accepted", "intent", "delivery", None)
    assert ledger.open_count() == 1


def test_the_same_delivery_again_changes_nothing(ledger: Operations) -> None:
    accept(ledger)
    again = ledger.accept("op", "another intent", "another delivery", ledger.now_seconds() + 10)
    assert again is Acceptance.KNOWN
    assert ledger.find("op") == Operation("op", "accepted", "intent", "delivery", None)


def test_of_many_deliveries_of_one_operation_one_is_accepted(ledger: Operations) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: accept(ledger), range(20)))
    assert answers.count(Acceptance.ACCEPTED) == 1
    assert answers.count(Acceptance.KNOWN) == 19


def test_what_arrives_after_its_deadline_leaves_no_trace(ledger: Operations, redis: Redis) -> None:
    assert accept(ledger, within_seconds=-0.001) is Acceptance.LATE
    assert ledger.find("op") is None
    assert not list(redis.scan_iter())
    assert accept(ledger) is Acceptance.ACCEPTED, "the person may send it again"


def test_a_deadline_is_judged_by_redis_at_the_time_of_arrival(ledger: Operations) -> None:
    deadline_seconds = ledger.now_seconds() + SOON_SECONDS
    time.sleep(2 * SOON_SECONDS)
    assert ledger.accept("op", "intent", "delivery", deadline_seconds) is Acceptance.LATE


def accept_with(ledger: Operations, ticket: str) -> Acceptance:
    return ledger.accept("op", "intent", "delivery", ledger.now_seconds() + 10, ticket)


def test_a_withdrawn_acceptance_leaves_no_trace(ledger: Operations, redis: Redis) -> None:
    accept_with(ledger, "mine")
    assert ledger.withdraw("op", "mine")
    assert not list(redis.scan_iter())
    assert not ledger.withdraw("op", "mine")


def test_an_acceptance_that_was_confirmed_to_a_later_delivery_stays(ledger: Operations) -> None:
    accept_with(ledger, "lost")
    assert accept_with(ledger, "confirmed") is Acceptance.KNOWN
    assert not ledger.withdraw("op", "lost")
    assert state(ledger) == "accepted"


def test_an_acceptance_that_was_confirmed_to_an_earlier_delivery_stays(ledger: Operations) -> None:
    accept_with(ledger, "confirmed")
    assert accept_with(ledger, "lost") is Acceptance.KNOWN
    assert not ledger.withdraw("op", "lost")
    assert state(ledger) == "accepted"


def test_what_no_delivery_was_told_of_leaves_no_trace(ledger: Operations, redis: Redis) -> None:
    accept_with(ledger, "first")
    accept_with(ledger, "second")
    assert not ledger.withdraw("op", "second")
    assert ledger.withdraw("op", "first")
    assert not list(redis.scan_iter())


def test_what_a_worker_has_begun_is_not_withdrawn(ledger: Operations) -> None:
    accept_with(ledger, "mine")
    _verdict, attempt = ledger.begin("op")
    assert not ledger.withdraw("op", "mine")
    ledger.postpone("op", attempt, 0)
    assert not ledger.withdraw("op", "mine")
    assert ledger.open_count() == 1


def test_a_record_is_kept_for_a_week(ledger: Operations, redis: Redis) -> None:
    accept(ledger)
    week = 7 * 24 * 3600
    assert week - 60 < int(str(redis.ttl("backpack-bot:{operations}:op"))) <= week


def test_one_of_many_workers_may_begin(ledger: Operations) -> None:
    accept(ledger)
    with ThreadPoolExecutor(8) as pool:
        verdicts = list(pool.map(lambda _: ledger.begin("op"), range(20)))
    assert verdicts.count((Verdict.GO, 1)) == 1
    assert verdicts.count((Verdict.BUSY, 0)) == 19


def test_an_unknown_operation_is_over(ledger: Operations) -> None:
    assert ledger.begin("nobody") == (Verdict.OVER, 0)


@pytest.mark.usefixtures("short_lease")
def test_a_lease_that_ran_out_lets_the_next_attempt_begin(ledger: Operations) -> None:
    accept(ledger)
    assert ledger.begin("op") == (Verdict.GO, 1)
    assert ledger.begin("op") == (Verdict.BUSY, 0)
    time.sleep(2 * SOON_SECONDS)
    assert ledger.begin("op") == (Verdict.GO, 2)


@pytest.mark.usefixtures("short_lease")
def test_only_the_current_attempt_can_finish_or_postpone(ledger: Operations) -> None:
    accept(ledger)
    ledger.begin("op")
    time.sleep(2 * SOON_SECONDS)
    ledger.begin("op")
    assert not ledger.finish("op", 1, "too late")
    assert not ledger.postpone("op", 1, 5)
    assert state(ledger) == "attempting"
    assert ledger.finish("op", 2, "done")
    assert ledger.find("op") == Operation("op", "performed", "intent", "delivery", "done")


def test_a_slow_attempt_that_nobody_overtook_still_counts(
    ledger: Operations, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operations, "LEASE_SECONDS", 0)
    accept(ledger)
    assert ledger.begin("op") == (Verdict.GO, 1)
    assert ledger.finish("op", 1, "done")


def test_what_was_performed_is_never_performed_again(ledger: Operations, stores: Stores) -> None:
    accept(ledger)
    ledger.begin("op")
    assert ledger.finish("op", 1, "done")
    assert ledger.begin("op") == (Verdict.OVER, 0)
    assert not ledger.finish("op", 1, "done twice")
    stores.answers.answered("op")
    assert ledger.begin("op") == (Verdict.OVER, 0)
    assert accept(ledger) is Acceptance.KNOWN


def test_a_postponed_operation_waits_its_time_whoever_asks(ledger: Operations) -> None:
    accept(ledger)
    ledger.begin("op")
    assert ledger.postpone("op", 1, 2 * SOON_SECONDS)
    assert state(ledger) == "accepted"
    # A second hint on its way must not flood a server that said "not before".
    assert ledger.begin("op") == (Verdict.BUSY, 0)
    time.sleep(3 * SOON_SECONDS)
    assert ledger.begin("op") == (Verdict.GO, 2)


def test_nothing_else_can_finish_a_postponed_operation(ledger: Operations) -> None:
    accept(ledger)
    ledger.begin("op")
    ledger.postpone("op", 1, 0)
    assert not ledger.finish("op", 1, "done")


def test_every_script_is_loaded_anew_after_redis_has_forgotten_them(stores: Stores, redis: Redis) -> None:
    ledger = stores.operations
    steps: list[Callable[[], bool]] = [
        lambda: accept(ledger) is Acceptance.ACCEPTED,
        lambda: ledger.begin("op") == (Verdict.GO, 1),
        lambda: ledger.postpone("op", 1, 0),
        lambda: ledger.begin("op") == (Verdict.GO, 2),
        lambda: ledger.claim_overdue() == [],
        lambda: ledger.finish("op", 2, "done"),
        lambda: stores.answers.begin("op").verdict is Verdict.GO,
        lambda: stores.answers.begin_post("op", 1, {Way.DIRECT}),
        lambda: stores.answers.begin("op").verdict is Verdict.BUSY,
    ]
    for step in steps:
        redis.script_flush()
        assert step()
    assert state(ledger) == "performed"


@pytest.mark.usefixtures("short_lease")
def test_the_note_of_an_attempt_that_died_is_there_for_the_next(ledger: Operations, stores: Stores) -> None:
    accept(ledger)
    _go, first = ledger.begin("op")
    note = stores.writes.note("op", first, "create_item", {"content": "Milk"}, TARGET, "41")
    time.sleep(SOON_SECONDS)
    assert ledger.begin("op") == (Verdict.GO, first + 1)
    found = ledger.find("op")
    assert found
    assert found.write_note == note
    with pytest.raises(AttemptOverError):
        stores.writes.note("op", first, "create_item", {}, TARGET, "41")
    assert ledger.finish("op", first + 1, "outcome")
    assert _note(ledger) is None


@pytest.mark.parametrize("keep", [True, False])
def test_a_note_goes_when_it_is_certain_that_nothing_was_done(
    ledger: Operations, stores: Stores, keep: bool
) -> None:
    accept(ledger)
    _go, first = ledger.begin("op")
    stores.writes.note("op", first, "create_item", {}, TARGET, "41")
    ledger.postpone("op", first, 0, keep_note=keep)
    assert (_note(ledger) is not None) is keep


def _note(ledger: Operations) -> WriteNote | None:
    found = ledger.find("op")
    assert found
    return found.write_note
