"""What a clock has started, from the ledger's record to its outcome: nobody asked, and nobody waits."""

import json
from typing import Any

import pytest
from celery.exceptions import Retry
from redis import Redis

from store.schedule import DUE_PREFIX
from tasks import queues
from tasks.intents.fire_reminders import FireReminders, RemindersFired
from tasks.perform import perform
from tasks.reminding import card
from tasks.reminding.check import DueReminder
from tasks.reminding.item import ReminderItem, entry_of, reminders_of
from tasks.results import Silence, Surprise
from tests.tasks.clocks import Clocks, minutes_ahead, mirror, outcome_of, set_reminder
from tests.tasks.worker import accept, outcome
from tests.tasks.world import TEAM, World

pytestmark = pytest.mark.usefixtures("worker")
ID = f"{DUE_PREFIX}1"


def due_now(world: World, content: str = "tea") -> FireReminders:
    me, now = world.maya.slack_user_id, world.stores.clock.now_seconds()
    item = ReminderItem(world.account, 7, content, world.maya.user_id, remindee_ids=(world.maya.user_id,))
    entry = entry_of(item, TEAM, me, now)
    return FireReminders((DueReminder(entry.entry_id, reminders_of(TEAM, me), now, now, item),))


def unwait(redis: Redis) -> None:
    client: Any = redis
    fields = {"leased_until": "0", "not_before": "0"}
    client.hset(f"backpack-bot:{{operations}}:{ID}", mapping=fields)


def noticed(redis: Redis) -> list[str]:
    client: Any = redis
    messages = [json.loads(each)["headers"] for each in client.lrange(queues.INTERACTIVE, 0, -1)]
    return [message["task"] for message in messages if message["task"] == queues.NOTIFY]


def test_it_is_performed_once_however_often_it_is_hinted_at(world: World) -> None:
    accept(world, due_now(world), ID)
    for _ in range(3):
        perform(ID)
    found = outcome(world, ID)
    assert isinstance(found, RemindersFired)
    assert [each.item.content for each in found.reminders] == ["tea"]
    assert card.read_card(world.stores.cards, found.card_id) is not None


@pytest.mark.parametrize("unknown", [{"type": "OfTomorrow"}, {"due": [{"entry_id": "of another shape"}]}])
def test_one_that_this_version_does_not_understand_waits_without_a_word(
    world: World, redis: Redis, unknown: dict[str, Any]
) -> None:
    accept(world, due_now(world), ID, **unknown)
    for _ in range(3):
        with pytest.raises(Retry):
            perform(ID)
        unwait(redis)
    assert noticed(redis) == []


def test_it_is_kept_longer_than_a_command(world: World) -> None:
    accept(world, due_now(world), ID, hours_ago=6 * 24)
    perform(ID)
    assert isinstance(outcome(world, ID), RemindersFired)


def test_a_fault_of_ours_ends_it_and_an_operator_can_try_it_again(
    world: World, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise RuntimeError("a fault")

    accept(world, due_now(world), ID)
    with monkeypatch.context() as patched:
        patched.setattr(FireReminders, "perform_due", fail)
        perform(ID)
    assert isinstance(outcome(world, ID), Surprise)
    (letter,) = world.stores.dead_letters.all()
    assert (letter.operation_id, letter.kind) == (ID, "FireReminders")
    assert world.stores.dead_letters.retry(ID)
    perform(ID)
    assert isinstance(outcome(world, ID), RemindersFired)


def test_what_was_deleted_leaves_nothing_to_say_and_frees_the_lane(world: World, clocks: Clocks) -> None:
    due = minutes_ahead(world, 20)
    set_reminder(world.maya, "tea", due)
    mirror(world)
    world.stores.accounts.forget(TEAM, world.maya.slack_user_id)
    clocks.advance_to(due)
    (operation_id,) = world.stores.schedule.dispatch().operation_ids
    perform(operation_id)
    assert outcome_of(world, operation_id)[1] == Silence()
