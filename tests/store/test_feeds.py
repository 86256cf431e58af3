"""Feeds: a look counts once, and with it every place has something to be told."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from redis import Redis

from store.feed_messages import FeedMessage
from store.feed_states import FeedState, LoggedPost
from store.redis_client import connect
from store.stores import Stores
from store.subscriptions import Added, Subscriptions

FEED, TEAM = "journal:trailhead", "T1"
DELIVERY = json.dumps({"type": "Delivery", "slack_user_id": "U1", "response_url": None})
POST = LoggedPost(1, 1, '{"body": "“one” {} [] \\\\ ü"}')


def subscribe(stores: Stores, place: str, user: str = "U1", feed: str = FEED) -> Added:
    return stores.subscriptions.add(feed, TEAM, place, user, DELIVERY)


def commit(stores: Stores, before: FeedState, number: int = 1, post: LoggedPost = POST) -> bool:
    return stores.feed_states.commit(
        FEED, before, snapshot="{}", label="trailhead", changed={number: post}, dropped=[], intent="TellFeed"
    )


def dispatched(stores: Stores) -> list[dict[str, Any]]:
    """The intents of what is due now, or within the millisecond that a time is kept to."""
    operation_ids = list[str]()
    for _try in range(100):
        found = stores.schedule.dispatch()
        operation_ids += found.operation_ids
        if found.wait_seconds is None:
            break
    operations = [stores.operations.find(one) for one in operation_ids]
    return [json.loads(operation.intent) for operation in operations if operation]


def test_a_look_counts_with_all_that_it_changes(stores: Stores) -> None:
    before = stores.feed_states.find(FEED)
    assert before == FeedState(0, None, "", {})
    assert commit(stores, before)
    assert stores.feed_states.find(FEED) == FeedState(1, "{}", "trailhead", {1: POST})
    assert stores.feed_states.label(FEED) == "trailhead"


def test_a_look_that_began_before_another_counted_does_not_count(stores: Stores) -> None:
    before = stores.feed_states.find(FEED)
    assert commit(stores, before)
    assert not commit(stores, before, post=LoggedPost(1, 1, "other"))
    assert stores.feed_states.find(FEED).log == {1: POST}


def test_of_ten_looks_at_once_one_counts(stores: Stores, redis_url: str, sealing_key: str) -> None:
    before = stores.feed_states.find(FEED)
    with ThreadPoolExecutor(10) as pool:
        assert sum(pool.map(lambda _number: commit(stores, before), range(10))) == 1


def test_every_place_is_told_by_an_operation_of_its_own(stores: Stores) -> None:
    for place in ("C1", "C2", "U1"):
        assert subscribe(stores, place) is Added.NEW
    commit(stores, stores.feed_states.find(FEED))
    intents = dispatched(stores)
    assert {intent["type"] for intent in intents} == {"TellFeed"}
    items = [intent["due"][0]["item"] for intent in intents]
    assert sorted(item["place"] for item in items) == ["T1:C1", "T1:C2", "T1:U1"]
    assert {item["feed"] for item in items} == {FEED}


def test_a_look_that_changed_nothing_has_nobody_told(stores: Stores) -> None:
    subscribe(stores, "C1")
    assert stores.feed_states.commit(
        FEED,
        stores.feed_states.find(FEED),
        snapshot="{}",
        label="x",
        changed={},
        dropped=[],
        intent="TellFeed",
    )
    assert dispatched(stores) == []


def test_what_was_dispatched_in_the_same_millisecond_does_not_swallow_the_next(
    stores: Stores, redis: Redis
) -> None:
    subscribe(stores, "C1")
    now = stores.clock.now_seconds()
    name = f"feed:{FEED}@T1:C1"
    done = {f"{name}@{now + step / 1000:.3f}": now for step in range(-5, 2_000)}
    redis.zadd("backpack-bot:{operations}:schedule:done", done)
    commit(stores, stores.feed_states.find(FEED))
    (scheduled,) = stores.schedule.of_owner(name)
    assert f"{name}@{scheduled.due_seconds:.3f}" not in done


def test_old_posts_are_dropped(stores: Stores) -> None:
    commit(stores, stores.feed_states.find(FEED))
    before = stores.feed_states.find(FEED)
    stores.feed_states.commit(
        FEED, before, snapshot="{}", label="", changed={2: POST, 10: POST}, dropped=[1], intent="TellFeed"
    )
    assert list(stores.feed_states.find(FEED).log) == [2, 10]


def test_a_place_is_subscribed_once_by_all_who_did_in_their_order(stores: Stores) -> None:
    commit(stores, stores.feed_states.find(FEED))
    added = [subscribe(stores, "C1", user) for user in ("U2", "U1", "U2")]
    assert added == [Added.NEW, Added.JOINED, Added.KNOWN]
    (subscription,) = stores.subscriptions.of_feed(FEED)
    assert (subscription.subscribers, subscription.since_version) == (("U2", "U1"), 1)
    assert stores.subscriptions.find(FEED, TEAM, "C1") == subscription
    assert stores.subscriptions.of_place(TEAM, "C1") == (subscription,)
    assert stores.subscriptions.of_place(TEAM, "C2") == ()


def test_ten_who_subscribe_at_once_are_all_written_down(stores: Stores, redis_url: str) -> None:
    def run(number: int) -> Added:
        with connect(redis_url) as own:
            return Subscriptions(own).add(FEED, TEAM, "C1", f"U{number}", DELIVERY)

    with ThreadPoolExecutor(10) as pool:
        added = list(pool.map(run, range(10)))
    assert sorted(added) == [Added.JOINED] * 9 + [Added.NEW]
    (subscription,) = stores.subscriptions.of_feed(FEED)
    assert len(subscription.subscribers) == 10


def test_with_the_last_subscription_all_that_is_known_of_the_feed_goes(stores: Stores, redis: Redis) -> None:
    for place in ("C1", "C2"):
        subscribe(stores, place)
    before = stores.feed_states.find(FEED)
    commit(stores, before)
    found = dict(zip(("C1", "C2"), stores.subscriptions.of_feed(FEED), strict=True))
    stores.feed_messages.record(found["C1"].view_id, 1, FeedMessage(1, "C1", "1.0", 1))
    assert stores.subscriptions.remove(found["C1"])
    assert not stores.subscriptions.remove(found["C1"])
    assert stores.feed_states.find(FEED).log, "somebody is subscribed still"
    assert stores.feed_messages.of_view(found["C1"].view_id) == {}
    late = stores.feed_states.find(FEED)
    assert stores.subscriptions.remove(found["C2"])
    assert not commit(stores, late), "a look that was under way does not bring it back"
    assert [key for key in redis.scan_iter() if "feed" in str(key) or "subscri" in str(key)] == []
    assert stores.subscriptions.feeds() == ()
    assert dispatched(stores) == []


def test_a_later_subscription_of_the_same_place_is_another(stores: Stores) -> None:
    subscribe(stores, "C1")
    (first,) = stores.subscriptions.of_feed(FEED)
    stores.subscriptions.remove(first)
    subscribe(stores, "C1")
    (second,) = stores.subscriptions.of_feed(FEED)
    assert first.view_id != second.view_id
    assert not stores.subscriptions.remove(first), "whoever still holds the first one does not end the second"
    assert stores.subscriptions.of_feed(FEED) == (second,)


def test_messages_come_in_their_order_and_are_dropped_by_number(stores: Stores) -> None:
    message = FeedMessage(10, "C1", "1.5", 7, is_gone=True)
    for number in (10, 9, 1):
        stores.feed_messages.record("view", number, message)
    assert list(stores.feed_messages.of_view("view").items()) == [(1, message), (9, message), (10, message)]
    stores.feed_messages.drop("view", [1, 9])
    stores.feed_messages.drop("view", [])
    assert list(stores.feed_messages.of_view("view")) == [10]


@pytest.mark.parametrize("feed", [FEED, "page:trailhead:7"])
def test_who_was_refused_is_remembered_until_they_connect_anew(stores: Stores, feed: str) -> None:
    stores.refusals.note(TEAM, "U1", feed, "gone")
    assert stores.refusals.of(TEAM, "U1") == {feed: "gone"}
    assert stores.refusals.of(TEAM, "U2") == {}
    stores.refusals.forget(TEAM, "U1")
    assert stores.refusals.of(TEAM, "U1") == {}
