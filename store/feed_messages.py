"""The messages that a subscription has in Slack, and which part of its feed's log each of them tells."""

import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from typing import Any

from redis import Redis

from store.feed_keys import messages_key


@dataclass(frozen=True)
class FeedMessage:
    """One message: it tells the posts from its number to `last_number`."""

    last_number: int
    channel_id: str
    message_ts: str
    told_version: int
    """The feed's version that it shows; -1 where that is not known."""
    is_gone: bool = False
    """Somebody deleted it in Slack: it is not posted again."""


class FeedMessages:
    """Messages by subscription (`view_id`), and in it by the number of the first post they tell."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def of_view(self, view_id: str) -> dict[int, FeedMessage]:
        """The oldest first."""
        stored: Any = self._redis.hgetall(messages_key(view_id))
        messages = {int(number): FeedMessage(*json.loads(fields)) for number, fields in stored.items()}
        return dict(sorted(messages.items()))

    def record(self, view_id: str, first_number: int, message: FeedMessage) -> None:
        self._redis.hset(messages_key(view_id), str(first_number), json.dumps(astuple(message)))

    def drop(self, view_id: str, first_numbers: Iterable[int]) -> None:
        """Nothing that they tell can change any more."""
        if numbers := [str(number) for number in first_numbers]:
            self._redis.hdel(messages_key(view_id), *numbers)
