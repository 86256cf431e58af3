"""The schedule's clock and Backpack's, moved together; and what has come due by then, fired."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from redis import Redis

from backpack import create_reminder, zone
from store.schedule_keys import CLOCK_AHEAD
from tasks import resources
from tasks.delivery import Delivery
from tasks.due import DueContext
from tasks.intents.fire_reminders import FiredReminder, RemindersFired
from tasks.linked import linked_person
from tasks.perform import perform
from tasks.reminding.mirror import mirror_events, mirror_reminders
from tasks.wire import decode
from tests.tasks.world import TEAM, Person, World


class Clocks:
    """Both clocks. The server is shared by all tests: `reset` in the end."""

    def __init__(self, world: World, redis: Redis) -> None:
        self._world = world
        self._redis = redis
        self._ahead_seconds = 0.0

    def now_seconds(self) -> float:
        return self._world.stores.clock.now_seconds()

    def advance(self, seconds: float) -> None:
        """By which nothing else has changed: what was to happen meanwhile has not."""
        self._ahead_seconds += seconds
        self._redis.set(CLOCK_AHEAD, self._ahead_seconds)
        # Backpack's keeps whole seconds: it is ahead by less than one, so that what is due is due there too.
        at = datetime.fromtimestamp(int(self.now_seconds()) + 1, UTC)
        self._world.control("clock", now=f"{at:%Y-%m-%dT%H:%M:%SZ}")

    def advance_to(self, moment_seconds: float) -> None:
        """A moment later than that Unix time."""
        self.advance(moment_seconds - self.now_seconds() + 1)

    def local(self, moment_seconds: float) -> datetime:
        """What a clock in UTC shows then."""
        return datetime.fromtimestamp(moment_seconds, UTC).replace(tzinfo=None)

    def reset(self) -> None:
        self._redis.delete(CLOCK_AHEAD)
        self._world.ask("clock", method="DELETE")


def minutes_ahead(world: World, minutes: float) -> float:
    """A whole second, as Backpack keeps."""
    return float(int(world.stores.clock.now_seconds()) + round(minutes * 60))


def link(world: World, person: Person) -> Person:
    world.stores.accounts.save(TEAM, person.slack_user_id, person.link)
    return person


def mirror(world: World, *people: Person) -> None:
    """As their polls do."""
    for person in people or (world.maya,):
        found = linked_person(TEAM, person.slack_user_id)
        assert found is not None
        mirror_reminders(world.stores, TEAM, person.slack_user_id, found)


def mirror_calendars(world: World, *people: Person) -> None:
    for person in people or (world.maya,):
        found = linked_person(TEAM, person.slack_user_id)
        assert found is not None
        mirror_events(world.stores, TEAM, person.slack_user_id, found)


def scheduled(world: World, person: Person | None = None) -> list[tuple[str, float]]:
    """(content, due) of all that a person's list of reminders has put into the schedule."""
    owner = f"reminders:{TEAM}:{(person or world.maya).slack_user_id}"
    return [
        (json.loads(one.item)["content"], one.due_seconds) for one in world.stores.schedule.of_owner(owner)
    ]


def outcomes(world: World) -> list[tuple[str, Any]]:
    """(where it is said, outcome) of each operation that is due now; they count as said afterwards."""
    found = []
    for operation_id in world.stores.schedule.dispatch().operation_ids:
        perform(operation_id)
        found.append(outcome_of(world, operation_id))
        world.stores.answers.answered(operation_id)
    return found


def outcome_of(world: World, operation_id: str) -> tuple[str, Any]:
    operation = world.stores.operations.find(operation_id)
    assert operation is not None
    assert operation.outcome, operation.state
    place = json.loads(operation.delivery)["slack_channel_id"]
    return place, decode(json.loads(operation.outcome))


def fired(world: World) -> list[tuple[str, str]]:
    """(where it is said, content) of each reminder that is due now."""
    return [
        (place, each.item.content)
        for place, outcome in outcomes(world)
        if isinstance(outcome, RemindersFired)
        for each in outcome.reminders
    ]


def fired_reminders(world: World) -> list[FiredReminder]:
    found = [outcome for _place, outcome in outcomes(world)]
    return [each for outcome in found if isinstance(outcome, RemindersFired) for each in outcome.reminders]


def due_context(world: World, operation_id: str = "due-1") -> DueContext:
    """As `tasks.perform` makes it."""
    delivery = Delivery(TEAM, world.maya.slack_user_id, world.maya.slack_user_id, None, "", 0.0)
    return DueContext(operation_id, delivery, resources.stores(), linked_person)


def set_reminder(person: Person, content: str, due_seconds: float, whom: Sequence[Person] = ()) -> int:
    """In Backpack itself; nobody named is the person's own. Returns its id."""
    due, theirs = datetime.fromtimestamp(due_seconds, UTC), zone(person.time_zone)
    return person.backpack(create_reminder(content, due, theirs, [one.user_id for one in whom]))
