"""Who is told of a reminder: its remindees if they are linked, or a channel on its creator's behalf."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from backpack import Reminder, UserSummary, update_reminder, zone
from store.accounts import BackpackLink
from store.stores import Stores
from tasks.recurrence import Recurrence
from tasks.reminding.item import ReminderItem, entry_of, lane_name, person_of, read_item
from tasks.reminding.whom import Addition, concerns, entries_of, items_of
from tasks.wire import decode
from tests.tasks.clocks import minutes_ahead, mirror, set_reminder
from tests.tasks.world import TEAM, World

MAYA = BackpackLink("trailhead", 7, "Maya", "Berlin", "0" * 40)
LINH = replace(MAYA, backpack_user_id=8)
DAILY = Recurrence("FREQ=DAILY", datetime(2026, 1, 1, 9), "Europe/Berlin")  # noqa: DTZ001 -- a wall clock is meant
ITEM = ReminderItem("trailhead", 1, "tea", creator_id=7, creator_name="Maya", remindee_ids=(7, 8))
NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)


@pytest.fixture
def linked(stores: Stores) -> Stores:
    stores.accounts.save("T1", "UMAYA", MAYA)
    stores.accounts.save("T1", "ULINH", LINH)
    return stores


def places(stores: Stores, item: ReminderItem, team: str = "T1") -> list[tuple[str, str]]:
    """(place, on whose behalf) of each entry."""
    found = entries_of(stores, item, team, 100.0)
    deliveries = [decode(json.loads(entry.lane.delivery)) for entry in found]
    return [
        (delivery.slack_channel_id, person_of(entry.owner)[1])
        for entry, delivery in zip(found, deliveries, strict=True)
    ]


def reminder(creator_id: int | None = 7, *remindee_ids: int) -> Reminder:
    remindees = tuple(UserSummary(user_id, f"Person {user_id}") for user_id in remindee_ids)
    return Reminder(1, "tea", NOON, creator_id, "Maya", remindees)


def test_each_remindee_is_told_in_their_direct_messages(linked: Stores) -> None:
    assert places(linked, ITEM) == [("UMAYA", "UMAYA"), ("ULINH", "ULINH")]


def test_a_channel_is_told_once_on_its_creator_s_behalf(linked: Stores) -> None:
    assert places(linked, replace(ITEM, slack_channel_id="C1")) == [("C1", "UMAYA")]


def test_whoever_is_not_linked_can_not_be_told(linked: Stores) -> None:
    assert places(linked, replace(ITEM, remindee_ids=(8, 9))) == [("ULINH", "ULINH")]
    assert places(linked, replace(ITEM, creator_id=None, slack_channel_id="C1")) == []
    assert places(linked, replace(ITEM, account="other")) == []
    assert places(linked, ITEM, team="T2") == []


def test_an_entry_is_the_same_one_whatever_becomes_of_text_and_time() -> None:
    first = entry_of(ITEM, "T1", "UMAYA", 100.0)
    second = entry_of(replace(ITEM, content="coffee", recurrence=DAILY), "T1", "UMAYA", 200.0)
    assert first.entry_id == second.entry_id
    others = [
        entry_of(replace(ITEM, thing_id=2), "T1", "UMAYA", 100.0),
        entry_of(replace(ITEM, account="other"), "T1", "UMAYA", 100.0),
        entry_of(replace(ITEM, is_event=True), "T1", "UMAYA", 100.0),
        entry_of(replace(ITEM, slack_channel_id="C1"), "T1", "UMAYA", 100.0),
        entry_of(ITEM, "T1", "ULINH", 100.0),
        entry_of(ITEM, "T2", "UMAYA", 100.0),
    ]
    assert len({first.entry_id, *(other.entry_id for other in others)}) == 7


def test_an_item_reads_back_as_it_was() -> None:
    item = replace(ITEM, content="“tea”\n\x7f", recurrence=DAILY, is_owed=True, passed_seconds=0.1)
    assert read_item(entry_of(item, "T1", "UMAYA", 100.0).item) == item


def test_one_lane_is_one_place() -> None:
    assert lane_name("T1", "C1") != lane_name("T2", "C1") != lane_name("T1", "C2")
    assert entry_of(ITEM, "T1", "UMAYA", 1.0).lane.name == lane_name("T1", "UMAYA")


@pytest.mark.parametrize(
    ("item", "maya", "linh"),
    [
        (ITEM, True, True),
        (replace(ITEM, remindee_ids=(8,)), False, True),
        (replace(ITEM, slack_channel_id="C1"), True, False),
        (replace(ITEM, slack_channel_id="C1", creator_id=None), False, False),
    ],
)
def test_a_list_concerns_its_person_where_they_are_to_be_told(
    item: ReminderItem, maya: bool, linh: bool
) -> None:
    assert (concerns(item, MAYA), concerns(item, LINH)) == (maya, linh)


def test_what_backpack_lists_is_completed_by_what_it_can_not_keep(stores: Stores) -> None:
    (plain,) = items_of(stores, "trailhead", [reminder(7, 8, 7)])
    assert plain == ITEM
    stores.additions.keep("trailhead", 1, Addition("T1", "C1", DAILY, 50.0).dump(), 60)
    (completed,) = items_of(stores, "trailhead", [reminder(7, 8, 7)])
    assert completed == replace(ITEM, slack_channel_id="C1", recurrence=DAILY, passed_seconds=50.0)
    assert items_of(stores, "trailhead", []) == ()


def test_where_nobody_is_named_it_is_for_the_one_who_set_it(stores: Stores) -> None:
    (item,) = items_of(stores, "trailhead", [reminder(7)])
    assert item.remindee_ids == (7,)


@pytest.mark.parametrize(
    ("addition", "says"),
    [(Addition("T1"), False), (Addition("T1", "C1"), True), (Addition("T1", None, DAILY), True)],
)
def test_an_addition_says_something_or_nothing(addition: Addition, says: bool) -> None:
    assert addition.says_something is says


@pytest.mark.usefixtures("worker")
def test_what_was_moved_far_off_in_backpack_is_for_its_channel_still(world: World) -> None:
    due = minutes_ahead(world, 20)
    reminder_id = set_reminder(world.maya, "tea", due)
    world.stores.additions.keep(world.account, reminder_id, Addition(TEAM, "C1").dump(), 1200)
    far_off = due + 200 * 24 * 3600
    moved = update_reminder(reminder_id, "tea", datetime.fromtimestamp(far_off, UTC), zone("Berlin"))
    world.maya.backpack(moved)
    mirror(world)
    kept_seconds = int(
        str(world.stores.accounts._redis.ttl(f"backpack-bot:addition:{world.account}:{reminder_id}"))
    )
    assert kept_seconds > 200 * 24 * 3600
