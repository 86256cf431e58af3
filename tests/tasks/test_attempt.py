"""What a failed attempt means for the person who waits, and for the one after it."""

import logging
from typing import Any

import pytest
from billiard.exceptions import SoftTimeLimitExceeded
from redis import Redis, RedisError

from backpack import Backpack, TokenAuth
from sandbox.ports import free_port
from store.places import Places
from tasks.attempt import Postponed, attempt
from tasks.intents import AddItem, SetStatus, ShowPages
from tasks.intents.add_item import ItemAdded
from tasks.results import NotConnected, Refused, Surprise
from tests.tasks.world import World

ADD = AddItem("Oat milk", "Groceries")


@pytest.fixture
def office(world: World) -> World:
    world.page("Office", Groceries=())
    return world


def client(world: World, token: str | None = None, **options: Any) -> Backpack:
    auth = TokenAuth(token or world.maya.token)
    return Backpack(world.account, auth, contact="t@example.com", **{"base_url": world.url, **options})


def postponed(outcome: object) -> Postponed:
    assert isinstance(outcome, Postponed), outcome
    return outcome


def test_a_wrong_token_is_blamed_as_such(office: World) -> None:
    with client(office, "0" * 40) as wrong:
        outcome = attempt(ADD, office.context(client=wrong), 1)
    assert outcome == NotConnected("", token_was_refused=True)


def test_a_record_that_is_gone_is_said_to_be(office: World) -> None:
    office.fault(status=404, path_contains="/ws/pages/all")
    outcome = attempt(ShowPages(), office.context(), 1)
    assert isinstance(outcome, Refused)
    assert outcome.problem == "That is not in Backpack any more."


def test_a_write_that_failed_for_certain_is_tried_again(office: World) -> None:
    office.fault(status=500, path_contains="/items/add")
    assert not postponed(attempt(ADD, office.context(), 1)).keep_note


def test_a_write_that_failed_in_words_and_not_in_deed_is_done(office: World) -> None:
    office.fault(status=500, performed=True, path_contains="/items/add")
    assert attempt(ADD, office.context(), 1) == ItemAdded("Oat milk", "Groceries", "Office")
    assert office.items("Groceries") == [("Oat milk", False)]


def test_a_write_whose_effect_may_yet_come_is_looked_for_later(office: World) -> None:
    office.fault(down=True, path_contains="/items/add")
    outcome = postponed(attempt(ADD, office.context(), 1))
    assert (outcome.seconds, outcome.reason, outcome.keep_note) == (10, "Backpack is not answering", True)


@pytest.mark.parametrize("intent", [ShowPages(), SetStatus("Out")])
def test_what_does_no_harm_twice_is_tried_again(office: World, intent: ShowPages) -> None:
    office.fault(status=500, times=1)
    assert not postponed(attempt(intent, office.context(), 1)).worth_a_notice


def test_a_read_that_fails_before_a_write_leaves_the_write_to_be_done(office: World) -> None:
    office.fault(status=500, path_contains="/ws/pages/all", times=1)
    postponed(attempt(ADD, office.context(), 1))
    attempt(ADD, office.context(), 2)
    assert office.items("Groceries") == [("Oat milk", False)]


@pytest.mark.parametrize("seconds", [1, 7, 120])
def test_a_503_waits_exactly_as_long_as_retry_after_says(office: World, seconds: int) -> None:
    office.fault(status=503, retry_after=seconds)
    outcome = postponed(attempt(ADD, office.context(), 1))
    assert (outcome.seconds, outcome.reason) == (seconds, "Backpack is busy")


def test_the_person_hears_of_limits_from_the_fourth_time_on(office: World) -> None:
    office.fault(status=503, retry_after=1)
    heard = [postponed(attempt(ADD, office.context(), number)).worth_a_notice for number in range(1, 7)]
    assert heard == [False, False, False, True, True, True]


def test_the_person_hears_of_a_dead_server_from_the_second_time_on(office: World) -> None:
    nobody = f"http://127.0.0.1:{free_port(0)}"
    with client(office, base_url=nobody) as knocking:
        outcomes = [postponed(attempt(ADD, office.context(client=knocking), number)) for number in (1, 2, 3)]
    assert [outcome.worth_a_notice for outcome in outcomes] == [False, True, True]
    assert {outcome.reason for outcome in outcomes} == {"Backpack is not answering"}
    assert all(0 < outcome.seconds <= 30 for outcome in outcomes)


def test_other_refusals_are_told(office: World) -> None:
    office.fault(status=422, path_contains="/items/add")
    outcome = attempt(ADD, office.context(), 1)
    assert isinstance(outcome, Refused)
    assert outcome.problem.startswith("Backpack refused it: ")


def test_a_surprise_has_a_reference_in_the_log_and_shows_no_token(
    office: World, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def explode(*_: object) -> None:
        raise RuntimeError("a bug of ours")

    monkeypatch.setattr(Places, "recall", explode)
    with caplog.at_level(logging.DEBUG):
        outcome = attempt(ADD, office.context(), 1)
    assert isinstance(outcome, Surprise)
    assert f"surprise {outcome.reference} while performing AddItem" in caplog.text
    assert "a bug of ours" in caplog.text
    assert office.maya.token not in caplog.text


def test_no_failure_writes_the_token_into_the_log(office: World, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        for rule in ({"status": 500}, {"down": True}, {"status": 403}, {"status": 302 + 100}):
            office.fault(**rule, times=2)
            attempt(ADD, office.context(), 1)
            office.ask("faults", method="DELETE")
    assert office.maya.token not in caplog.text


def test_a_memory_out_of_reach_is_no_reason_to_give_up(office: World, redis: Redis) -> None:
    context = office.context()
    redis.set(f"backpack-bot:places:{office.account}:{office.maya.user_id}", "x")
    redis.delete(f"backpack-bot:places:{office.account}:{office.maya.user_id}")
    redis.lpush(f"backpack-bot:places:{office.account}:{office.maya.user_id}", "not a string")
    with pytest.raises(RedisError):
        attempt(ADD, context, 1)
    assert office.items("Groceries") == []


class Slow:
    """Takes longer than a task may, at the one request whose path holds `where`."""

    def __init__(self, backpack: Backpack, where: str) -> None:
        self._backpack = backpack
        self._where = where

    def __call__(self, call):  # type: ignore[no-untyped-def]  # any call, any answer
        if self._where in call.path:
            raise SoftTimeLimitExceeded
        return self._backpack(call)


def test_a_slow_read_is_tried_again_and_the_person_told(office: World) -> None:
    context = office.context(client=Slow(office.maya.backpack, "/ws/pages/all"))
    outcome = postponed(attempt(ADD, context, 1))
    assert (outcome.reason, outcome.worth_a_notice) == ("Backpack is very slow", True)


def test_a_slow_write_is_looked_for_by_the_next_attempt(office: World) -> None:
    context = office.context(client=Slow(office.maya.backpack, "/items/add"))
    assert postponed(attempt(ADD, context, 1)).keep_note
