"""Who wants to hear of what, and where: a feed's subscriptions.

A *place* is a channel, or a person for their direct messages with the bot. It hears of a feed once, whoever
subscribed it; all who did are kept, for the feed is read with the token of one of them.
"""

import json
import secrets
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from redis import Redis

from store.feed_keys import FEEDS, log_key, messages_key, place_key, state_key, subscriptions_key
from store.schedule_keys import CLOCK_AHEAD, PREFIX


@dataclass(frozen=True)
class Subscription:
    """One place's, to one feed."""

    feed: str
    slack_team_id: str
    place: str
    view_id: str
    """Of this subscription and no later one of the same place."""
    since_version: int
    """The feed's version when it began: what was there by then is old, and not told."""
    subscribers: tuple[str, ...]
    """Slack users, the first one first."""


class Added(StrEnum):
    NEW = "new"
    JOINED = "joined"
    """The place was subscribed already, by others."""
    KNOWN = "known"
    """By this person, too."""


class Subscriptions:
    """Subscriptions by feed and by place."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        folder = Path(__file__).parent / "lua"
        before = (folder / "schedule.lua").read_text() + (folder / "feeds.lua").read_text()
        self._subscribe = redis.register_script((folder / "subscribe.lua").read_text())
        self._unsubscribe = redis.register_script(before + (folder / "unsubscribe.lua").read_text())

    def add(self, feed: str, slack_team_id: str, place: str, slack_user_id: str, delivery: str) -> Added:
        """`delivery`: for the operations that tell the place, as JSON."""
        while True:
            stored, version = self._stored(feed, slack_team_id, place)
            record = json.loads(stored) if stored else _new(secrets.token_hex(8), version, delivery)
            if slack_user_id in record["subscribers"]:
                return Added.KNOWN
            record["subscribers"].append(slack_user_id)
            if self._replace(feed, slack_team_id, place, version, stored, record):
                return Added.JOINED if stored else Added.NEW

    def renew(  # noqa: PLR0913, PLR0917 - what a subscription is of
        self, feed: str, slack_team_id: str, place: str, slack_user_id: str, delivery: str, view_id: str
    ) -> str | None:
        """Subscribe the place, or have it told anew from the beginning: its messages are another view's then.

        Returns the view that it had before, if it had one; with the same `view_id` again, the same.
        """
        while True:
            stored, version = self._stored(feed, slack_team_id, place)
            record = json.loads(stored) if stored else _new("", version, delivery)
            if record["view_id"] != view_id:
                record |= {"view_id": view_id, "before_view_id": record["view_id"] or None}
            if slack_user_id not in record["subscribers"]:
                record["subscribers"].append(slack_user_id)
            if self._replace(feed, slack_team_id, place, version, stored, record):
                before: str | None = record["before_view_id"]
                return before

    def remove(self, subscription: Subscription) -> bool:
        """Whether it was there, and no later one of the place in its stead.

        With a feed's last one, all that is known of the feed goes.
        """
        feed, team, place = subscription.feed, subscription.slack_team_id, subscription.place
        keys = [
            PREFIX, CLOCK_AHEAD, state_key(feed), log_key(feed), subscriptions_key(feed), FEEDS,
            place_key(team, place), messages_key(subscription.view_id),
        ]  # fmt: skip
        return bool(self._unsubscribe(keys=keys, args=[feed, f"{team}:{place}", subscription.view_id]))

    def _stored(self, feed: str, slack_team_id: str, place: str) -> tuple[str, str]:
        """(the place's record, JSON or empty; the feed's version)."""
        stored: Any = self._redis.hget(subscriptions_key(feed), f"{slack_team_id}:{place}")
        version: Any = self._redis.hget(state_key(feed), "version")
        return stored or "", version or "0"

    def _replace(  # noqa: PLR0913, PLR0917 - what a subscription is of
        self, feed: str, slack_team_id: str, place: str, version: str, stored: str, record: dict[str, Any]
    ) -> bool:
        """False: something has changed meanwhile."""
        keys = [state_key(feed), subscriptions_key(feed), FEEDS, place_key(slack_team_id, place)]
        arguments = [feed, f"{slack_team_id}:{place}", version, stored, json.dumps(record)]
        return bool(self._subscribe(keys=keys, args=arguments))

    def find(self, feed: str, slack_team_id: str, place: str) -> Subscription | None:
        member = f"{slack_team_id}:{place}"
        stored: Any = self._redis.hget(subscriptions_key(feed), member)
        return _read(feed, member, stored) if stored else None

    def of_feed(self, feed: str) -> tuple[Subscription, ...]:
        """In order of their places."""
        stored: Any = self._redis.hgetall(subscriptions_key(feed))
        return tuple(_read(feed, member, record) for member, record in sorted(stored.items()))

    def of_place(self, slack_team_id: str, place: str) -> tuple[Subscription, ...]:
        """In order of the feeds' names."""
        feeds: Any = self._redis.smembers(place_key(slack_team_id, place))
        found = (self.find(feed, slack_team_id, place) for feed in sorted(feeds))
        return tuple(each for each in found if each)

    def feeds(self) -> tuple[str, ...]:
        """All that somebody is subscribed to."""
        feeds: Any = self._redis.smembers(FEEDS)
        return tuple(sorted(feeds))


def _new(view_id: str, version: str, delivery: str) -> dict[str, Any]:
    return {"view_id": view_id, "since_version": int(version), "subscribers": [], "delivery": delivery}


def _read(feed: str, member: str, stored: str) -> Subscription:
    team, place = member.split(":")
    fields = json.loads(stored)
    return Subscription(
        feed, team, place, fields["view_id"], fields["since_version"], tuple(fields["subscribers"])
    )
