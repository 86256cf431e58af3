"""The words that make a command of a message in a channel: none at first."""

from typing import Any

from redis import Redis

from store.redis_client import KEY_PREFIX


class Prefixes:
    """By Slack channel; which words there are is the caller's to say."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def switched_on(self, slack_team_id: str, slack_channel_id: str) -> frozenset[str]:
        words: Any = self._redis.smembers(_key(slack_team_id, slack_channel_id))
        return frozenset(words)

    def switch(self, slack_team_id: str, slack_channel_id: str, word: str, *, is_on: bool) -> None:
        key = _key(slack_team_id, slack_channel_id)
        if is_on:
            self._redis.sadd(key, word)
        else:
            self._redis.srem(key, word)


def _key(slack_team_id: str, slack_channel_id: str) -> str:
    return f"{KEY_PREFIX}prefixes:{slack_team_id}:{slack_channel_id}"
