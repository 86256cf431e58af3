"""Waiting that tests need not do: leases of the dead, and the sweeper's patience."""

from typing import Any

from redis import Redis

_PREFIX = "backpack-bot:"
_LEDGER = f"{_PREFIX}{{operations}}:"
_SECONDS = 60


def let_time_pass(redis: Redis) -> None:
    """As if nobody had touched what is open for a minute: leases are over, and the sweeper may come.

    Only while no worker lives: a live attempt would lose its lease in the middle.
    """
    ids: Any = redis.zrange(f"{_LEDGER}open", 0, -1)
    for one in ids:
        redis.zadd(f"{_LEDGER}open", {one: -_SECONDS}, xx=True, incr=True)
        for name in ("leased_until", "not_before", "answering_until"):
            _bring_forward(redis, f"{_LEDGER}{one}", name)
    for key in redis.scan_iter(f"{_PREFIX}notice:*"):
        _bring_forward(redis, key, "until")


def _bring_forward(redis: Redis, key: str, name: str) -> None:
    if redis.hexists(key, name):
        redis.hincrbyfloat(key, name, -_SECONDS)
