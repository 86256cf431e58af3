"""The shared limiter's own Lua on a real Redis, but by a clock that moves only when a test says so."""

import json
from pathlib import Path
from typing import Any

from redis import Redis

import backpack
from backpack.shared_limit import RedisLimiter

_LUA = Path(backpack.__file__).parent / "lua"
_REDIS_TIME = "redis.call('TIME')"


class FakeTime:
    """:ivar now: in microseconds; on no round second, as clocks are."""

    def __init__(self) -> None:
        self.now = 1_763_700_000_123_457

    def clock(self) -> float:
        return self.now / 1e6

    def sleep(self, seconds: float) -> None:
        self.now += round(seconds * 1e6)


class _OnFakeTime:
    """A script that is told the time, with one more argument than it would have."""

    def __init__(self, redis: Redis, name: str, time: FakeTime) -> None:
        text = (_LUA / name).read_text()
        assert text.count(_REDIS_TIME) == 1
        self._script = redis.register_script(text.replace(_REDIS_TIME, "cjson.decode(ARGV[#ARGV])"))
        self._time = time

    def __call__(self, keys: list[str], args: list[str | float]) -> Any:
        return self._script(keys=keys, args=[*args, json.dumps(divmod(self._time.now, 10**6))])


def on_fake_time(redis: Redis, account: str, time: FakeTime, **options: Any) -> RedisLimiter:
    """A limiter whose sleep moves the clock."""
    limiter = RedisLimiter(redis, account, sleep=time.sleep, **options)
    for name in ("ask", "settle"):
        setattr(limiter, f"_{name}", _OnFakeTime(redis, f"{name}.lua", time))
    return limiter
