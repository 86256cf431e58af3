"""A fresh Backpack account for each test."""

from collections.abc import Iterator
from typing import Any

import pytest
from redis import Redis

from store.stores import Stores
from tasks import resources
from tasks.app import configure
from tasks.config import worker_config
from tests.tasks.cards import cards_of
from tests.tasks.clocks import Clocks, link, minutes_ahead, mirror, set_reminder
from tests.tasks.world import TEAM, Person, World


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


@pytest.fixture
def linh(worker: World) -> Person:
    return link(worker, worker.person("Linh Tran", "Kathmandu"))


@pytest.fixture
def card(worker: World, clocks: Clocks) -> str:
    """Of a reminder of Maya's own that has just fired."""
    set_reminder(worker.maya, "tea", minutes_ahead(worker, 20))
    mirror(worker)
    clocks.advance(21 * 60)
    return cards_of(worker)[worker.maya.slack_user_id]


@pytest.fixture
def shared(worker: World, clocks: Clocks, linh: Person) -> dict[str, str]:
    """By person, the cards of a reminder for both that has just fired."""
    set_reminder(worker.maya, "tea", minutes_ahead(worker, 20), [worker.maya, linh])
    mirror(worker, worker.maya, linh)
    clocks.advance(21 * 60)
    return cards_of(worker)
