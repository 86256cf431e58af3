"""What tests of several packages stand on: a real Redis, and the real local Backpack server."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from redis import Redis

from sandbox.ports import free_port
from sandbox.probes import redis_answers
from sandbox.redis_server import redis_command
from store.cipher import new_key
from store.redis_client import connect
from store.stores import Stores, open_stores

# Tests never look at the clock; and generating less is no answer to a slow machine.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

_START_SECONDS = 60.0  # a busy machine takes its time
# Above Backpack's own 100 per 5 s: none of the tests that share this server is about the limit.
_ROOMY_LIMIT = "1000000"


@contextmanager
def _running(command: list[str]) -> Iterator["subprocess.Popen[str]"]:
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture(scope="session")
def redis_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a Redis of our own; ask for `redis_url`, which is empty at the start of every test."""
    folder: Path = tmp_path_factory.mktemp("redis")
    # Free a moment ago is not free for certain: should somebody be faster, another port is tried.
    for _ in range(3):
        port = free_port(0)
        # The tests ask what is in it, never what would be left after a crash.
        with _running([*redis_command(port, folder), "--appendonly", "no"]) as process:
            until = time.monotonic() + _START_SECONDS
            while process.poll() is None and time.monotonic() < until:
                if redis_answers(port):
                    yield f"redis://127.0.0.1:{port}/0"
                    return
                time.sleep(0.02)
    pytest.fail("Redis did not start")


@pytest.fixture
def redis_url(redis_server: str) -> str:
    """A real, empty Redis."""
    with connect(redis_server) as redis:
        redis.flushall()
    return redis_server


@pytest.fixture
def redis(redis_url: str) -> Iterator[Redis]:
    """A client of it, as every part of the bot makes one."""
    with connect(redis_url) as client:
        yield client


@pytest.fixture(scope="session")
def sealing_key() -> str:
    return new_key()


@pytest.fixture
def stores(redis: Redis, sealing_key: str) -> Stores:
    return open_stores(redis, [sealing_key])


@pytest.fixture(scope="session")
def backpack_server() -> Iterator[str]:
    """The URL of the local Backpack server, with its demo account."""
    command = [sys.executable, "-m", "sandbox.backpackit", "--port", "0", "--seed", "demo"]
    with _running([*command, "--limit", _ROOMY_LIMIT]) as process:
        assert process.stdout
        line = process.stdout.readline()
        assert line.startswith("Backpack server: "), line
        yield line.removeprefix("Backpack server: ").strip()
