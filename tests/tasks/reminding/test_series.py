"""A reminder that comes again: its next time is in Backpack before it fires, or owed and paid later."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from backpack import destroy_reminder, update_reminder, zone
from tasks.perform import perform
from tasks.recurrence import Recurrence
from tasks.reminding import series
from tasks.reminding.item import ReminderItem, entry_of, read_item, reminders_of
from tasks.reminding.series import next_due_seconds
from tasks.reminding.whom import Addition
from tests.tasks.clocks import (
    Clocks,
    fired,
    fired_reminders,
    link,
    minutes_ahead,
    mirror,
    outcome_of,
    scheduled,
    set_reminder,
)
from tests.tasks.reconcile.trial import KilledError
from tests.tasks.world import TEAM, Person, World

pytestmark = pytest.mark.usefixtures("worker")
DAY = 24 * 3600
BERLIN = zone("Berlin")


@pytest.fixture
def me(world: World) -> str:
    return world.maya.slack_user_id


def moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def daily(seconds: float) -> Recurrence:
    """At the same time each day, in a zone without summer time."""
    return Recurrence("FREQ=DAILY", moment(seconds).replace(tzinfo=None), "UTC")


def set_daily(world: World, due: float, whom: tuple[Person, ...] = (), channel_id: str | None = None) -> int:
    """Set by Maya, and in the schedule."""
    reminder_id = set_reminder(world.maya, "stand-up", due, whom)
    addition = Addition(TEAM, channel_id, daily(due))
    world.stores.additions.keep(world.account, reminder_id, addition.dump(), DAY)
    mirror(world, *(whom or (world.maya,)))
    return reminder_id


def in_backpack(world: World) -> list[float]:
    times = (reminder["remind_at"].replace("Z", "+00:00") for reminder in world.state()["reminders"])
    return [datetime.fromisoformat(each).replace(tzinfo=UTC).timestamp() for each in times]


def owed(world: World, person: Person | None = None) -> list[bool]:
    owner = reminders_of(TEAM, (person or world.maya).slack_user_id)
    return [read_item(one.item).is_owed for one in world.stores.schedule.of_owner(owner)]


def test_it_moves_on_in_backpack_and_fires_each_time(world: World, clocks: Clocks, me: str) -> None:
    due = minutes_ahead(world, 20)
    set_daily(world, due)
    for day in range(3):
        clocks.advance_to(due + day * DAY)
        mirror(world)
        (found,) = fired_reminders(world)
        assert (found.due_seconds, found.next_seconds) == (due + day * DAY, due + (day + 1) * DAY)
        assert in_backpack(world) == [due + (day + 1) * DAY]
        assert owed(world) == [False]
        mirror(world)
        assert scheduled(world) == [("stand-up", due + (day + 1) * DAY)]
        assert fired(world) == []


def test_times_that_an_outage_has_passed_over_are_not_made_up_for(world: World, clocks: Clocks) -> None:
    due = minutes_ahead(world, 20)
    set_daily(world, due)
    clocks.advance_to(due + 3 * DAY + 3600)
    (found,) = fired_reminders(world)
    assert (found.due_seconds, found.next_seconds) == (due, due + 4 * DAY)
    assert fired(world) == []


def test_with_backpack_away_the_next_time_is_owed_and_a_later_poll_pays(
    world: World, clocks: Clocks, me: str
) -> None:
    due = minutes_ahead(world, 20)
    set_daily(world, due)
    clocks.advance_to(due)
    world.fault(cut="before", account=world.account)
    assert fired(world) == [(me, "stand-up")]
    assert in_backpack(world) == [due]
    assert owed(world) == [True]
    world.ask("faults", method="DELETE")
    mirror(world)
    assert in_backpack(world) == [due + DAY]
    assert owed(world) == [False]
    assert scheduled(world) == [("stand-up", due + DAY)]


def test_what_is_owed_stays_so_through_polls_that_fail_and_fires_on_time(
    world: World, clocks: Clocks, me: str
) -> None:
    due = minutes_ahead(world, 20)
    set_daily(world, due)
    world.fault(operation="update_reminder", account=world.account, status=500)
    for day in range(3):
        clocks.advance_to(due + day * DAY)
        mirror(world)
        assert fired(world) == [(me, "stand-up")]
        mirror(world)
        assert scheduled(world) == [("stand-up", due + (day + 1) * DAY)]
    assert owed(world) == [True]


def test_a_series_that_was_deleted_in_backpack_ends_without_a_word(world: World, clocks: Clocks) -> None:
    due = minutes_ahead(world, 20)
    reminder_id = set_daily(world, due)
    clocks.advance_to(due - 30)
    mirror(world)  # so new that it is not asked after
    world.maya.backpack(destroy_reminder(reminder_id))
    clocks.advance_to(due)
    assert fired(world) == []
    assert scheduled(world) == []
    assert world.stores.additions.find(world.account, [reminder_id]) == {}


def test_a_series_that_was_deleted_while_its_next_time_was_owed_ends(world: World, clocks: Clocks) -> None:
    due = minutes_ahead(world, 20)
    reminder_id = set_daily(world, due)
    clocks.advance_to(due)
    world.fault(operation="update_reminder", account=world.account, status=500)
    fired(world)
    world.ask("faults", method="DELETE")
    world.maya.backpack(destroy_reminder(reminder_id))
    mirror(world)
    assert scheduled(world) == []


def test_a_time_that_was_moved_in_backpack_while_it_was_owed_stands(world: World, clocks: Clocks) -> None:
    due = minutes_ahead(world, 20)
    reminder_id = set_daily(world, due)
    clocks.advance_to(due)
    world.fault(operation="update_reminder", account=world.account, status=500)
    fired(world)
    world.ask("faults", method="DELETE")
    world.maya.backpack(update_reminder(reminder_id, "stand-up", moment(due + 7200), BERLIN))
    mirror(world)
    assert in_backpack(world) == [due + 7200]
    assert scheduled(world) == [("stand-up", due + 7200)]
    assert owed(world) == [False]


def test_one_time_that_was_moved_in_backpack_fires_then_and_the_next_keeps_to_the_rule(
    world: World, clocks: Clocks, me: str
) -> None:
    due = minutes_ahead(world, 20)
    reminder_id = set_daily(world, due)
    world.maya.backpack(update_reminder(reminder_id, "stand-up", moment(due + 3600), BERLIN))
    clocks.advance_to(due)
    assert fired(world) == []
    clocks.advance_to(due + 3600)
    assert fired(world) == [(me, "stand-up")]
    assert in_backpack(world) == [due + DAY]


def test_each_of_several_is_told_each_time(world: World, clocks: Clocks, me: str) -> None:
    """Whoever is told first moves it on; to the others it looks as if it had been moved in Backpack."""
    linh = link(world, world.person("Linh Tran", "Kathmandu"))
    due = minutes_ahead(world, 20)
    set_daily(world, due, (world.maya, linh))
    for day in range(2):
        clocks.advance_to(due + day * DAY)
        assert sorted(fired(world)) == sorted([(me, "stand-up"), (linh.slack_user_id, "stand-up")])
        assert in_backpack(world) == [due + (day + 1) * DAY]
        assert scheduled(world, linh) == scheduled(world) == [("stand-up", due + (day + 1) * DAY)]


def test_whoever_is_told_later_is_told_though_their_poll_came_in_between(
    world: World, clocks: Clocks, me: str
) -> None:
    linh = link(world, world.person("Linh Tran", "Kathmandu"))
    due = minutes_ahead(world, 20)
    set_daily(world, due, (world.maya, linh))
    clocks.advance_to(due)
    (operation_id,) = world.stores.schedule.dispatch(1).operation_ids
    perform(operation_id)
    mirror(world, world.maya, linh)
    place, _outcome = outcome_of(world, operation_id)
    (other,) = {me, linh.slack_user_id} - {place}
    assert fired(world) == [(other, "stand-up")]


def test_of_a_series_for_a_channel_the_channel_is_told_each_time(world: World, clocks: Clocks) -> None:
    due = minutes_ahead(world, 20)
    set_daily(world, due, channel_id="C0LAUNCH")
    for day in range(2):
        clocks.advance_to(due + day * DAY)
        assert fired(world) == [("C0LAUNCH", "stand-up")]
    assert in_backpack(world) == [due + 2 * DAY]


@pytest.mark.parametrize("step", ["put", "keep", "pay", "put again"])
def test_a_worker_killed_at_any_step_neither_loses_it_nor_fires_it_twice(
    world: World, clocks: Clocks, me: str, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    due = minutes_ahead(world, 20)
    set_daily(world, due)
    clocks.advance_to(due)
    (operation_id,) = world.stores.schedule.dispatch().operation_ids
    with monkeypatch.context() as patched:
        if step == "put":
            patched.setattr(series, "_entry", killed)
        elif step == "keep":
            patched.setattr(type(world.stores.additions), "keep", killed)
        elif step == "pay":
            patched.setattr(series, "pay", killed)
        else:
            patched.setattr(series, "pay", pay_and_die)
        with pytest.raises(KilledError):
            perform(operation_id)
    mirror(world)
    lease_over(world, operation_id)
    perform(operation_id)
    _place, outcome = outcome_of(world, operation_id)
    (found,) = outcome.reminders
    assert (found.due_seconds, found.next_seconds) == (due, due + DAY)
    world.stores.answers.answered(operation_id)
    assert in_backpack(world) == [due + DAY]
    assert scheduled(world) == [("stand-up", due + DAY)]
    assert fired(world) == []


def killed(*_arguments: Any, **_more: Any) -> None:
    raise KilledError


def pay_and_die(*arguments: Any) -> None:
    _PAY(*arguments)
    raise KilledError


_PAY = series.pay


def lease_over(world: World, operation_id: str) -> None:
    world.stores.accounts._redis.hset(f"backpack-bot:{{operations}}:{operation_id}", "leased_until", "0")


def test_the_next_time_is_after_the_last_one_and_after_now() -> None:
    start = datetime(2026, 1, 1, 9, tzinfo=UTC).timestamp()
    once, again = ReminderItem("a", 1, "tea"), ReminderItem("a", 1, "tea", recurrence=daily(start))
    assert next_due_seconds(once, start, start) is None
    assert next_due_seconds(again, start, start) == start + DAY
    assert next_due_seconds(again, start, start + 5 * DAY) == start + 6 * DAY
    assert next_due_seconds(again, start + 2 * DAY, start) == start + 3 * DAY


def test_what_backpack_can_not_keep_is_kept_until_well_after_the_next_time(
    world: World, clocks: Clocks
) -> None:
    due = minutes_ahead(world, 20)
    reminder_id = set_daily(world, due)
    clocks.advance_to(due)
    fired(world)
    client: Any = world.stores.accounts._redis
    kept_seconds = client.ttl(f"backpack-bot:addition:{world.account}:{reminder_id}")
    assert timedelta(seconds=kept_seconds) > timedelta(days=60)


def test_what_is_told_to_its_setter_instead_of_a_lost_channel_has_moved_on_before(
    world: World, me: str
) -> None:
    due = minutes_ahead(world, -1)
    item = ReminderItem(world.account, 7, "stand-up", recurrence=daily(due), lost_channel_id="C0GONE")
    world.stores.schedule.put(entry_of(item, TEAM, me, due))
    before = world.requests()
    (found,) = fired_reminders(world)
    assert found.item == item
    assert scheduled(world) == []
    assert world.requests() == before
