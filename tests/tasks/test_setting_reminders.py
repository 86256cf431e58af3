"""`remind`: for oneself, for others, for a channel; in Backpack and in the schedule at once, and once."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from store.schedule import Schedule
from tasks.attempt import Postponed, attempt
from tasks.intents import SetReminder
from tasks.recurrence import Recurrence
from tasks.reminding.card import read_card
from tasks.results import RefusalError
from tests.tasks.clocks import Clocks, fired, link, minutes_ahead, mirror, scheduled
from tests.tasks.reconcile.trial import KilledError, kill
from tests.tasks.worker import accept, outcome
from tests.tasks.world import CHANNEL, TEAM, World

pytestmark = pytest.mark.usefixtures("worker")
BERLIN = "Europe/Berlin"


@pytest.fixture
def me(world: World) -> str:
    return world.maya.slack_user_id


def in_minutes(world: World, minutes: float) -> datetime:
    return datetime.fromtimestamp(minutes_ahead(world, minutes), UTC)


def in_channel(world: World, channel_id: str = CHANNEL) -> list[float]:
    return [one.due_seconds for one in world.stores.schedule.of_lane(f"say:{TEAM}:{channel_id}")]


def test_it_is_in_the_schedule_at_once_and_fires_once(world: World, clocks: Clocks, me: str) -> None:
    SetReminder("tea", in_minutes(world, 20), BERLIN).perform(world.context())
    before = scheduled(world)
    mirror(world)
    assert scheduled(world) == before == [("tea", in_minutes(world, 20).timestamp())]
    clocks.advance(20 * 60 + 1)
    mirror(world)
    assert fired(world) == [(me, "tea")]
    assert fired(world) == []


def test_a_fraction_of_a_second_does_not_make_two_of_it(world: World, clocks: Clocks, me: str) -> None:
    """Backpack keeps none: its list would have another time than the one that was put."""
    moment = in_minutes(world, 20) + timedelta(microseconds=700_000)
    SetReminder("tea", moment, BERLIN).perform(world.context())
    assert [due % 1 for _content, due in scheduled(world)] == [0]
    taken = clocks.now_seconds()
    clocks.advance(20 * 60 + 1)
    assert fired(world) == [(me, "tea")]
    world.control("clock", advance_seconds=-120)  # Backpack's clock is late, and lists it still
    mirror(world)
    assert fired(world) == []
    assert taken < moment.timestamp()


def test_what_is_for_several_is_told_to_each_and_stands_in_backpack_once(
    world: World, clocks: Clocks, me: str
) -> None:
    linh = link(world, world.person("Linh Tran", "Kathmandu"))
    intent = SetReminder(
        "tea", in_minutes(world, 20), BERLIN, remindee_slack_user_ids=(me, linh.slack_user_id, me)
    )
    intent.perform(world.context())
    (reminder,) = world.state()["reminders"]
    assert sorted(reminder["remindee_ids"]) == sorted([world.maya.user_id, linh.user_id])
    clocks.advance(20 * 60 + 1)
    assert sorted(fired(world)) == sorted([(me, "tea"), (linh.slack_user_id, "tea")])


def test_a_backpack_user_with_two_slack_accounts_is_told_in_both(
    world: World, clocks: Clocks, me: str
) -> None:
    world.stores.accounts.save(TEAM, "U0SECOND", world.maya.link)
    SetReminder("tea", in_minutes(world, 20), BERLIN).perform(world.context())
    clocks.advance(20 * 60 + 1)
    assert sorted(fired(world)) == sorted([(me, "tea"), ("U0SECOND", "tea")])


def test_one_for_somebody_else_is_told_to_them_alone(world: World, clocks: Clocks) -> None:
    linh = link(world, world.person("Linh Tran", "Kathmandu"))
    moment = in_minutes(world, 20)
    SetReminder("tea", moment, BERLIN, remindee_slack_user_ids=(linh.slack_user_id,)).perform(world.context())
    clocks.advance(20 * 60 + 1)
    assert fired(world) == [(linh.slack_user_id, "tea")]


@pytest.mark.parametrize("who", ["nobody", "another account"])
def test_whoever_can_not_be_reminded_through_backpack_is_named_before_anything_is_set(
    world: World, who: str
) -> None:
    if who == "another account":
        other = World(world.url, world.stores)
        world.stores.accounts.save(TEAM, "U0OTHER", other.maya.link)
    intent = SetReminder("tea", in_minutes(world, 20), BERLIN, remindee_slack_user_ids=("U0OTHER",))
    with pytest.raises(RefusalError) as refusal:
        intent.perform(world.context())
    problem = refusal.value.refused.problem
    assert ("not connected" if who == "nobody" else other.account) in problem
    assert world.state()["reminders"] == []
    if who == "another account":
        other.close()


def test_what_is_for_a_channel_is_said_there_and_nowhere_else(world: World, clocks: Clocks) -> None:
    SetReminder("tea", in_minutes(world, 20), BERLIN, slack_channel_id=CHANNEL).perform(world.context())
    mirror(world)
    clocks.advance(21 * 60)
    mirror(world)
    assert fired(world) == [(CHANNEL, "tea")]
    assert fired(world) == []


def test_two_for_one_channel_in_the_same_minute_are_one_message(world: World, clocks: Clocks) -> None:
    base = in_minutes(world, 20).replace(second=1)
    for second in (5, 40):
        moment = base.replace(second=second)
        SetReminder(f"tea {second}", moment, BERLIN, slack_channel_id=CHANNEL).perform(world.context())
    clocks.advance(22 * 60)
    (operation_id,) = world.stores.schedule.dispatch().operation_ids
    operation = world.stores.operations.find(operation_id)
    assert operation is not None
    assert operation.intent.count('"entry_id"') == 2


def test_a_poll_that_came_before_the_channel_was_put_down_does_not_make_two_of_it(
    world: World, clocks: Clocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = world.stores.additions.keep

    def polled_first(*arguments: Any) -> None:
        mirror(world)
        keep(*arguments)

    clocks.advance(90 - clocks.now_seconds() % 60)  # to half past a minute: so new that it is not asked after
    moment = in_minutes(world, 0.2)
    monkeypatch.setattr(type(world.stores.additions), "keep", lambda _self, *rest: polled_first(*rest))
    SetReminder("tea", moment, BERLIN, slack_channel_id=CHANNEL).perform(world.context())
    clocks.advance(31)
    assert fired(world) == [(CHANNEL, "tea")]


@pytest.mark.parametrize("step", ["keep", "put", "finish"])
def test_a_worker_killed_after_backpack_took_it_leaves_one_that_fires_once(
    world: World, clocks: Clocks, me: str, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    from tasks.perform import perform

    moment = in_minutes(world, 20)
    daily = Recurrence("FREQ=DAILY", moment.replace(tzinfo=None), "UTC")
    accept(world, SetReminder("tea", moment, BERLIN, daily))
    owner = {
        "keep": (type(world.stores.additions), "keep"),
        "put": (Schedule, "put"),
        "finish": (type(world.stores.operations), "finish"),
    }[step]
    with monkeypatch.context() as patched:
        patched.setattr(*owner, lambda *_arguments: kill())
        with pytest.raises(KilledError):
            perform("op")
    mirror(world)
    client: Any = world.stores.accounts._redis
    client.hset("backpack-bot:{operations}:op", "leased_until", "0")
    perform("op")
    assert outcome(world).reminder.due_seconds == moment.timestamp()
    assert len(world.state()["reminders"]) == 1
    assert scheduled(world) == [("tea", moment.timestamp())]
    clocks.advance(20 * 60 + 1)
    assert fired(world) == [(me, "tea")]
    assert scheduled(world) == [("tea", moment.timestamp() + 24 * 3600)], "its rule was not lost either"


@pytest.mark.parametrize("fault", [{"cut": "after"}, {"cut": "midway"}, {"status": 500, "performed": True}])
def test_when_backpack_took_it_and_nobody_heard_it_is_found_and_not_set_again(
    world: World, fault: dict[str, Any]
) -> None:
    moment = in_minutes(world, 20)
    world.fault(operation="create_reminder", account=world.account, times=1, **fault)
    context = world.context()
    found = attempt(SetReminder("tea", moment, BERLIN), context, 1)
    assert not isinstance(found, Postponed)
    assert len(world.state()["reminders"]) == 1
    assert scheduled(world) == [("tea", moment.timestamp())]


def test_what_it_shows_can_be_found_by_its_buttons(world: World) -> None:
    result = SetReminder("tea", in_minutes(world, 20), BERLIN).perform(world.context())
    card = read_card(world.stores.cards, result.card_id)
    assert card is not None
    assert card.row(0) == result.reminder
    assert in_channel(world) == []
