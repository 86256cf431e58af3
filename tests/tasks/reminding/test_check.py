"""Backpack is asked once more before something fires of which the last list is old."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from backpack import (
    create_calendar_event,
    delete_calendar_event,
    destroy_reminder,
    list_calendars,
    update_calendar_event,
    update_reminder,
    zone,
)
from store.additions import Additions
from tasks.linked import linked_person
from tasks.reminding.check import DueReminder, check
from tasks.reminding.item import ReminderItem, entry_of, reminders_of
from tasks.reminding.whom import Addition
from tests.tasks.clocks import (
    Clocks,
    due_context,
    fired,
    fired_reminders,
    link,
    minutes_ahead,
    mirror,
    mirror_calendars,
    outcomes,
    scheduled,
    set_reminder,
)
from tests.tasks.world import TEAM, World

pytestmark = pytest.mark.usefixtures("worker")
BERLIN = zone("Berlin")


@pytest.fixture
def me(world: World) -> str:
    return world.maya.slack_user_id


def moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def set_long_ago(world: World, clocks: Clocks) -> None:
    """So that the export holds something that has come due, which shows that it does hold such things."""
    set_reminder(world.maya, "of last week", minutes_ahead(world, 1))
    clocks.advance(120)


def test_what_was_listed_within_the_last_minute_is_not_asked_after(
    world: World, clocks: Clocks, me: str
) -> None:
    due = minutes_ahead(world, 20)
    set_reminder(world.maya, "tea", due)
    clocks.advance_to(due - 50)
    mirror(world)
    clocks.advance_to(due)
    before = world.requests()
    assert fired(world) == [(me, "tea")]
    assert world.requests() == before


def test_what_was_listed_longer_ago_is_asked_after_and_fires_for_certain(
    world: World, clocks: Clocks
) -> None:
    due = minutes_ahead(world, 20)
    set_reminder(world.maya, "tea", due)
    clocks.advance_to(due - 70)
    mirror(world)
    clocks.advance_to(due)
    before = world.requests()
    (found,) = fired_reminders(world)
    assert (found.item.content, found.due_seconds, found.is_certain) == ("tea", due, True)
    assert world.requests() - before == 3, "who they are, the list, and the export: it is not upcoming now"


def test_what_was_deleted_since_does_not_fire(world: World, clocks: Clocks) -> None:
    set_long_ago(world, clocks)
    due = minutes_ahead(world, 20)
    reminder_id = set_reminder(world.maya, "tea", due)
    mirror(world)
    world.maya.backpack(destroy_reminder(reminder_id))
    clocks.advance_to(due)
    assert fired(world) == []


def test_when_the_export_holds_nothing_that_has_come_due_nobody_can_tell_so_it_fires(
    world: World, clocks: Clocks
) -> None:
    due = minutes_ahead(world, 20)
    reminder_id = set_reminder(world.maya, "tea", due)
    set_reminder(world.maya, "tomorrow", due + 24 * 3600)
    mirror(world)
    world.maya.backpack(destroy_reminder(reminder_id))
    clocks.advance_to(due)
    (found,) = fired_reminders(world)
    assert (found.item.content, found.is_certain) == ("tea", False)


@pytest.mark.parametrize("by_minutes", [30, -5])
def test_what_was_moved_since_fires_at_its_new_time_and_only_then(
    world: World, clocks: Clocks, me: str, by_minutes: int
) -> None:
    due = minutes_ahead(world, 20)
    reminder_id = set_reminder(world.maya, "tea", due)
    mirror(world)
    world.maya.backpack(update_reminder(reminder_id, "tea", moment(due + by_minutes * 60), BERLIN))
    clocks.advance_to(due)
    assert fired(world) == []
    assert scheduled(world) == [("tea", due + by_minutes * 60)]
    if by_minutes > 0:
        clocks.advance_to(due + by_minutes * 60 - 30)
        assert outcomes(world) == []
        clocks.advance_to(due + by_minutes * 60)
    assert fired(world) == [(me, "tea")]
    assert fired(world) == []


def test_what_was_rewritten_since_fires_with_its_new_text(world: World, clocks: Clocks, me: str) -> None:
    due = minutes_ahead(world, 20)
    reminder_id = set_reminder(world.maya, "tea", due)
    mirror(world)
    world.maya.backpack(update_reminder(reminder_id, "coffee"))
    clocks.advance_to(due)
    assert fired(world) == [(me, "coffee")]


def test_whoever_was_taken_off_since_is_not_told(world: World, clocks: Clocks) -> None:
    linh = link(world, world.person("Linh Tran", "Kathmandu"))
    due = minutes_ahead(world, 20)
    reminder_id = set_reminder(world.maya, "tea", due, [world.maya, linh])
    mirror(world, world.maya, linh)
    world.maya.backpack(update_reminder(reminder_id, "tea", remindee_ids=[linh.user_id]))
    clocks.advance_to(due)
    assert fired(world) == [(linh.slack_user_id, "tea")]


def test_the_time_of_the_export_is_read_as_it_is_written_there(world: World, clocks: Clocks) -> None:
    """In UTC, while the list is a wall clock's."""
    linh = link(world, world.person("Linh Tran", "Kathmandu"))
    due = minutes_ahead(world, 20)
    set_reminder(linh, "tea", due)
    mirror(world, linh)
    clocks.advance_to(due)
    (found,) = fired_reminders(world)
    assert (found.due_seconds, found.is_certain) == (due, True)


@pytest.mark.parametrize("operation", ["show_current_user", "list_reminders", "export_user"])
@pytest.mark.parametrize("fault", [{"status": 500}, {"cut": "before"}, {"body": "html"}, {"status": 403}])
def test_with_backpack_away_it_fires_all_the_same_and_says_so(
    world: World, clocks: Clocks, operation: str, fault: dict[str, Any]
) -> None:
    due = minutes_ahead(world, 20)
    set_reminder(world.maya, "tea", due)
    mirror(world)
    clocks.advance_to(due)
    world.fault(operation=operation, account=world.account, **fault)
    (found,) = fired_reminders(world)
    assert (found.item.content, found.is_certain) == ("tea", False)


def test_what_is_fresh_fires_for_certain_beside_what_can_not_be_checked(world: World, clocks: Clocks) -> None:
    due = minutes_ahead(world, 20)
    set_reminder(world.maya, "stale", due)
    mirror(world)
    linh = link(world, world.person("Linh Tran", "Kathmandu"))
    item = ReminderItem(world.account, 1, "fresh", linh.user_id, remindee_ids=(world.maya.user_id,))
    clocks.advance_to(due - 30)
    world.stores.schedule.put(entry_of(item, TEAM, world.maya.slack_user_id, due))
    world.fault(down=True, account=world.account)
    clocks.advance_to(due)
    found = {each.item.content: each.is_certain for each in fired_reminders(world)}
    assert found == {"stale": False, "fresh": True}


def test_several_of_one_person_are_asked_after_with_one_list(world: World, clocks: Clocks) -> None:
    due = minutes_ahead(world, 20)
    for number in range(5):
        set_reminder(world.maya, f"tea {number}", due)
    mirror(world)
    clocks.advance_to(due)
    before = world.requests()
    assert [content for _place, content in fired(world)] == [f"tea {number}" for number in range(5)]
    assert world.requests() - before == 3


def test_what_a_list_did_not_show_any_more_is_asked_after_however_new_that_list_is(
    world: World, clocks: Clocks
) -> None:
    set_long_ago(world, clocks)
    due = minutes_ahead(world, 20)
    reminder_id = set_reminder(world.maya, "tea", due)
    clocks.advance_to(due - 50)
    mirror(world)
    world.maya.backpack(destroy_reminder(reminder_id))
    clocks.advance_to(due - 20)
    mirror(world)
    clocks.advance_to(due)
    assert fired(world) == []


@pytest.mark.parametrize("change", ["none", "moved", "remind off", "deleted", "away"])
def test_an_event_is_asked_after_too(world: World, clocks: Clocks, me: str, change: str) -> None:
    day = datetime.fromtimestamp(clocks.now_seconds(), BERLIN).date() + timedelta(days=1)
    calendar = world.maya.backpack(list_calendars())[0]
    title = f"{day.month}/{day.day} 6:30pm Dinner"
    event_id = world.maya.backpack(create_calendar_event(calendar.id, title, remind=True))
    mirror_calendars(world)
    if change == "deleted":
        world.maya.backpack(delete_calendar_event(event_id))
    elif change == "moved":
        world.maya.backpack(update_calendar_event(event_id, f"{day.month}/{day.day} 8pm Dinner", remind=True))
    elif change == "remind off":
        world.maya.backpack(update_calendar_event(event_id, title, remind=False))
    elif change == "away":
        world.fault(operation="show_calendar_event", account=world.account, cut="before")
    clocks.advance_to(datetime(day.year, day.month, day.day, 18, tzinfo=BERLIN).timestamp())
    found = fired_reminders(world)
    certain = {"none": [True], "away": [False]}.get(change, [])
    assert [each.is_certain for each in found] == certain
    if change == "moved":
        clocks.advance(90 * 60)
        assert fired(world) == [(me, "Dinner")]


def due_of(world: World, item: ReminderItem, due: float, noted: float = 0.0) -> DueReminder:
    owner = reminders_of(TEAM, world.maya.slack_user_id)
    entry = entry_of(item, TEAM, world.maya.slack_user_id, due)
    return DueReminder(entry.entry_id, owner, due, noted, item)


def test_whoever_is_not_linked_any_more_is_told_nothing(world: World, clocks: Clocks) -> None:
    due = minutes_ahead(world, 20)
    set_reminder(world.maya, "tea", due)
    mirror(world)
    world.stores.accounts.forget(TEAM, world.maya.slack_user_id)
    clocks.advance_to(due)
    assert fired(world) == []


def test_whoever_has_gone_over_to_another_account_is_told_nothing_of_the_old_one(
    world: World, clocks: Clocks
) -> None:
    due = minutes_ahead(world, 20)
    set_reminder(world.maya, "tea", due)
    mirror(world)
    other = World(world.url, world.stores)
    world.stores.accounts.save(TEAM, world.maya.slack_user_id, other.maya.link)
    clocks.advance_to(due)
    assert fired(world) == []
    other.close()


def test_with_the_key_of_a_token_gone_it_fires_and_says_so(
    world: World, clocks: Clocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    due = minutes_ahead(world, 20)
    set_reminder(world.maya, "tea", due)
    mirror(world)
    stored = world.stores.accounts
    key = f"backpack-bot:link:{TEAM}:{world.maya.slack_user_id}"
    sealed = str(stored._redis.get(key))
    stored._redis.set(key, sealed.replace('"token": "', '"token": "x'))
    assert linked_person(TEAM, world.maya.slack_user_id) is None
    clocks.advance_to(due)
    (found,) = fired_reminders(world)
    assert (found.item.content, found.is_certain) == ("tea", False)


def test_what_was_to_be_said_in_a_lost_channel_is_not_asked_after_again(world: World) -> None:
    """It has been, before it was found out that the channel is lost; its list names the channel still."""
    due = minutes_ahead(world, -5)
    item = ReminderItem(world.account, 7, "tea", world.maya.user_id, lost_channel_id="C0GONE")
    before = world.requests()
    (found,) = check(due_context(world), [due_of(world, item, due)])
    assert (found.due.item, found.is_certain) == (item, True)
    assert world.requests() == before


def test_what_is_for_a_channel_by_now_is_not_said_in_direct_messages_too(
    world: World, clocks: Clocks
) -> None:
    due = minutes_ahead(world, 20)
    reminder_id = set_reminder(world.maya, "tea", due)
    mirror(world)
    addition = Addition(TEAM, "C0LAUNCH").dump()
    Additions(world.stores.accounts._redis).keep(world.account, reminder_id, addition, 1200)
    clocks.advance_to(due)
    assert fired(world) == []
