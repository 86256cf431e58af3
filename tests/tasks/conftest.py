"""A fresh Backpack account for each test."""

from collections.abc import Iterator
from typing import Any

import pytest
from redis import Redis

from store.stores import Stores
from tasks import resources
from tasks.app import configure
from tasks.config import worker_config
from tests.tasks.clocks import Clocks
from tests.tasks.world import TEAM, World


@pytest.fixture
def world(backpack_server: str, stores: Stores) -> Iterator[World]:
    world = World(backpack_server, stores)
    yield world
    world.close()


@pytest.fixture
def worker(
    world: World, redis_url: str, sealing_key: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[World]:
    """This process as a worker, by environment alone; Maya is linked."""
    environment = {
        "REDIS_URL": redis_url,
        "BACKPACK_BOT_KEYS": sealing_key,
        "BACKPACK_URL": world.url,
        "BACKPACK_CONTACT": "t@example.com",
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    caches: tuple[Any, ...] = (
        worker_config,
        resources.stores,
        resources.limiter_redis,
        resources.limiter_for,
        resources.backpack_for,
    )
    for cache in caches:
        cache.cache_clear()
    configure(worker_config())
    world.stores.accounts.save(TEAM, world.maya.slack_user_id, world.maya.link)
    yield world
    for cache in caches:
        cache.cache_clear()


@pytest.fixture
def clocks(world: World, redis: Redis) -> Iterator[Clocks]:
    """Of the schedule and of Backpack; the real time again afterwards."""
    clocks = Clocks(world, redis)
    yield clocks
    clocks.reset()
