"""A channel's default page and list: where `add` puts things when nobody says where."""

import json
from dataclasses import asdict, dataclass

from redis import Redis

from store.deletion import delete_in_time
from store.redis_client import KEY_PREFIX, read_text


@dataclass(frozen=True)
class ChannelDefault:
    """Names are kept beside the ids so that `help` and `explain` can say them without asking Backpack."""

    account: str
    """Ids mean something in this account only; a member of another account has no default here."""
    page_id: int
    page_title: str
    list_id: int | None
    list_name: str | None


class Channels:
    """Defaults by Slack channel."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def default(self, slack_team_id: str, slack_channel_id: str) -> ChannelDefault | None:
        stored = read_text(self._redis, _key(slack_team_id, slack_channel_id))
        return ChannelDefault(**json.loads(stored)) if stored else None

    def set_default(self, slack_team_id: str, slack_channel_id: str, default: ChannelDefault) -> None:
        self._redis.set(_key(slack_team_id, slack_channel_id), json.dumps(asdict(default)))

    def clear_default(self, slack_team_id: str, slack_channel_id: str) -> bool:
        """Whether there was one. :raises redis.RedisError: none was cleared, nor will be"""
        return delete_in_time(self._redis, _key(slack_team_id, slack_channel_id))


def _key(slack_team_id: str, slack_channel_id: str) -> str:
    return f"{KEY_PREFIX}channel-default:{slack_team_id}:{slack_channel_id}"
