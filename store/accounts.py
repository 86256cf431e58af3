"""Who is who: the Backpack account and token that a Slack user has connected."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from typing import Any

from redis import Redis, RedisError

from store.cipher import Cipher
from store.deletion import delete_in_time
from store.redis_client import KEY_PREFIX, read_text

_LINK = KEY_PREFIX + "link:"
_EVERYONE = KEY_PREFIX + "linked"


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


@dataclass(frozen=True)
class LinkedUser:
    """Who somebody is, without the means to act as them."""

    slack_user_id: str
    backpack_user_id: int
    backpack_user_name: str


class Accounts:
    """Links by Slack user; the token is sealed for the key it is stored under.

    Beside them stand two indexes, of all who are linked and of who is which Backpack user. They may name
    somebody who is not linked any more, never leave out one who is; `find` has the last word.
    """

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
        member = f"{slack_team_id}:{slack_user_id}"
        before = self._stored(key)
        with self._redis.pipeline(transaction=True) as pipe:
            if before:
                pipe.srem(_index_of(before), member)
            pipe.sadd(_EVERYONE, member)
            pipe.sadd(_index(link.account, link.backpack_user_id), member)
            pipe.set(key, json.dumps({**asdict(link), "token": sealed}))
            pipe.execute()

    def forget(self, slack_team_id: str, slack_user_id: str) -> bool:
        """Whether there was anything to forget. :raises redis.RedisError: nothing was, nor will be"""
        key = _key(slack_team_id, slack_user_id)
        before = self._stored(key)
        forgotten = delete_in_time(self._redis, key)
        with suppress(RedisError):  # it is done; an index may name somebody who is not linked any more
            member = f"{slack_team_id}:{slack_user_id}"
            self._redis.srem(_EVERYONE, member)
            if before:
                self._redis.srem(_index_of(before), member)
            self._put_into_indexes(key)  # should they have connected again since
        return forgotten

    def everyone(self) -> tuple[tuple[str, str], ...]:
        """(Slack team, Slack user) of all who are linked."""
        return self._members(_EVERYONE)

    def linked_to(self, account: str, backpack_user_id: int) -> tuple[tuple[str, str], ...]:
        """(Slack team, Slack user) of those who are linked to this Backpack user."""
        key = _index(account, backpack_user_id)
        return tuple(
            person for person in self._members(key) if self._is_linked_to(*person, account, backpack_user_id)
        )

    def members(self, slack_team_id: str, account: str) -> tuple[LinkedUser, ...]:
        """Everybody of a Slack team who is linked to this Backpack account."""
        users = [user for team, user in self._members(_EVERYONE) if team == slack_team_id]
        stored: Any = self._redis.mget([_key(slack_team_id, user) for user in users]) if users else []
        found = zip(users, (json.loads(text or "{}") for text in stored), strict=True)
        return tuple(
            LinkedUser(user, fields["backpack_user_id"], fields["backpack_user_name"])
            for user, fields in found
            if fields.get("account") == account
        )

    def index_all(self) -> None:
        """Put into the indexes who was linked before there were any; looks at every key there is."""
        for key in self._redis.scan_iter(match=f"{_LINK}*", count=1000):
            self._put_into_indexes(str(key))

    def _put_into_indexes(self, key: str) -> None:
        if stored := self._stored(key):
            member = key.removeprefix(_LINK)
            self._redis.sadd(_EVERYONE, member)
            self._redis.sadd(_index_of(stored), member)

    def _stored(self, key: str) -> dict[str, Any]:
        """The link as it is kept, with its token sealed; empty where there is none."""
        return dict(json.loads(read_text(self._redis, key) or "{}"))

    def _members(self, key: str) -> tuple[tuple[str, str], ...]:
        members: Any = self._redis.smembers(key)
        pairs = (member.partition(":") for member in members)
        return tuple(sorted((team, user) for team, _colon, user in pairs))

    def _is_linked_to(self, team: str, user: str, account: str, backpack_user_id: int) -> bool:
        stored = self._stored(_key(team, user))
        return (stored.get("account"), stored.get("backpack_user_id")) == (account, backpack_user_id)


def _index_of(stored: Mapping[str, Any]) -> str:
    return _index(stored["account"], stored["backpack_user_id"])


def _index(account: str, backpack_user_id: int) -> str:
    return f"{KEY_PREFIX}linked:{account}:{backpack_user_id}"


def _key(slack_team_id: str, slack_user_id: str) -> str:
    return f"{_LINK}{slack_team_id}:{slack_user_id}"
