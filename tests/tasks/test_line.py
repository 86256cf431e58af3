"""While Backpack is away, a person's commands wait in the order they were given, and nobody else's do."""

from typing import Any

import pytest
from celery.exceptions import Retry
from redis import Redis

from backpack import RateLimited
from tasks import queues
from tasks.calls import RecordedCalls
from tasks.intents import AddItem, ShowPages
from tasks.perform import perform
from tests.tasks.worker import accept, outcome, queued
from tests.tasks.world import World


@pytest.fixture
def office(worker: World) -> World:
    worker.page("Office", Groceries=())
    return worker


def postponed(operation_id: str) -> None:
    with pytest.raises(Retry):
        perform(operation_id)


def no_more_waiting(redis: Redis, operation_id: str) -> None:
    """The time it was postponed to has come."""
    redis.hset(f"backpack-bot:{{operations}}:{operation_id}", "not_before", "0")


def hints(redis: Redis, task: str) -> list[str]:
    return [message["argsrepr"] for message in queued(redis) if message["task"] == task]


def is_done(world: World, operation_id: str) -> bool:
    found = world.stores.operations.find(operation_id)
    return found is not None and found.state == "performed"


def test_what_was_asked_for_later_waits_and_follows_in_order(office: World, redis: Redis) -> None:
    names = ["first", "second", "third"]
    for name in names:
        accept(office, AddItem(name, "Groceries"), name)
    office.fault(down=True)
    postponed("first")
    office.ask("faults", method="DELETE")
    for name in ("third", "second"):
        perform(name)  # Backpack is back, but it is not their turn
    assert office.items("Groceries") == []
    assert len(hints(redis, queues.NOTIFY)) == 2, "both people's messages say that they wait"

    for name, following in zip(names, [*names[1:], None], strict=True):
        redis.delete(queues.INTERACTIVE)
        no_more_waiting(redis, name)
        perform(name)
        assert hints(redis, queues.PERFORM) == ([f"('{following}',)"] if following else [])
    assert office.items("Groceries") == [(name, False) for name in names]


def test_who_was_first_stays_first_whoever_fails_first(office: World, redis: Redis) -> None:
    for name in ("first", "second"):
        accept(office, AddItem(name, "Groceries"), name)
    office.fault(down=True)
    postponed("second")
    postponed("first")
    no_more_waiting(redis, "second")
    perform("second")
    office.ask("faults", method="DELETE")
    no_more_waiting(redis, "first")
    perform("first")
    perform("second")
    assert office.items("Groceries") == [("first", False), ("second", False)]


def test_other_people_do_not_wait(office: World) -> None:
    tomas = office.person("Tomás Rivera", "Lisbon")
    office.stores.accounts.save("T1", tomas.slack_user_id, tomas.link)
    accept(office, AddItem("Maya's", "Groceries"), "hers")
    office.fault(down=True, times=1)
    postponed("hers")
    accept(office, ShowPages(), "his", person=tomas)
    perform("his")
    assert is_done(office, "his")


def test_a_command_that_fails_by_itself_holds_up_the_others_once_at_most(office: World, redis: Redis) -> None:
    accept(office, AddItem("hopeless", "Groceries"), "hopeless")
    office.fault(status=500, path_contains="/ws/pages/all")
    postponed("hopeless")
    accept(office, ShowPages(), "later")
    office.ask("faults", method="DELETE")
    perform("later")
    assert not is_done(office, "later")

    office.fault(status=500, path_contains="/ws/pages/all")
    for _ in range(2):  # it leaves, and must not come back
        no_more_waiting(redis, "hopeless")
        postponed("hopeless")
    assert "('later',)" in hints(redis, queues.PERFORM)
    office.ask("faults", method="DELETE")
    perform("later")
    assert is_done(office, "later")


def test_a_first_one_that_nobody_took_out_of_the_line_holds_up_nobody(office: World, redis: Redis) -> None:
    """Its worker died between doing it and saying so to the line, or its record has expired."""
    for name in ("done", "expired", "later"):
        accept(office, ShowPages(), name)
    office.fault(down=True, times=2)
    for name in ("done", "expired"):
        postponed(name) if name == "done" else perform(name)
    redis.hset("backpack-bot:{operations}:done", "state", "performed")
    redis.delete("backpack-bot:{operations}:expired")
    office.ask("faults", method="DELETE")
    perform("later")
    assert is_done(office, "later")
    assert outcome(office, "later")


def test_who_waits_in_line_is_not_swept_again_and_again(office: World, redis: Redis) -> None:
    for name in ("first", "second"):
        accept(office, ShowPages(), name)
    office.fault(down=True, times=1)
    postponed("first")
    perform("second")
    client: Any = redis
    now = client.time()[0]
    assert client.zscore("backpack-bot:{operations}:open", "second") - now > 60


def test_whoever_waits_for_a_turn_under_the_limit_keeps_the_place_in_line(
    office: World, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("first", "second"):
        accept(office, AddItem(name, "Groceries"), name)
    office.fault(down=True)
    postponed("first")
    perform("second")
    office.ask("faults", method="DELETE")

    def refuse(_calls: RecordedCalls, _call: Any) -> Any:
        raise RateLimited("too many calls wait for their turn", retry_after_seconds=1)

    with monkeypatch.context() as busy:
        busy.setattr(RecordedCalls, "__call__", refuse)
        no_more_waiting(redis, "first")
        postponed("first")
    perform("second")
    assert office.items("Groceries") == []
    no_more_waiting(redis, "first")
    perform("first")
    perform("second")
    assert office.items("Groceries") == [("first", False), ("second", False)]
