"""Whom Backpack did not let look at a feed, lately: so that they are not tried in vain every few seconds."""

from collections.abc import Mapping
from typing import Any

from redis import Redis

from store.redis_client import KEY_PREFIX

KEPT_SECONDS = 600
"""A right that was given back, or a page shared again, is noticed after ten minutes at the latest."""


class Refusals:
    """By Slack user."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def note(self, slack_team_id: str, slack_user_id: str, feed: str, reason: str) -> None:
        key = _key(slack_team_id, slack_user_id)
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.hset(key, feed, reason)
            pipe.expire(key, KEPT_SECONDS)
            pipe.execute()

    def of(self, slack_team_id: str, slack_user_id: str) -> Mapping[str, str]:
        """The reason, by feed."""
        found: Any = self._redis.hgetall(_key(slack_team_id, slack_user_id))
        return dict(found)

    def forget(self, slack_team_id: str, slack_user_id: str) -> None:
        """They have connected anew."""
        self._redis.delete(_key(slack_team_id, slack_user_id))


def _key(slack_team_id: str, slack_user_id: str) -> str:
    return f"{KEY_PREFIX}refused:{slack_team_id}:{slack_user_id}"
