"""What a person wants to see on their App Home, and which drawing of it is the newest."""

import json
from dataclasses import astuple

from redis import Redis

from store.places import ListPlace
from store.redis_client import KEY_PREFIX, read_text

_DRAWN_SECONDS = 24 * 3600
"""A drawing that comes later than that is none that anybody waits for."""


class Homes:
    """By Slack user."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def lists(self, slack_team_id: str, slack_user_id: str) -> tuple[ListPlace, ...]:
        """Those that were chosen, the first one first."""
        stored = read_text(self._redis, _key(slack_team_id, slack_user_id))
        return tuple(ListPlace(*fields) for fields in json.loads(stored)) if stored else ()

    def choose(self, slack_team_id: str, slack_user_id: str, lists: tuple[ListPlace, ...]) -> None:
        self._redis.set(_key(slack_team_id, slack_user_id), json.dumps([astuple(each) for each in lists]))

    def is_newest(self, slack_team_id: str, slack_user_id: str, looked_at_seconds: float) -> bool:
        """Whether no drawing of a later look has come before this one."""
        key = f"{_key(slack_team_id, slack_user_id)}:drawn"
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.zadd(key, {"newest": looked_at_seconds}, gt=True)
            pipe.expire(key, _DRAWN_SECONDS)
            pipe.zscore(key, "newest")
            *_, newest = pipe.execute()
        return float(newest) <= looked_at_seconds


def _key(slack_team_id: str, slack_user_id: str) -> str:
    return f"{KEY_PREFIX}home:{slack_team_id}:{slack_user_id}"
