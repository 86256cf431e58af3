"""Clicks on reminders: whose they are, several at once, and those that are cut off in the middle."""

from dataclasses import replace
from typing import Any

import pytest
from celery.exceptions import Retry
from redis import Redis

from backpack import Backpack, Forbidden
from store.cards import Cards
from store.operations import Operations
from tasks.attempt import attempt
from tasks.intents import (
    DeleteReminder,
    FinishReminder,
)
from tasks.perform import perform
from tasks.reminding.card import CardSettled, card_id_of
from tasks.results import NotConnected, Refused, Surprise, Unconfirmed
from tests.tasks.cards import cards_of, in_backpack, refusal, snooze, states
from tests.tasks.clocks import (
    Clocks,
    minutes_ahead,
    mirror,
    set_reminder,
)
from tests.tasks.reconcile.trial import KilledError, kill
from tests.tasks.worker import accept, outcome
from tests.tasks.world import TEAM, Person, World

pytestmark = pytest.mark.usefixtures("worker")
DAY = 24 * 3600


@pytest.fixture
def me(world: World) -> str:
    return world.maya.slack_user_id


@pytest.mark.parametrize("intent", [FinishReminder, DeleteReminder])
def test_somebody_whom_it_does_not_concern_is_told_whose_it_is(
    world: World, card: str, linh: Person, intent: Any
) -> None:
    assert "Maya Okafor’s reminder" in refusal(intent(card, 0), world.context(linh))
    assert len(in_backpack(world)) == 1
    FinishReminder(card, 0).perform(world.context())  # it is still Maya's to do


def test_somebody_of_another_account_is_told_which_it_is_in(world: World, card: str) -> None:
    other = World(world.url, world.stores)
    context = replace(world.context(), link=other.maya.link)
    assert world.account in refusal(FinishReminder(card, 0), context)
    other.close()


def test_what_the_account_may_not_do_is_said_and_can_be_tried_again(world: World, card: str) -> None:
    world.fault(operation="destroy_reminder", account=world.account, status=403, times=1)
    context = world.context()
    found = attempt(FinishReminder(card, 0), context, 1)
    assert isinstance(found, Refused)
    assert "may not do that" in found.problem
    FinishReminder(card, 0).perform(world.context())


def test_a_token_that_is_refused_asks_to_connect_and_the_click_is_carried_out_then(
    world: World, card: str
) -> None:
    world.fault(account=world.account, status=403, times=2)
    assert isinstance(attempt(FinishReminder(card, 0), world.context(), 1), NotConnected)
    FinishReminder(card, 0).perform(world.context(operation_id="resumed"))
    assert in_backpack(world) == []


def test_a_second_click_is_told_that_it_has_been_done(world: World, card: str) -> None:
    FinishReminder(card, 0).perform(world.context())
    before = world.requests()
    assert "has been done already" in refusal(FinishReminder(card, 0), world.context())
    assert "has been done already" in refusal(snooze(world, card), world.context())
    assert world.requests() == before


def test_two_clicks_at_once_are_one(world: World, card: str) -> None:
    world.stores.cards.claim(card, 0, "another click")
    assert "right now" in refusal(FinishReminder(card, 0), world.context())
    assert len(in_backpack(world)) == 1


def test_rows_are_worked_on_beside_each_other(world: World, clocks: Clocks, me: str) -> None:
    for content in ("tea", "coffee"):
        set_reminder(world.maya, content, minutes_ahead(world, 20))
    mirror(world)
    clocks.advance(21 * 60)
    card_id = cards_of(world)[me]
    world.stores.cards.claim(card_id, 0, "another click")
    FinishReminder(card_id, 1).perform(world.context())
    assert len(in_backpack(world)) == 1


def test_a_card_that_is_gone_or_has_no_such_row_is_too_old(world: World, card: str) -> None:
    assert "too old" in refusal(FinishReminder("nothing", 0), world.context())
    assert "too old" in refusal(FinishReminder(card, 1), world.context())
    assert "too old" in refusal(FinishReminder(card, -1), world.context())


KILLED_AT: dict[str, tuple[type, str]] = {
    "claim": (Cards, "find"),
    "settle": (Cards, "settle"),
    "finish": (Operations, "finish"),
}


def lease_over(redis: Redis) -> None:
    client: Any = redis
    client.hset("backpack-bot:{operations}:op", mapping={"leased_until": "0", "not_before": "0"})
    for key in client.scan_iter("*limit*"):
        client.delete(key)


@pytest.mark.parametrize("step", [*KILLED_AT])
@pytest.mark.parametrize("kind", ["done", "snooze", "snooze shared", "delete"])
def test_a_worker_killed_at_any_step_of_a_click_does_it_once_and_says_what_it_did(
    world: World, shared: dict[str, str], linh: Person, step: str, kind: str
) -> None:
    card_id = shared[world.maya.slack_user_id]
    if kind in {"done", "snooze"}:  # then Maya is the last
        FinishReminder(shared[linh.slack_user_id], 0).perform(world.context(linh))
    intents: dict[str, Any] = {"done": FinishReminder(card_id, 0), "delete": DeleteReminder(card_id, 0)}
    accept(world, intents.get(kind, snooze(world, card_id)))
    with pytest.MonkeyPatch.context() as patched:
        owner, name = KILLED_AT[step]
        patched.setattr(owner, name, lambda *_arguments: kill())
        with pytest.raises(KilledError):
            perform("op")
    lease_over(world.stores.accounts._redis)
    perform("op")
    result = outcome(world)
    assert isinstance(result, CardSettled), result
    assert states(world, card_id) == {0: result.state}
    own = [each for each in in_backpack(world) if each[2] == [world.maya.user_id]]
    assert len(own) == (1 if kind.startswith("snooze") else 0)


@pytest.mark.parametrize("fault", [{"cut": "after"}, {"status": 500, "performed": True}, {"status": 503}])
@pytest.mark.parametrize("kind", ["done", "snooze"])
def test_a_click_that_backpack_did_not_answer_is_carried_out_once(
    world: World, redis: Redis, card: str, fault: dict[str, Any], kind: str
) -> None:
    intent: Any = FinishReminder(card, 0) if kind == "done" else snooze(world, card)
    operation = "destroy_reminder" if kind == "done" else "update_reminder"
    world.fault(operation=operation, account=world.account, times=1, **fault)
    accept(world, intent)
    with pytest.raises(Retry):
        perform("op")
    assert "right now" in refusal(FinishReminder(card, 0), world.context()), "it will be carried out"
    lease_over(redis)
    perform("op")
    assert isinstance(outcome(world), CardSettled)
    assert len(in_backpack(world)) == (0 if kind == "done" else 1)


@pytest.mark.parametrize("end", ["unconfirmed", "surprise"])
def test_a_click_that_ended_without_being_done_holds_up_no_other(
    world: World, card: str, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    from tasks.reconcile.once import CannotTellError

    raised: Exception = CannotTellError("nobody knows") if end == "unconfirmed" else RuntimeError("a fault")

    def fail(*_arguments: Any) -> None:
        raise raised

    accept(world, FinishReminder(card, 0))
    with monkeypatch.context() as patched:
        patched.setattr(Backpack, "__call__", fail)
        perform("op")
    assert isinstance(outcome(world), Unconfirmed if end == "unconfirmed" else Surprise)
    FinishReminder(card, 0).perform(world.context())
    assert in_backpack(world) == []


def test_a_card_is_known_by_an_id_of_its_own() -> None:
    assert card_id_of("op") == card_id_of("op")
    assert len(card_id_of("op")) == 24
    assert "op" not in card_id_of("op")


def test_forbidden_is_no_reason_to_hold_the_row(world: World, card: str) -> None:
    world.fault(operation="destroy_reminder", account=world.account, status=403, times=1)
    with pytest.raises(Forbidden):
        FinishReminder(card, 0).perform(world.context())
    assert world.stores.cards.claim(card, 0, "another click")


def test_teams_do_not_meet(world: World, card: str) -> None:
    world.stores.accounts.save("T0OTHER", "U0OTHER", world.maya.link)
    snooze(world, card).perform(world.context())
    assert world.stores.schedule.of_owner("reminders:T0OTHER:U0OTHER") == ()
    assert TEAM != "T0OTHER"
