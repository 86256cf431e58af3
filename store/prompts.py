"""Messages that have asked somebody for a journal entry: what is replied to one is that entry."""

from redis import Redis

from store.redis_client import KEY_PREFIX, read_text

KEPT_SECONDS = 7 * 24 * 3600
"""A reply that comes later than a week answers nothing any more; it is read as a command is."""


class Prompts:
    """JSON of the caller's, by the message."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def keep(self, slack_team_id: str, slack_channel_id: str, message_ts: str, prompt: str) -> None:
        """Once it is posted; once more does no harm."""
        self._redis.set(_key(slack_team_id, slack_channel_id, message_ts), prompt, ex=KEPT_SECONDS)

    def find(self, slack_team_id: str, slack_channel_id: str, message_ts: str) -> str | None:
        """None: the message is none of these."""
        return read_text(self._redis, _key(slack_team_id, slack_channel_id, message_ts))


def _key(slack_team_id: str, slack_channel_id: str, message_ts: str) -> str:
    return f"{KEY_PREFIX}prompt:{slack_team_id}:{slack_channel_id}:{message_ts}"
