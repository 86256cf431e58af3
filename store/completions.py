"""Items that people have completed through the bot, for the journal entry that tells of them."""

import json
from dataclasses import dataclass
from typing import Any

from redis import Redis

from store.newest import note_newest
from store.redis_client import KEY_PREFIX
from store.transactions import transaction

KEPT_SECONDS = 14 * 24 * 3600
"""Who writes no entry for longer does not want one about all of it."""
_MOST = 100  # of one person: more than an entry can list


@dataclass(frozen=True)
class Completion:
    """One item, done."""

    account: str
    item_id: int
    content: str
    list_name: str


class Completions:
    """Completed items by Slack user."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def note(self, slack_team_id: str, slack_user_id: str, completion: Completion, at_seconds: float) -> None:
        """`at_seconds` is `store.clock`'s. The same item once more counts once, from then."""
        key = _key(slack_team_id, slack_user_id)
        what = [completion.account, completion.item_id, completion.content, completion.list_name]
        with transaction(self._redis) as pipe:
            note_newest(pipe, key, json.dumps(what), at_seconds, most=_MOST, kept_seconds=KEPT_SECONDS)

    def forget(self, slack_team_id: str, slack_user_id: str, account: str, item_id: int) -> None:
        """The item is open again."""
        key = _key(slack_team_id, slack_user_id)
        found: Any = self._redis.zrange(key, 0, -1)
        if same := [each for each in found if json.loads(each)[:2] == [account, item_id]]:
            self._redis.zrem(key, *same)

    def since(
        self, slack_team_id: str, slack_user_id: str, account: str, after_seconds: float
    ) -> tuple[Completion, ...]:
        """Those in this account completed later than that, the oldest first."""
        found: Any = self._redis.zrangebyscore(
            _key(slack_team_id, slack_user_id), f"({after_seconds:.3f}", "+inf"
        )
        completions = (Completion(*json.loads(text)) for text in found)
        return tuple(each for each in completions if each.account == account)


def _key(slack_team_id: str, slack_user_id: str) -> str:
    return f"{KEY_PREFIX}completions:{slack_team_id}:{slack_user_id}"
