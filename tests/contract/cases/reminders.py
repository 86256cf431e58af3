"""Reminders."""

from datetime import UTC, datetime, timedelta

import backpack as bp
from tests.contract.table import case, denied
from tests.contract.world import World

_SOMEBODY_ELSES = denied(404, "a remindee of another account", remindee_ids=[999_999_999])


@case()
def list_reminders(world: World, reminders: tuple[bp.Reminder, ...]) -> None:
    tomas = bp.UserSummary(world.tomas.user_id, "Tomás Rivera")
    assert reminders == (
        bp.Reminder(world.reminder_id, "Prune", world.soon, world.user_id, "Maya Okafor", (tomas,)),
    )


@case(
    content="+1:30 Close the greenhouse",
    seen_in="list_reminders",
    denials=(_SOMEBODY_ELSES, denied(422, "no time in front", content="Close the greenhouse")),
)
def create_fuzzy_reminder(world: World, reminder_id: int) -> None:
    first = world.reminders()[0]
    assert (first.id, first.content, first.creator_id) == (
        reminder_id,
        "Close the greenhouse",
        world.user_id,
    )
    expected = datetime.now(UTC) + timedelta(hours=1, minutes=30)
    assert abs(first.remind_at - expected) < timedelta(seconds=30)
    assert first.remindees == (bp.UserSummary(world.user_id, "Maya Okafor"),)


@case(
    content="+30 is how it begins",
    remind_at=lambda world: world.soon - timedelta(days=1),
    remindee_ids=lambda world: [world.user_id, world.tomas.user_id],
    seen_in="list_reminders",
    denials=(_SOMEBODY_ELSES,),
)
def create_reminder(world: World, reminder_id: int) -> None:
    first = world.reminders()[0]
    assert (first.id, first.content) == (reminder_id, "+30 is how it begins")
    assert first.remind_at == world.soon - timedelta(days=1)
    assert {one.id for one in first.remindees} == {world.user_id, world.tomas.user_id}


@case(
    content="Prune & rake",
    remind_at=lambda world: world.soon + timedelta(hours=1),
    remindee_ids=lambda world: [world.user_id],
    seen_in="list_reminders",
    denials=(_SOMEBODY_ELSES,),
)
def update_reminder(world: World, result: None) -> None:
    (reminder,) = world.reminders()
    assert (reminder.content, reminder.remind_at) == ("Prune & rake", world.soon + timedelta(hours=1))
    assert [one.id for one in reminder.remindees] == [world.user_id]


@case(seen_in="list_reminders")
def destroy_reminder(world: World, result: None) -> None:
    assert world.reminders() == ()
