"""Looking for secrets where they have no business: logs, Redis and everything it was ever told, `ps`."""

import base64
import binascii
import os
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from redis import Redis

from tests.e2e.driver import Driver

# Celery's messages are JSON in base64 in JSON.
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{24,}={0,2}")


def find_leaks(places: Mapping[str, str], secrets: Mapping[str, str]) -> list[str]:
    """`secret in place` for every secret that stands in a place in clear, or in base64."""
    return [
        f"{name} in {place}"
        for place, text in places.items()
        for unfolded in ["\n".join(_unfold(text))]
        for name, secret in secrets.items()
        if secret in unfolded
    ]


def secrets_of(driver: Driver) -> dict[str, str]:
    """All there are: everybody's token, and the three of the bot."""
    setting = driver.stack.setting
    tokens = {f"{user['name']}'s token": user["token"] for user in driver.backpack.state()["users"]}
    return tokens | {
        "the bot token": setting.bot_token,
        "the signing secret": setting.signing_secret,
        "the sealing key": setting.sealing_key,
    }


def places_of(driver: Driver) -> dict[str, str]:
    """Every place of a stack where a secret could show."""
    return {
        **{f"the log of {part}": text for part, text in driver.stack.logs().items()},
        **redis_values(driver.redis),
        **redis_history(driver.stack.folder),
        **arguments(process.pid for process in driver.stack.processes.values()),
    }


def redis_values(redis: Redis) -> dict[str, str]:
    """Everything that is in Redis now, of whatever type."""
    readers: dict[str, Callable[[str], object]] = {
        "string": redis.get,
        "hash": redis.hgetall,
        "list": lambda key: redis.lrange(key, 0, -1),
        "set": redis.smembers,
        "zset": lambda key: redis.zrange(key, 0, -1, withscores=True),
        "stream": redis.xrange,
    }
    # A queue that has just run empty is of no type.
    types = {key: str(redis.type(key)) for key in redis.scan_iter()}
    return {f"Redis {key}": f"{key} {readers[kind](key)}" for key, kind in types.items() if kind != "none"}


def redis_history(folder: Path) -> dict[str, str]:
    """Every write since the start, the arguments of tasks long done among them: the append-only file."""
    files = [path for path in folder.rglob("*") if "appendonly" in path.name and path.is_file()]
    assert files, "no append-only file"
    return {f"Redis's file {path.name}": path.read_text(errors="replace") for path in files}


def arguments(pids: Iterable[int]) -> dict[str, str]:
    """What `ps` shows of these processes and of all in their sessions."""
    sessions = set(pids)
    return {
        f"the arguments of process {pid}": _command_line(pid)
        for pid in _all_pids()
        if _session(pid) in sessions
    }


def _all_pids() -> list[int]:
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdecimal()]


def _session(pid: int) -> int | None:
    try:
        return os.getsid(pid)
    except ProcessLookupError:
        return None


def _command_line(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text(errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return ""


def _unfold(text: str, depth: int = 2) -> Iterable[str]:
    yield text
    if depth == 0:
        return
    for found in set(_BASE64.findall(text)):
        try:
            inside = base64.b64decode(found.translate(_URL_SAFE), validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            continue
        yield from _unfold(inside, depth - 1)


_URL_SAFE = str.maketrans("-_", "+/")
