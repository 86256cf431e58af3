"""What is due fires on time also when Backpack hangs: nobody waits for it twice."""

from functools import partial
from typing import Any

import pytest
from billiard.exceptions import SoftTimeLimitExceeded
from redis import Redis

from backpack import Backpack, Timeouts
from tasks import patience, resources
from tasks.recurrence import Recurrence
from tasks.reminding.item import ReminderItem, entry_of
from tests.tasks.clocks import Clocks, fired_reminders, link, minutes_ahead, mirror, set_reminder
from tests.tasks.world import TEAM, World

pytestmark = pytest.mark.usefixtures("worker")


@pytest.fixture
def due(worker: World, clocks: Clocks) -> float:
    """Three people's reminders for one channel, and one of Maya's: due now, and nobody has looked lately."""
    world = worker
    due = minutes_ahead(world, 20)
    for name in ("Linh Tran", "Tomás Silva", "Ada Obi"):
        person = link(world, world.person(name, "Berlin"))
        item = ReminderItem(world.account, person.user_id, name, person.user_id, slack_channel_id="C0LAUNCH")
        world.stores.schedule.put(entry_of(item, TEAM, person.slack_user_id, due))
    set_reminder(world.maya, "tea", due)
    mirror(world)
    clocks.advance_to(due)
    return due


@pytest.fixture
def hanging(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """Backpack takes requests and answers none; how long that is waited for is shorter than in earnest."""
    monkeypatch.setattr(resources, "Backpack", partial(Backpack, timeouts=Timeouts(5, 0.3, 5)))
    monkeypatch.setattr(patience, "_SLOW_SECONDS", 0.25)
    resources.backpack_for.cache_clear()
    world.fault(account=world.account, answer_delay_seconds=600)
    return world


@pytest.mark.usefixtures("due")
def test_one_waits_in_vain_and_all_fire(hanging: World) -> None:
    before = hanging.requests()
    found = fired_reminders(hanging)
    assert sorted(each.item.content for each in found) == ["Ada Obi", "Linh Tran", "Tomás Silva", "tea"]
    assert not any(each.is_certain for each in found)
    assert hanging.requests() - before == 1


def test_a_series_does_not_wait_again_to_write_its_next_time(
    world: World, clocks: Clocks, hanging: World
) -> None:
    due = minutes_ahead(world, 20)
    daily = Recurrence("FREQ=DAILY", clocks.local(due), "UTC")
    item = ReminderItem(world.account, 7, "stand-up", recurrence=daily)
    world.stores.schedule.put(entry_of(item, TEAM, world.maya.slack_user_id, due))
    clocks.advance_to(due)
    before = hanging.requests()
    (found,) = fired_reminders(hanging)
    assert (found.is_certain, found.next_seconds) == (False, due + 24 * 3600)
    assert hanging.requests() - before == 1


@pytest.mark.usefixtures("due")
def test_after_a_moment_it_is_asked_again(world: World, redis: Redis) -> None:
    world.stores.away.note(world.account)
    assert 0 < int(str(redis.ttl(f"backpack-bot:away:{world.account}"))) <= 30
    redis.delete(f"backpack-bot:away:{world.account}")
    before = world.requests()
    fired_reminders(world)
    assert world.requests() > before


@pytest.mark.usefixtures("due")
@pytest.mark.parametrize("fault", [{"status": 500}, {"cut": "before"}, {"body": "html"}, {"status": 404}])
def test_a_quick_refusal_costs_nobody_time_and_is_no_silence(world: World, fault: dict[str, Any]) -> None:
    world.fault(account=world.account, times=1, **fault)
    fired_reminders(world)
    assert not world.stores.away.is_noted(world.account)


@pytest.mark.usefixtures("due")
def test_an_export_that_takes_long_does_so_for_its_own_reasons(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "_SLOW_SECONDS", 0.0)
    world.fault(operation="export_user", account=world.account, cut="before")
    fired_reminders(world)
    assert not world.stores.away.is_noted(world.account)


@pytest.mark.usefixtures("due")
def test_many_slow_answers_take_no_more_time_than_there_is(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "_ASKING_SECONDS", 0.0)  # as if earlier calls had taken all of it
    before = world.requests()
    assert not any(each.is_certain for each in fired_reminders(world))
    assert world.requests() == before


@pytest.mark.usefixtures("due")
def test_a_time_limit_in_mid_call_fires_it_too(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def over(*_arguments: Any) -> None:
        raise SoftTimeLimitExceeded

    monkeypatch.setattr(resources, "backpack_for", lambda _link: over)
    found = fired_reminders(world)
    assert len(found) == 4
    assert world.stores.away.is_noted(world.account)
