"""What is known of each feed: how Backpack was when somebody last looked, and what there is to tell of it.

    looked at → (what changed is in the log, and every place has an entry in the schedule) → told

What there is to tell is a *log* of numbered posts, the same for all places: a post may still change after it
was told, as when its journal entry is edited. A look counts in one step: snapshot, log and schedule move
together, and only if nobody else's look has counted since it began. So a change is noticed once, however many
look and whenever they die.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from redis import Redis

from store.feed_keys import log_key, state_key, subscriptions_key
from store.schedule_keys import CLOCK_AHEAD, PREFIX


@dataclass(frozen=True)
class LoggedPost:
    """Something to tell."""

    born_version: int
    """The feed's version that brought it."""
    changed_version: int
    """The one that changed it last."""
    content: str
    """The caller's, as JSON."""


@dataclass(frozen=True)
class FeedState:
    """A feed as it is known."""

    version: int
    """0: nobody has looked yet."""
    snapshot: str | None
    """The caller's; None with version 0."""
    label: str
    """What people call it: a page's title, say."""
    log: Mapping[int, LoggedPost]
    """By number, from 1; the oldest are dropped."""


class FeedStates:
    """States by feed."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        folder = Path(__file__).parent / "lua"
        names = ("schedule", "feeds", "feed_commit")
        self._commit = redis.register_script("".join((folder / f"{name}.lua").read_text() for name in names))

    def find(self, feed: str) -> FeedState:
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.hmget(state_key(feed), "version", "snapshot", "label")
            pipe.hgetall(log_key(feed))
            (version, snapshot, label), log = pipe.execute()
        posts = {int(number): LoggedPost(*json.loads(stored)) for number, stored in log.items()}
        return FeedState(int(version or 0), snapshot, label or "", dict(sorted(posts.items())))

    def label(self, feed: str) -> str:
        label: Any = self._redis.hget(state_key(feed), "label")
        return label or ""

    def commit(  # noqa: PLR0913 - what a look may change
        self,
        feed: str,
        before: FeedState,
        *,
        snapshot: str,
        label: str,
        changed: Mapping[int, LoggedPost],
        dropped: Iterable[int],
        intent: str,
    ) -> bool:
        """Make a look count that began when the feed was as `before`; False: another came first.

        :param intent: the wire name of the intent that tells a place; its field `due` gets the entry.
        """
        record: list[str | int] = [feed, before.version, snapshot, label, intent, len(changed)]
        for number, post in changed.items():
            record += [number, json.dumps([post.born_version, post.changed_version, post.content])]
        keys = [PREFIX, CLOCK_AHEAD, state_key(feed), log_key(feed), subscriptions_key(feed)]
        return bool(self._commit(keys=keys, args=[*record, *dropped]))
