"""A town: one account of the real local Backpack, the real local Slack, and the bot in this process."""

from collections.abc import Iterator
from typing import Any

import pytest
from redis import Redis

from bot.config import BotConfig, bot_config
from bot.slack_waits import slack_calls
from store.stores import Stores
from tasks import resources
from tasks.config import worker_config
from tests.bot.conftest import config, slack, slack_mailbox, slack_server
from tests.bot.slack import Workspace
from tests.feeds.town import Town
from tests.tasks.world import World

__all__ = ["config", "slack", "slack_mailbox", "slack_server"]

_CACHES: tuple[Any, ...] = (
    worker_config,
    bot_config,
    slack_calls,
    resources.stores,
    resources.limiter_redis,
    resources.limiter_for,
    resources.backpack_for,
)


@pytest.fixture
def town(  # noqa: PLR0917 -- fixtures, which go by their names
    config: BotConfig,
    backpack_server: str,
    slack: Workspace,
    stores: Stores,
    redis: Redis,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Town]:
    monkeypatch.setenv("BACKPACK_URL", backpack_server)
    for cache in _CACHES:
        cache.cache_clear()
    town = Town(World(backpack_server, stores), slack, redis)
    yield town
    town.close()
    for cache in _CACHES:
        cache.cache_clear()
