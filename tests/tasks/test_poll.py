"""Polls: handed out when they are due, to one worker, and asked for again as the answer suggests."""

import json
from dataclasses import replace
from typing import Any

import pytest
from billiard.exceptions import SoftTimeLimitExceeded
from redis import Redis

from backpack import BackpackError, Forbidden, RateLimited
from store.redis_client import connect
from tasks import feeds, queues
from tasks import poll as module
from tasks.feeds import feeds_of, forget_person, kind_of
from tasks.linked import linked_person
from tasks.poll import Poller, poll
from tests.tasks.clocks import Clocks, fired, link, minutes_ahead, scheduled, set_reminder
from tests.tasks.world import TEAM, World

pytestmark = pytest.mark.usefixtures("worker")


@pytest.fixture
def poller(worker: World, redis: Redis) -> Poller:
    return Poller(redis, worker.stores)


def waiting(redis: Redis) -> list[str]:
    """The feeds in the queue."""
    client: Any = redis
    messages = [json.loads(each) for each in client.lrange(queues.BULK, 0, -1)]
    return [message["headers"]["argsrepr"].strip("[]()',") for message in messages]


def my_feeds(world: World) -> list[str]:
    return list(feeds_of(TEAM, world.maya.slack_user_id))


def next_poll_in(world: World, feed: str) -> float:
    client: Any = world.stores.accounts._redis
    return float(client.zscore("backpack-bot:{operations}:polls", feed)) - world.stores.clock.now_seconds()


def test_whoever_is_linked_is_polled_within_seconds(
    world: World, redis: Redis, poller: Poller, clocks: Clocks
) -> None:
    set_reminder(world.maya, "tea", minutes_ahead(world, 20))
    poller.hand_out()
    clocks.advance(21)
    poller.hand_out()
    assert sorted(waiting(redis)) == sorted(my_feeds(world))
    for feed in waiting(redis):
        poll(feed)
    assert [content for content, _due in scheduled(world)] == ["tea"]


def test_each_is_handed_out_once_by_however_many_pollers(
    world: World, redis: Redis, redis_url: str, clocks: Clocks
) -> None:
    for number in range(5):
        link(world, world.person(f"Person {number}", "UTC"))
    pollers = [Poller(connect(redis_url), world.stores) for _ in range(3)]
    pollers[0].hand_out()
    clocks.advance(21)
    for poller in pollers:
        poller.hand_out()
    assert len(waiting(redis)) == len(set(waiting(redis))) == 12


def test_no_more_wait_in_the_queue_than_are_soon_done(
    world: World, redis: Redis, poller: Poller, clocks: Clocks
) -> None:
    """With Backpack hanging, each takes ten seconds; what piled up would be asked for hours later."""
    for number in range(40):
        world.stores.accounts.save(TEAM, f"U0{number}", world.maya.link)
    for _minute in range(5):
        for _second in range(3):
            poller.hand_out()
        clocks.advance(61)
    assert len(waiting(redis)) == 50
    redis.delete(queues.BULK)  # as if the workers had done them
    poller.hand_out()
    assert len(waiting(redis)) == 50


def test_a_claimed_poll_that_was_lost_comes_again(
    world: World, redis: Redis, poller: Poller, clocks: Clocks
) -> None:
    poller.hand_out()
    clocks.advance(21)
    poller.hand_out()
    redis.delete(queues.BULK)
    poller.hand_out()
    assert waiting(redis) == []
    clocks.advance(61)
    poller.hand_out()
    assert sorted(waiting(redis)) == sorted(my_feeds(world))


def test_whoever_was_linked_before_there_was_an_index_is_polled_too(
    world: World, redis: Redis, poller: Poller, clocks: Clocks
) -> None:
    redis.delete("backpack-bot:linked", f"backpack-bot:linked:{world.account}:{world.maya.user_id}")
    poller.hand_out()
    clocks.advance(21)
    poller.hand_out()
    assert sorted(waiting(redis)) == sorted(my_feeds(world))


def test_a_feed_is_asked_for_again_at_its_pace(world: World, poller: Poller) -> None:
    reminders, events = my_feeds(world)
    poller.hand_out()
    poll(reminders)
    poll(events)
    assert next_poll_in(world, reminders) == pytest.approx(30, abs=15)
    assert next_poll_in(world, events) == pytest.approx(300, abs=15)


def test_among_many_each_is_asked_for_less_often() -> None:
    reminders, events = kind_of("reminders:T:U"), kind_of("events:T:U")
    assert [reminders.interval_seconds(count) for count in (1, 30, 60, 1000)] == [30, 30, 60, 1000]
    assert [events.interval_seconds(count) for count in (1, 15, 100)] == [300, 300, 2000]


@pytest.mark.parametrize(
    ("due_in_seconds", "wait_seconds"), [(50, 100), (70, 25), (130, 85), (150, 100), (300, 100), (None, 100)]
)
def test_among_many_one_with_something_near_is_asked_for_right_before_it_is_due(
    world: World, poller: Poller, due_in_seconds: float | None, wait_seconds: float
) -> None:
    """So that it need not be asked after, with an export of all there is, when it is due."""
    for number in range(99):
        world.stores.accounts.save(TEAM, f"U0{number}", world.maya.link)
    set_reminder(world.maya, "tomorrow", minutes_ahead(world, 24 * 60))
    if due_in_seconds is not None:
        set_reminder(world.maya, "tea", minutes_ahead(world, due_in_seconds / 60))
    poller.hand_out()
    (feed, _events) = my_feeds(world)
    poll(feed)
    assert next_poll_in(world, feed) == pytest.approx(wait_seconds, abs=12)


@pytest.mark.parametrize(
    ("error", "seconds"),
    [
        (RateLimited("busy", retry_after_seconds=120), 120),
        (Forbidden("no"), 600),
        (BackpackError("away"), 60),
        (SoftTimeLimitExceeded(), 600),
    ],
)
def test_after_a_failure_it_is_left_alone_for_a_while(
    world: World, poller: Poller, monkeypatch: pytest.MonkeyPatch, error: Exception, seconds: float
) -> None:
    def fail(*_arguments: object) -> None:
        raise error

    poller.hand_out()
    (feed, _events) = my_feeds(world)
    kind = feeds.FeedKind(fail, *(getattr(feeds.KINDS["reminders"], name) for name in FIELDS[1:]))
    monkeypatch.setitem(feeds.KINDS, "reminders", kind)
    poll(feed)
    assert next_poll_in(world, feed) == pytest.approx(seconds, abs=15)


FIELDS = list(feeds.FeedKind.__dataclass_fields__)


def test_whoever_is_not_linked_any_more_is_not_polled(world: World, redis: Redis, poller: Poller) -> None:
    poller.hand_out()
    world.stores.accounts.forget(TEAM, world.maya.slack_user_id)
    for feed in my_feeds(world):
        poll(feed)
    client: Any = redis
    assert client.zrange("backpack-bot:{operations}:polls", 0, -1) == []


def test_what_was_put_before_a_person_left_is_gone_and_a_list_under_way_does_not_bring_it_back(
    world: World, clocks: Clocks, poller: Poller, monkeypatch: pytest.MonkeyPatch
) -> None:
    due = minutes_ahead(world, 20)
    set_reminder(world.maya, "tea", due)
    poller.hand_out()
    (feed, _events) = my_feeds(world)
    poll(feed)
    original: Any = linked_person

    def leave_meanwhile(*arguments: Any, **more: Any) -> Any:
        person = original(*arguments, **more)
        calls = person.backpack

        def calling(call: Any) -> Any:
            answer = calls(call)
            if call.name == "list_reminders":
                world.stores.accounts.forget(TEAM, world.maya.slack_user_id)
                forget_person(world.stores, TEAM, world.maya.slack_user_id)
            return answer

        return replace(person, backpack=calling)

    monkeypatch.setattr(module, "linked_person", leave_meanwhile)
    poll(feed)
    assert scheduled(world) == []
    clocks.advance_to(due)
    assert fired(world) == []


def test_a_feed_that_was_dropped_while_it_was_polled_stays_so(
    world: World, redis: Redis, poller: Poller
) -> None:
    poller.hand_out()
    feed = my_feeds(world)[0]
    world.stores.polls.drop(feed)
    world.stores.polls.poll_again_at(feed, world.stores.clock.now_seconds())
    client: Any = redis
    assert client.zscore("backpack-bot:{operations}:polls", feed) is None
