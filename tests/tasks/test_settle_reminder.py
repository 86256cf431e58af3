"""`reminders done|delete|snooze|change`: what the buttons do, for the reminder that the words mean."""

from typing import Any

import pytest

from tasks.intents import SetReminder, SettleReminder, ShowReminders
from tasks.recurrence import Recurrence
from tasks.reminding.card import RowState
from tests.tasks.cards import ZONE, in_backpack, later, refusal, states
from tests.tasks.clocks import Clocks, minutes_ahead, mirror, set_reminder
from tests.tasks.world import Person, World

pytestmark = pytest.mark.usefixtures("worker")


def to_come(world: World, *texts: str) -> None:
    for minutes, text in enumerate(texts, 20):
        set_reminder(world.maya, text, minutes_ahead(world, minutes), [world.maya])
    mirror(world, world.maya)


def texts(world: World) -> list[str]:
    return [content for content, _at, _whom in in_backpack(world)]


def test_done_means_what_came_due_and_its_message_knows(world: World, card: str) -> None:
    me = world.maya.slack_user_id
    assert SettleReminder("TEA", "done").perform(world.context()).state == RowState("done", me)
    assert in_backpack(world) == []
    assert states(world, card) == {0: RowState("done", me)}


def test_a_repeat_of_the_same_command_finds_what_it_has_done(world: World, card: str) -> None:
    """Another tea is to come, which the second attempt must not take for the one it has settled."""
    to_come(world, "tea with Linh")
    context = world.context(operation_id="typed")
    first, second = (SettleReminder("tea", "done").perform(context) for _attempt in range(2))
    assert first == second
    assert texts(world) == ["tea with Linh"]
    assert states(world, card)[0].what == "done"


def test_what_came_due_is_snoozed(world: World, card: str) -> None:
    until = later(world, 45)
    SettleReminder("tea", "snooze", until, time_zone=ZONE).perform(world.context())
    assert [at for _content, at, _whom in in_backpack(world)] == [until.timestamp()]
    assert states(world, card)[0].what == "snoozed"


def test_what_is_to_come_is_deleted_changed_moved_and_snoozed(world: World) -> None:
    to_come(world, "call the printer", "buy milk", "water the fern")
    settled = SettleReminder("printer", "delete").perform(world.context())
    assert (settled.content, settled.state.what) == ("call the printer", "deleted")
    SettleReminder("buy milk", "change", new_content="buy oat milk").perform(world.context())
    tomorrow = later(world, 24 * 60)
    SettleReminder("oat milk", "change", tomorrow, time_zone=ZONE).perform(world.context())
    SettleReminder("fern", "snooze", tomorrow, time_zone=ZONE).perform(world.context())
    assert sorted((content, at) for content, at, _whom in in_backpack(world)) == [
        ("buy oat milk", tomorrow.timestamp()),
        ("water the fern", tomorrow.timestamp()),
    ]


def test_a_repeated_deletion_is_one(world: World) -> None:
    to_come(world, "tea", "tea party")
    context = world.context(operation_id="typed")
    for _attempt in range(2):
        assert SettleReminder("tea", "delete").perform(context).content == "tea"
    assert texts(world) == ["tea party"]


def test_which_one_is_asked_where_several_read_otherwise(world: World) -> None:
    to_come(world, "tea for two", "tea for three", "tea for two")
    said = refusal(SettleReminder("tea", "delete"), world.context())
    assert said.startswith("3 of your reminders fit tea.")
    SettleReminder("tea for two", "delete").perform(world.context())
    assert sorted(texts(world)) == ["tea for three", "tea for two"]


def test_an_unknown_one_is_not_guessed(world: World) -> None:
    to_come(world, "water the fern")
    assert "no reminder called ferm" in refusal(SettleReminder("ferm", "delete"), world.context())
    assert texts(world) == ["water the fern"]


def test_of_somebody_else_none_is_found(world: World, linh: Person) -> None:
    to_come(world, "tea")
    assert "no reminder called tea" in refusal(SettleReminder("tea", "delete"), world.context(linh))


def test_a_series_that_is_not_due_is_not_done(world: World, clocks: Clocks) -> None:
    daily = Recurrence("FREQ=DAILY", clocks.local(minutes_ahead(world, 20)), "UTC")
    SetReminder("stretch", later(world, 20), "UTC", daily).perform(world.context())
    said = refusal(SettleReminder("stretch", "done"), world.context())
    assert "comes again and again" in said
    assert "reminders delete stretch" in said
    assert len(ShowReminders().perform(world.context()).rows) == 1


@pytest.mark.parametrize(
    ("intent", "sentence"),
    [
        (SettleReminder("tea", "done"), "be done with the reminder “tea”"),
        (SettleReminder("tea", "delete"), "delete the reminder “tea”"),
        (SettleReminder("tea", "change", new_content="milk"), "change the reminder “tea” to “milk”"),
    ],
)
def test_it_says_what_it_would_do(intent: Any, sentence: str) -> None:
    assert intent.describe() == sentence
