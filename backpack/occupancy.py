"""A look at the shared limiter, for operators: how full each account's windows are, and who waits."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from redis import Redis

from backpack.limit_keys import LimitKeys
from backpack.quota import BACKPACK, BASECAMP_CLASSIC, GRACE_SECONDS, Profile, Window

_PROFILES: Final = {profile.name: profile for profile in (BACKPACK, BASECAMP_CLASSIC)}


@dataclass(frozen=True, slots=True)
class WindowUse:
    """One window of an account.

    :ivar used: slots that are taken: requests under way, and those of the last few seconds.
    :ivar waiting: how many wait with a promise, by priority: interactive, scheduled, bulk.
    """

    window: Window
    used: int
    waiting: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Occupancy:
    """One account, as called from one address.

    :ivar closed_for_seconds: how long nobody may call; 0: the gate is open.
    """

    profile: str
    account: str
    egress: str
    windows: tuple[WindowUse, ...]
    closed_for_seconds: float


def occupancies(redis: Redis) -> list[Occupancy]:
    """Every account that was called within the last minutes, by name.

    :param redis: a client that decodes replies.
    :raises redis.RedisError: it does not answer.
    """
    seconds, microseconds = redis.time()
    now = int(seconds) * 1_000_000 + int(microseconds)
    found = {LimitKeys.parse(key) for key in _keys(redis)}
    return [
        _occupancy(redis, now, _PROFILES[profile], account, egress)
        for profile, account, egress in sorted(found)
        if profile in _PROFILES
    ]


def _keys(redis: Redis) -> Iterator[str]:
    yield from redis.scan_iter(f"{LimitKeys.PREFIX}*", count=500)


def _occupancy(redis: Redis, now: int, profile: Profile, account: str, egress: str) -> Occupancy:
    keys = LimitKeys(profile, account, egress)
    uses = []
    for window in profile.windows:
        with redis.pipeline(transaction=False) as pipe:
            pipe.zcount(keys.busy(window), f"({now}", "+inf")
            for line in keys.promised(window):
                pipe.zcount(line, now - GRACE_SECONDS * 1e6, "+inf")
            used, *waiting = pipe.execute()
        uses.append(WindowUse(window, int(used), tuple(int(count) for count in waiting)))
    closed_until: Any = redis.get(keys.gate)
    closed_for_seconds = max(0.0, (float(closed_until or 0) - now) / 1e6)
    return Occupancy(profile.name, account, egress, tuple(uses), closed_for_seconds)
