"""The schedule says what Backpack lists: what was set, moved or deleted there is followed."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from backpack import (
    BackpackError,
    create_calendar_event,
    delete_calendar_event,
    destroy_reminder,
    list_calendars,
    to_moment,
    update_calendar_event,
    update_reminder,
    zone,
)
from store.schedule import Scheduled
from tasks.reminding.item import events_of, read_item
from tests.tasks.clocks import (
    Clocks,
    fired,
    link,
    minutes_ahead,
    mirror,
    mirror_calendars,
    scheduled,
    set_reminder,
)
from tests.tasks.world import TEAM, Person, World

pytestmark = pytest.mark.usefixtures("worker")
BERLIN = zone("Berlin")


def moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def test_what_was_set_in_backpack_is_in_the_schedule_to_the_second(world: World) -> None:
    due = minutes_ahead(world, 20)
    set_reminder(world.maya, "tea", due)
    mirror(world)
    assert scheduled(world) == [("tea", due)]


@pytest.mark.parametrize("rails_name", ["Pacific Time (US & Canada)", "Kathmandu", "Newfoundland", "UTC"])
def test_the_moment_is_right_whatever_zone_its_people_have_in_backpack(world: World, rails_name: str) -> None:
    linh = link(world, world.person("Linh Tran", rails_name))
    due = minutes_ahead(world, 20)
    set_reminder(linh, "tea", due, [linh, world.maya])
    mirror(world, linh, world.maya)
    assert scheduled(world, linh) == scheduled(world, world.maya) == [("tea", due)]


def test_a_zone_that_was_changed_in_backpack_is_read_as_it_is_now(world: World) -> None:
    stale = replace(world.maya.link, time_zone_id="Hawaii")
    world.stores.accounts.save(TEAM, world.maya.slack_user_id, stale)
    due = minutes_ahead(world, 20)
    set_reminder(world.maya, "tea", due)
    mirror(world)
    assert scheduled(world) == [("tea", due)]


def test_what_was_moved_rewritten_or_deleted_in_backpack_is_followed(world: World) -> None:
    due = minutes_ahead(world, 20)
    moved, rewritten, deleted = (set_reminder(world.maya, each, due) for each in ("move", "write", "delete"))
    mirror(world)
    world.maya.backpack(update_reminder(moved, "move", moment(due + 600), BERLIN))
    world.maya.backpack(update_reminder(rewritten, "written anew"))
    world.maya.backpack(destroy_reminder(deleted))
    mirror(world)
    assert scheduled(world) == [("written anew", due), ("move", due + 600)]


def test_one_is_told_what_they_are_reminded_of_and_nothing_else(world: World) -> None:
    linh = link(world, world.person("Linh Tran", "Berlin"))
    due = minutes_ahead(world, 20)
    set_reminder(world.maya, "for Linh", due, [linh])
    set_reminder(world.maya, "for both", due, [linh, world.maya])
    set_reminder(world.maya, "mine", due)
    mirror(world, world.maya, linh)
    assert [content for content, _due in scheduled(world)] == ["for both", "mine"]
    assert [content for content, _due in scheduled(world, linh)] == ["for Linh", "for both"]


def test_whoever_was_taken_off_is_not_told_and_whoever_was_added_is(world: World) -> None:
    linh = link(world, world.person("Linh Tran", "Berlin"))
    due = minutes_ahead(world, 20)
    reminder_id = set_reminder(world.maya, "tea", due)
    mirror(world, world.maya, linh)
    world.maya.backpack(update_reminder(reminder_id, "tea", remindee_ids=[linh.user_id]))
    mirror(world, world.maya, linh)
    assert scheduled(world) == []
    assert scheduled(world, linh) == [("tea", due)]


def test_while_backpack_is_away_the_schedule_stays_as_it_is(world: World) -> None:
    due = minutes_ahead(world, 20)
    set_reminder(world.maya, "tea", due)
    mirror(world)
    for fault in ({"status": 500}, {"cut": "before"}, {"body": "malformed"}, {"body": "html"}):
        world.fault(operation="list_reminders", account=world.account, times=1, **fault)
        with pytest.raises(BackpackError):
            mirror(world)
    assert scheduled(world) == [("tea", due)]


def test_a_list_without_anything_empties_the_schedule(world: World) -> None:
    reminder_id = set_reminder(world.maya, "tea", minutes_ahead(world, 20))
    mirror(world)
    world.maya.backpack(destroy_reminder(reminder_id))
    mirror(world)
    assert scheduled(world) == []


def test_what_comes_due_between_two_lists_fires_though_the_second_lacks_it(
    world: World, clocks: Clocks
) -> None:
    due = minutes_ahead(world, 20)
    set_reminder(world.maya, "tea", due)
    mirror(world)
    clocks.advance_to(due)
    mirror(world)
    assert fired(world) == [(world.maya.slack_user_id, "tea")]


def test_a_poll_costs_two_requests_however_many_reminders_there_are(world: World) -> None:
    due = minutes_ahead(world, 20)
    for number in range(60):
        set_reminder(world.maya, f"tea {number}", due + number)
    before = world.requests()
    mirror(world)
    assert world.requests() - before == 2, "who they are and what they have, however much that is"
    assert len(scheduled(world)) == 60


def event(world: World, person: Person, title: str, *, remind: bool = True) -> int:
    calendar = world.maya.backpack(list_calendars())[0]
    return person.backpack(create_calendar_event(calendar.id, title, remind))


def of_events(world: World, person: Person | None = None) -> list[Scheduled]:
    return list(world.stores.schedule.of_owner(events_of(TEAM, (person or world.maya).slack_user_id)))


def tomorrow(world: World) -> date:
    return datetime.fromtimestamp(world.stores.clock.now_seconds(), BERLIN).date() + timedelta(days=1)


def test_an_event_is_reminded_of_half_an_hour_before(world: World) -> None:
    day = tomorrow(world)
    event(world, world.maya, f"{day.month}/{day.day} 6:30pm Dinner")
    mirror_calendars(world)
    (found,) = of_events(world)
    item = read_item(found.item)
    assert (item.content, item.is_event) == ("Dinner", True)
    assert found.due_seconds == to_moment(datetime.combine(day, time(18)), BERLIN).timestamp()


@pytest.mark.parametrize("rails_name", ["Berlin", "Pacific Time (US & Canada)", "Kathmandu"])
def test_an_event_that_takes_all_day_is_reminded_of_at_nine_of_each_ones_own_day(
    world: World, rails_name: str
) -> None:
    linh = link(world, world.person("Linh Tran", rails_name))
    day = tomorrow(world) + timedelta(days=1)
    event(world, world.maya, f"{day.month}/{day.day} Offsite")
    mirror_calendars(world, linh)
    (found,) = of_events(world, linh)
    assert found.due_seconds == to_moment(datetime.combine(day, time(9)), zone(rails_name)).timestamp()


def test_an_event_without_remind_or_in_the_past_is_left_alone(world: World) -> None:
    day = tomorrow(world)
    event(world, world.maya, f"{day.month}/{day.day} 6:30pm Dinner", remind=False)
    event(world, world.maya, f"{day.month}/{day.day}/{day.year - 1} Offsite")
    mirror_calendars(world)
    assert of_events(world) == []


@pytest.mark.parametrize("change", ["moved", "remind off", "deleted"])
def test_a_change_of_an_event_is_followed(world: World, change: str) -> None:
    day = tomorrow(world)
    event_id = event(world, world.maya, f"{day.month}/{day.day} 6:30pm Dinner")
    mirror_calendars(world)
    if change == "deleted":
        world.maya.backpack(delete_calendar_event(event_id))
    else:
        title = f"{day.month}/{day.day} 8pm Dinner"
        world.maya.backpack(update_calendar_event(event_id, title, remind=change == "moved"))
    mirror_calendars(world)
    moved = to_moment(datetime.combine(day, time(19, 30)), BERLIN).timestamp()
    assert [one.due_seconds for one in of_events(world)] == ([moved] if change == "moved" else [])


def test_a_poll_of_the_reminders_leaves_the_events_alone(world: World) -> None:
    day = tomorrow(world)
    event(world, world.maya, f"{day.month}/{day.day} 6:30pm Dinner")
    mirror_calendars(world)
    mirror(world)
    assert len(of_events(world)) == 1
