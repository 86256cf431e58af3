"""Who is who: the Backpack account and token that a Slack user has connected."""

import json
from dataclasses import asdict, dataclass, field

from redis import Redis

from store.cipher import Cipher
from store.deletion import delete_in_time
from store.redis_client import KEY_PREFIX, read_text


@dataclass(frozen=True)
class BackpackLink:
    """One person's connection. The token never shows in a repr, so that a log can't hold it."""

    account: str
    """The sub-domain: `NAME` of NAME.backpackit.com."""
    backpack_user_id: int
    backpack_user_name: str
    time_zone_id: str
    """The Rails name of the person's zone in Backpack; REST reminders are written in it."""
    token: str = field(repr=False)


class Accounts:
    """Links by Slack user; the token is sealed for the key it is stored under."""

    def __init__(self, redis: Redis, cipher: Cipher) -> None:
        self._redis = redis
        self._cipher = cipher

    def find(self, slack_team_id: str, slack_user_id: str) -> BackpackLink | None:
        """:raises SealBrokenError: when the token was sealed with a key that is no longer configured"""
        key = _key(slack_team_id, slack_user_id)
        stored = read_text(self._redis, key)
        if stored is None:
            return None
        fields = json.loads(stored)
        return BackpackLink(**{**fields, "token": self._cipher.open(fields["token"], owner=key)})

    def is_linked(self, slack_team_id: str, slack_user_id: str) -> bool:
        return bool(self._redis.exists(_key(slack_team_id, slack_user_id)))

    def save(self, slack_team_id: str, slack_user_id: str, link: BackpackLink) -> None:
        key = _key(slack_team_id, slack_user_id)
        sealed = self._cipher.seal(link.token, owner=key)
        self._redis.set(key, json.dumps({**asdict(link), "token": sealed}))

    def forget(self, slack_team_id: str, slack_user_id: str) -> bool:
        """Whether there was anything to forget. :raises redis.RedisError: nothing was, nor will be"""
        return delete_in_time(self._redis, _key(slack_team_id, slack_user_id))


def _key(slack_team_id: str, slack_user_id: str) -> str:
    return f"{KEY_PREFIX}link:{slack_team_id}:{slack_user_id}"
