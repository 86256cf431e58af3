"""Turns at showing an outcome: one at a time, and each knows what the ones before it may have posted."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from redis import Redis

from store import answers as module
from store.answers import NO_DOUBT, Answers, Way
from store.operations import Verdict
from store.stores import Stores


@pytest.fixture
def answers(stores: Stores) -> Answers:
    """With an outcome to show."""
    ledger = stores.operations
    ledger.accept("op", "intent", "delivery", ledger.now_seconds() + 10)
    ledger.begin("op")
    assert stores.answers.begin("op").verdict is Verdict.OVER, "there is nothing to show yet"
    ledger.finish("op", 1, "outcome")
    return stores.answers


def let_time_pass(redis: Redis) -> None:
    client: Any = redis
    client.hset("backpack-bot:{operations}:op", "answering_until", "0")


def test_an_outcome_is_shown_by_one_worker_at_a_time(answers: Answers) -> None:
    with ThreadPoolExecutor(8) as pool:
        verdicts = [turn.verdict for turn in pool.map(answers.begin, ["op"] * 20)]
    assert verdicts.count(Verdict.GO) == 1
    assert verdicts.count(Verdict.BUSY) == 19
    answers.answered("op")
    assert answers.begin("op").verdict is Verdict.OVER
    assert answers.begin("nobody").verdict is Verdict.OVER


def test_a_turn_brings_all_that_is_needed_to_show_it(answers: Answers) -> None:
    turn = answers.begin("op")
    assert (turn.number, turn.delivery, turn.outcome, turn.doubt) == (1, "delivery", "outcome", NO_DOUBT)


def test_who_comes_too_early_is_told_when_to_come(answers: Answers) -> None:
    assert answers.begin("op").verdict is Verdict.GO
    assert 0 < answers.begin("op").wait_seconds <= module.LEASE_SECONDS
    answers.postpone("op", 1, 300)
    assert module.LEASE_SECONDS < answers.begin("op").wait_seconds <= 300


def test_a_worker_that_died_in_a_post_leaves_a_doubt(answers: Answers, redis: Redis) -> None:
    turn = answers.begin("op")
    assert answers.begin_post("op", turn.number, {Way.EPHEMERAL})
    let_time_pass(redis)
    second = answers.begin("op")
    assert second.doubt == {Way.EPHEMERAL}
    assert answers.begin_post("op", second.number, {Way.EPHEMERAL, Way.DIRECT})
    let_time_pass(redis)
    third = answers.begin("op")
    assert third.doubt == {Way.EPHEMERAL, Way.DIRECT}
    assert third.doubt_since_seconds == second.doubt_since_seconds > 0, "the first of them counts"


def test_one_that_died_before_it_leaves_none(answers: Answers, redis: Redis) -> None:
    answers.begin("op")
    let_time_pass(redis)
    assert answers.begin("op").doubt == NO_DOUBT


def test_a_post_that_was_refused_for_certain_leaves_none(answers: Answers, redis: Redis) -> None:
    turn = answers.begin("op")
    answers.begin_post("op", turn.number, {Way.DIRECT})
    answers.postpone("op", turn.number, 0)
    second = answers.begin("op")
    assert (second.doubt, second.doubt_since_seconds) == (NO_DOUBT, 0)
    answers.begin_post("op", second.number, {Way.DIRECT})
    answers.postpone("op", second.number, 0, {Way.DIRECT})
    assert answers.begin("op").doubt == {Way.DIRECT}


def test_who_was_overtaken_posts_and_postpones_no_more(answers: Answers, redis: Redis) -> None:
    first = answers.begin("op")
    let_time_pass(redis)
    second = answers.begin("op")
    assert not answers.begin_post("op", first.number, {Way.DIRECT})
    answers.postpone("op", first.number, 0)
    assert answers.begin("op").verdict is Verdict.BUSY
    assert answers.begin_post("op", second.number, {Way.DIRECT})
    answers.answered("op")
    assert not answers.begin_post("op", second.number, {Way.DIRECT})


def test_a_turn_whose_worker_died_is_swept_within_a_quarter_of_a_minute(
    answers: Answers, stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert module.LEASE_SECONDS < module.LOOK_AGAIN_SECONDS <= 15
    monkeypatch.setattr(module, "LOOK_AGAIN_SECONDS", -1)
    turn = answers.begin("op")
    assert stores.operations.claim_overdue() == ["op"]
    answers.begin_post("op", turn.number, {Way.DIRECT})
    assert stores.operations.claim_overdue() == ["op"]
