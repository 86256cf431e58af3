"""Slack's events, each in one pair of hands, against a real Redis."""

from typing import Any

import pytest
from redis import Redis

from store.slack_events import KEPT_SECONDS, LEASE_SECONDS, SlackEvents, Standing


@pytest.fixture
def events(stores: Any) -> SlackEvents:
    found: SlackEvents = stores.slack_events
    return found


def test_one_of_many_deliveries_goes_on_and_the_others_wait_for_its_end(events: SlackEvents) -> None:
    standings = [events.begin("Ev1") for _ in range(3)]
    assert standings == [Standing.GO, Standing.BUSY, Standing.BUSY]
    assert events.begin("Ev2") is Standing.GO
    events.end("Ev1")
    assert events.begin("Ev1") is Standing.OVER


def test_what_was_not_answered_may_be_tried_by_the_next(events: SlackEvents) -> None:
    events.begin("Ev1")
    events.release("Ev1")
    assert events.begin("Ev1") is Standing.GO


def test_what_may_have_been_answered_goes_on_and_says_so(events: SlackEvents) -> None:
    events.begin("Ev1")
    events.doubt("Ev1")
    assert [events.begin("Ev1") for _ in range(2)] == [Standing.AGAIN, Standing.BUSY]


def test_a_bot_that_died_holds_an_event_until_its_lease_is_over(events: SlackEvents, redis: Redis) -> None:
    events.begin("Ev1")
    client: Any = redis
    (key,) = client.keys("*")
    assert LEASE_SECONDS - 2 <= client.ttl(key) <= LEASE_SECONDS
    client.delete(key)
    assert events.begin("Ev1") is Standing.GO


@pytest.mark.parametrize("note", [SlackEvents.end, SlackEvents.doubt])
def test_an_event_is_remembered_for_longer_than_slack_repeats_it(
    events: SlackEvents, redis: Redis, note: Any
) -> None:
    note(events, "Ev1")
    client: Any = redis
    (key,) = client.keys("*")
    assert 6 * 60 + 30 < client.ttl(key) <= KEPT_SECONDS
