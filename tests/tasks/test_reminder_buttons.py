"""Done, Snooze, Change and Delete: what they do in Backpack, for whom, and once."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from backpack import destroy_reminder, update_reminder, zone
from tasks.intents import (
    ChangeReminder,
    DeleteReminder,
    FinishReminder,
    SetReminder,
    ShowReminders,
    SnoozeReminder,
)
from tasks.intents.fire_reminders import FiredReminder, RemindersFired
from tasks.recurrence import Recurrence
from tasks.reminding.card import CardSettled, RowState, keep_card
from tasks.reminding.item import ReminderItem, lane_name
from tests.tasks.cards import ZONE, cards_of, in_backpack, later, refusal, snooze, states
from tests.tasks.clocks import (
    Clocks,
    fired,
    minutes_ahead,
    mirror,
    scheduled,
    set_reminder,
)
from tests.tasks.world import CHANNEL, TEAM, Person, World

pytestmark = pytest.mark.usefixtures("worker")
DAY = 24 * 3600


@pytest.fixture
def me(world: World) -> str:
    return world.maya.slack_user_id


def test_done_removes_it_in_backpack(world: World, card: str, me: str) -> None:
    settled = FinishReminder(card, 0).perform(world.context())
    assert settled == CardSettled(card, 0, RowState("done", me))
    assert in_backpack(world) == []
    assert states(world, card) == {0: RowState("done", me)}


def test_done_by_one_of_two_takes_them_off_and_by_the_other_removes_it(
    world: World, shared: dict[str, str], me: str, linh: Person
) -> None:
    FinishReminder(shared[me], 0).perform(world.context())
    assert [whom for _content, _at, whom in in_backpack(world)] == [[linh.user_id]]
    FinishReminder(shared[linh.slack_user_id], 0).perform(world.context(linh))
    assert in_backpack(world) == []


def test_done_by_both_at_once_removes_it(
    world: World, shared: dict[str, str], me: str, linh: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Linh is done between Maya's having noted that she is and her telling Backpack."""

    def slowly(call: Any) -> Any:
        if call.name == "update_reminder":
            FinishReminder(shared[linh.slack_user_id], 0).perform(world.context(linh))
        return world.maya.backpack(call)

    FinishReminder(shared[me], 0).perform(world.context(client=slowly))
    assert in_backpack(world) == []


def test_done_of_a_time_before_does_not_count_for_the_next_one(
    world: World, clocks: Clocks, shared: dict[str, str], me: str, linh: Person
) -> None:
    """Maya is done with it; then somebody moves it on, for both, and Linh is done with that."""
    (reminder,) = world.state()["reminders"]
    FinishReminder(shared[me], 0).perform(world.context())
    both = [world.maya.user_id, linh.user_id]
    world.maya.backpack(update_reminder(reminder["id"], "tea", later(world, 30), zone("Berlin"), both))
    mirror(world, world.maya, linh)
    clocks.advance(31 * 60)
    again = cards_of(world)
    assert set(again) == {me, linh.slack_user_id}
    FinishReminder(again[linh.slack_user_id], 0).perform(world.context(linh))
    assert [whom for _content, _at, whom in in_backpack(world)] == [[world.maya.user_id]]


def test_done_leaves_the_text_alone_that_looks_like_a_time(
    world: World, clocks: Clocks, me: str, linh: Person
) -> None:
    due = minutes_ahead(world, 20)
    set_reminder(world.maya, "+30 push-ups", due, [world.maya, linh])
    mirror(world, world.maya, linh)
    clocks.advance(21 * 60)
    FinishReminder(cards_of(world)[me], 0).perform(world.context())
    assert in_backpack(world) == [("+30 push-ups", due, [linh.user_id])]


def test_done_with_what_was_deleted_meanwhile_is_done(world: World, card: str) -> None:
    (reminder,) = world.state()["reminders"]
    world.maya.backpack(destroy_reminder(reminder["id"]))
    assert FinishReminder(card, 0).perform(world.context()).state.what == "done"


def test_done_leaves_what_was_put_off_in_backpack_meanwhile(
    world: World, clocks: Clocks, card: str, me: str
) -> None:
    """It is another time by then, which nobody is done with."""
    (content, _at, _whom), thing_id = in_backpack(world)[0], world.state()["reminders"][0]["id"]
    tomorrow = minutes_ahead(world, 24 * 60)
    moved = datetime.fromtimestamp(tomorrow, UTC)
    world.maya.backpack(update_reminder(thing_id, content, moved, zone(world.maya.time_zone)))
    FinishReminder(card, 0).perform(world.context())
    assert in_backpack(world) == [(content, tomorrow, [world.maya.user_id])]
    mirror(world)
    clocks.advance_to(tomorrow)
    assert fired(world) == [(me, content)]


def test_done_leaves_a_series_where_it_is(world: World, clocks: Clocks, me: str) -> None:
    due = minutes_ahead(world, 20)
    daily = Recurrence("FREQ=DAILY", clocks.local(due), "UTC")
    SetReminder("tea", datetime.fromtimestamp(due, UTC), ZONE, daily).perform(world.context())
    clocks.advance(21 * 60)
    FinishReminder(cards_of(world)[me], 0).perform(world.context())
    assert in_backpack(world) == [("tea", due + DAY, [world.maya.user_id])]
    assert scheduled(world) == [("tea", due + DAY)]


def test_snooze_moves_it_in_backpack_and_it_fires_then(
    world: World, clocks: Clocks, card: str, me: str
) -> None:
    until = later(world)
    settled = SnoozeReminder(card, 0, until, ZONE).perform(world.context())
    assert settled.state == RowState("snoozed", me, due_seconds=until.timestamp())
    assert in_backpack(world) == [("tea", until.timestamp(), [world.maya.user_id])]
    clocks.advance_to(until.timestamp())
    assert fired(world) == [(me, "tea")]
    assert fired(world) == []


def test_snooze_of_one_for_both_sets_another_of_ones_own(
    world: World, clocks: Clocks, shared: dict[str, str], me: str, linh: Person
) -> None:
    intent = snooze(world, shared[me])
    intent.perform(world.context())
    own = ("tea", intent.until.timestamp(), [world.maya.user_id])
    assert own in in_backpack(world)
    assert [whom for _content, _at, whom in in_backpack(world) if whom != own[2]] == [[linh.user_id]]
    clocks.advance(16 * 60)
    mirror(world, world.maya, linh)
    assert fired(world) == [(me, "tea")], "and Linh, who did not snooze, is not told again"


@pytest.mark.parametrize("is_gone", [False, True])
def test_snooze_by_the_last_of_two_is_for_them_alone(
    world: World, clocks: Clocks, shared: dict[str, str], linh: Person, is_gone: bool
) -> None:
    me = world.maya.slack_user_id
    (reminder,) = world.state()["reminders"]
    FinishReminder(shared[linh.slack_user_id], 0).perform(world.context(linh))
    if is_gone:
        world.maya.backpack(destroy_reminder(reminder["id"]))
    intent = snooze(world, shared[me])
    intent.perform(world.context())
    assert in_backpack(world) == [("tea", intent.until.timestamp(), [world.maya.user_id])]
    clocks.advance(16 * 60)
    assert fired(world) == [(me, "tea")], "Linh is done with it"


def test_snooze_of_what_was_deleted_meanwhile_sets_it_anew(
    world: World, clocks: Clocks, card: str, me: str
) -> None:
    (reminder,) = world.state()["reminders"]
    world.maya.backpack(destroy_reminder(reminder["id"]))
    intent = snooze(world, card)
    intent.perform(world.context())
    assert in_backpack(world) == [("tea", intent.until.timestamp(), [world.maya.user_id])]
    clocks.advance(16 * 60)
    assert fired(world) == [(me, "tea")]


def test_snooze_in_a_channel_is_for_the_channel_and_due_with_the_minute(world: World, clocks: Clocks) -> None:
    SetReminder("tea", later(world, 20), ZONE, slack_channel_id=CHANNEL).perform(world.context())
    clocks.advance(21 * 60)
    card_id = cards_of(world)[CHANNEL]
    until = later(world).replace(second=7)
    settled = SnoozeReminder(card_id, 0, until, ZONE).perform(world.context())
    assert settled.state.due_seconds is not None
    assert settled.state.due_seconds % 60 == 0
    assert 0 < settled.state.due_seconds - until.timestamp() < 60
    assert [at for _content, at, _whom in in_backpack(world)] == [settled.state.due_seconds]
    mirror(world)
    clocks.advance(17 * 60)
    assert fired(world) == [(CHANNEL, "tea")]


def test_snooze_of_a_series_sets_another_beside_it(world: World, clocks: Clocks, me: str) -> None:
    due = minutes_ahead(world, 20)
    daily = Recurrence("FREQ=DAILY", clocks.local(due), "UTC")
    SetReminder("tea", datetime.fromtimestamp(due, UTC), ZONE, daily).perform(world.context())
    clocks.advance(21 * 60)
    intent = snooze(world, cards_of(world)[me])
    intent.perform(world.context())
    assert [at for _content, at, _whom in in_backpack(world)] == [intent.until.timestamp(), due + DAY]
    clocks.advance(16 * 60)
    assert fired(world) == [(me, "tea")]
    clocks.advance_to(due + DAY)
    assert fired(world) == [(me, "tea")]


def test_an_event_is_not_taken_for_the_reminder_with_its_number(
    world: World, clocks: Clocks, me: str
) -> None:
    due = minutes_ahead(world, 20)
    reminder_id = set_reminder(world.maya, "tea", due)
    tea = ("tea", due, [world.maya.user_id])
    item = ReminderItem(world.account, reminder_id, "Dinner", is_event=True)
    rows = tuple(FiredReminder(item, clocks.now_seconds(), me) for _ in range(2))
    keep_card(world.stores.cards, "c", RemindersFired("c", rows))
    FinishReminder("c", 1).perform(world.context())
    assert in_backpack(world) == [tea]
    intent = snooze(world, "c")
    intent.perform(world.context())
    assert sorted(in_backpack(world)) == [("Dinner", intent.until.timestamp(), [world.maya.user_id]), tea]


@pytest.mark.parametrize("is_gone", [False, True])
def test_snooze_in_a_channel_is_for_the_channel_also_by_what_backpack_lists(
    world: World, clocks: Clocks, is_gone: bool
) -> None:
    SetReminder("tea", later(world, 20), ZONE, slack_channel_id=CHANNEL).perform(world.context())
    clocks.advance(21 * 60)
    card_id = cards_of(world)[CHANNEL]
    if is_gone:
        (reminder,) = world.state()["reminders"]
        world.maya.backpack(destroy_reminder(reminder["id"]))
    snooze(world, card_id).perform(world.context())
    mirror(world)
    (entry,) = world.stores.schedule.of_lane(lane_name(TEAM, CHANNEL))
    assert [(content, due) for content, due in scheduled(world)] == [("tea", entry.due_seconds)]


def test_snooze_until_a_time_that_has_passed_is_refused(world: World, card: str) -> None:
    intent = SnoozeReminder(card, 0, datetime.now(UTC) - timedelta(minutes=1), ZONE)
    assert "has passed" in refusal(intent, world.context())
    FinishReminder(card, 0).perform(world.context())  # which others may still do


def test_change_writes_it_to_backpack_and_what_was_changed_can_be_changed_again(
    world: World, clocks: Clocks, me: str
) -> None:
    set_ = SetReminder("tea", later(world, 20), ZONE).perform(world.context())
    first, second = later(world, 40), later(world, 60)
    ChangeReminder(set_.card_id, 0, "coffee", first, ZONE).perform(world.context())
    assert in_backpack(world) == [("coffee", first.timestamp(), [world.maya.user_id])]
    ChangeReminder(set_.card_id, 0, "water", second, ZONE).perform(world.context())
    assert scheduled(world) == [("water", second.timestamp())]
    clocks.advance_to(first.timestamp())
    assert fired(world) == []
    clocks.advance_to(second.timestamp())
    assert fired(world) == [(me, "water")]


def test_change_of_what_is_gone_from_backpack_says_so(world: World) -> None:
    set_ = SetReminder("tea", later(world, 20), ZONE).perform(world.context())
    (reminder,) = world.state()["reminders"]
    world.maya.backpack(destroy_reminder(reminder["id"]))
    intent = ChangeReminder(set_.card_id, 0, "coffee", later(world, 40), ZONE)
    assert "not in Backpack any more" in refusal(intent, world.context())


def test_delete_takes_it_away_everywhere(world: World, clocks: Clocks, linh: Person, me: str) -> None:
    everybody = (me, linh.slack_user_id)
    intent = SetReminder("tea", later(world, 20), ZONE, remindee_slack_user_ids=everybody)
    set_ = intent.perform(world.context())
    DeleteReminder(set_.card_id, 0).perform(world.context())
    assert in_backpack(world) == []
    assert scheduled(world) == scheduled(world, linh) == []
    clocks.advance(21 * 60)
    assert fired(world) == []


def test_delete_ends_a_series(world: World, clocks: Clocks) -> None:
    due = minutes_ahead(world, 20)
    daily = Recurrence("FREQ=DAILY", clocks.local(due), "UTC")
    set_ = SetReminder("tea", datetime.fromtimestamp(due, UTC), ZONE, daily).perform(world.context())
    DeleteReminder(set_.card_id, 0).perform(world.context())
    clocks.advance(21 * 60)
    assert fired(world) == []
    assert world.stores.additions.find(world.account, [set_.reminder.item.thing_id]) == {}


def test_a_list_of_reminders_has_the_same_buttons(world: World, me: str) -> None:
    SetReminder("tea", later(world, 20), ZONE).perform(world.context())
    SetReminder("coffee", later(world, 30), ZONE).perform(world.context())
    shown = ShowReminders().perform(world.context())
    DeleteReminder(shown.card_id, 1).perform(world.context())
    assert [content for content, _at, _whom in in_backpack(world)] == ["tea"]
    assert states(world, shown.card_id) == {1: RowState("deleted", me)}
