"""Reminders: an instant, written in the zone the person has in Backpack."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tasks.intents import SetReminder, ShowReminders
from tasks.results import RefusalError
from tests.tasks.world import World

YEAR = datetime.now(UTC).year + 1
NOON_UTC = datetime(YEAR, 7, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "wall_clock"),
    [
        ("Berlin", "14:00"),
        ("Pacific Time (US & Canada)", "05:00"),
        ("Kathmandu", "17:45"),
        ("UTC", "12:00"),
    ],
)
def test_the_moment_is_the_same_whatever_zone_the_person_has_in_backpack(
    world: World, zone: str, wall_clock: str
) -> None:
    person = world.person("Linh Tran", zone)
    intent = SetReminder("tea", NOON_UTC, "Europe/Berlin")
    result = intent.perform(world.context(person))
    assert (result.reminder.item.content, result.reminder.due_seconds) == ("tea", NOON_UTC.timestamp())
    (reminder,) = world.state()["reminders"]
    assert reminder["remind_at"].startswith(f"{YEAR}-07-01T12:00:00"), f"written as {wall_clock}"
    assert (reminder["creator_id"], reminder["remindee_ids"]) == (person.user_id, [person.user_id])


def test_the_zone_of_today_counts_and_not_the_one_of_the_link(world: World) -> None:
    link = world.maya.link
    stale = type(link)(link.account, link.backpack_user_id, link.backpack_user_name, "Hawaii", link.token)
    SetReminder("tea", NOON_UTC, "UTC").perform(world.context(link=stale))
    (reminder,) = world.state()["reminders"]
    assert reminder["remind_at"].startswith(f"{YEAR}-07-01T12:00:00")


def test_a_time_that_passed_while_the_command_waited_is_refused(world: World) -> None:
    intent = SetReminder("tea", datetime.now(UTC) - timedelta(minutes=5), "Europe/Berlin")
    with pytest.raises(RefusalError, match="too late"):
        intent.perform(world.context())
    assert world.state()["reminders"] == []


def test_what_would_be_done_is_said_in_the_speakers_own_zone() -> None:
    moment = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    assert SetReminder("tea", moment, "Europe/Berlin").describe() == (
        "remind you of “tea” on Thursday 2 July 2026 at 00:30 (Europe/Berlin)"
    )


def test_people_see_their_own_reminders_at_the_right_moment(world: World) -> None:
    linh = world.person("Linh Tran", "Pacific Time (US & Canada)")
    noon = datetime(YEAR, 1, 5, 12)  # noqa: DTZ001 -- a wall clock's
    world.remind(world.maya, "mine", noon)
    world.remind(linh, "for both", noon, [linh, world.maya])
    world.remind(linh, "hers", noon)
    shown = ShowReminders().perform(world.context())
    berlin, pacific = ZoneInfo("Europe/Berlin"), ZoneInfo("America/Los_Angeles")
    assert [(row.item.content, row.due_seconds) for row in shown.mine] == [
        ("mine", noon.replace(tzinfo=berlin).timestamp()),
        ("for both", noon.replace(tzinfo=pacific).timestamp()),
    ]
    theirs = ShowReminders().perform(world.context(linh)).mine
    assert [row.item.content for row in theirs] == ["for both", "hers"]
    assert [row.for_names for row in theirs] == [(world.maya.name,), ()]


def test_nobody_without_reminders_sees_any(world: World) -> None:
    assert ShowReminders().perform(world.context()).rows == ()
