"""What a channel has us do again and again: its digest, its prompt."""

from redis import Redis

from store.deletion import delete_in_time
from store.redis_client import KEY_PREFIX, read_text


class Routines:
    """JSON of the caller's, by its kind and the Slack channel.

    It stands for as long as somebody wants it; when it comes next is in the schedule.
    """

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def keep(self, kind: str, slack_team_id: str, slack_channel_id: str, routine: str) -> None:
        """In the place of the one there was."""
        self._redis.set(_key(kind, slack_team_id, slack_channel_id), routine)

    def find(self, kind: str, slack_team_id: str, slack_channel_id: str) -> str | None:
        return read_text(self._redis, _key(kind, slack_team_id, slack_channel_id))

    def end(self, kind: str, slack_team_id: str, slack_channel_id: str) -> bool:
        """Whether there was one. :raises redis.RedisError: none was ended, nor will be"""
        return delete_in_time(self._redis, _key(kind, slack_team_id, slack_channel_id))


def _key(kind: str, slack_team_id: str, slack_channel_id: str) -> str:
    return f"{KEY_PREFIX}routine:{kind}:{slack_team_id}:{slack_channel_id}"
