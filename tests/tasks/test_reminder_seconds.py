"""A reminder is due at one moment, wherever it is noted down."""

from datetime import UTC, datetime, timedelta

from tasks.due import LinkedPerson
from tasks.intents import SetReminder
from tasks.reminding.item import reminders_of
from tasks.reminding.mirror import mirror_reminders
from tests.tasks.world import TEAM, World


def test_what_is_scheduled_is_due_at_the_second_that_backpack_has(world: World) -> None:
    maya = world.maya
    world.stores.accounts.save(TEAM, maya.slack_user_id, maya.link)
    remind_at = datetime.now(UTC).replace(microsecond=700_000) + timedelta(hours=1)
    SetReminder("tea", remind_at, "UTC").perform(world.context())
    owner = reminders_of(TEAM, maya.slack_user_id)
    (scheduled,) = world.stores.schedule.of_owner(owner)
    (kept,) = world.state()["reminders"]
    assert scheduled.due_seconds == datetime.fromisoformat(kept["remind_at"]).timestamp()
    mirror_reminders(world.stores, TEAM, maya.slack_user_id, LinkedPerson(maya.link, maya.backpack))
    assert [one.due_seconds for one in world.stores.schedule.of_owner(owner)] == [scheduled.due_seconds]
