"""Each person's last answer in each channel, for whoever types `share` and names nothing."""

from redis import Redis
from redis.client import Pipeline

from store.redis_client import KEY_PREFIX, read_text
from store.transactions import transaction

KEPT_SECONDS = 3600
"""Who wants to show an answer to others has just read it."""


class LastAnswers:
    """Operations by person, as `Delivery.person` names them, and channel."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def note(
        self, person: str, slack_channel_id: str, operation_id: str, within: Pipeline | None = None
    ) -> None:
        with transaction(self._redis, within) as pipe:
            pipe.set(_key(person, slack_channel_id), operation_id, ex=KEPT_SECONDS)

    def find(self, person: str, slack_channel_id: str) -> str | None:
        return read_text(self._redis, _key(person, slack_channel_id))


def _key(person: str, slack_channel_id: str) -> str:
    return f"{KEY_PREFIX}last-answer:{person}:{slack_channel_id}"
