"""The emoji of a workspace that make an item of a message."""

from typing import Any

from redis import Redis

from store.redis_client import KEY_PREFIX

DEFAULT = "backpack"
"""There is no such emoji until a workspace makes one of that name, which then works at once."""
_ON, _OFF = "on", "off"


class Emoji:
    """Names, without colons, by Slack team."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def names(self, slack_team_id: str) -> tuple[str, ...]:
        stored: Any = self._redis.hgetall(_key(slack_team_id))
        switches = {DEFAULT: _ON, **stored}
        return tuple(sorted(name for name, switch in switches.items() if switch == _ON))

    def switch(self, slack_team_id: str, name: str, *, is_on: bool) -> None:
        self._redis.hset(_key(slack_team_id), name, _ON if is_on else _OFF)


def _key(slack_team_id: str) -> str:
    return f"{KEY_PREFIX}emoji:{slack_team_id}"
