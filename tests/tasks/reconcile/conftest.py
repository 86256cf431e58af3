"""A list to add to, and operations that add to it."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from redis import Redis

from backpack import Call, Item, create_item, list_lists
from tests.tasks.reconcile.trial import Trial
from tests.tasks.world import World


@dataclass(frozen=True)
class Groceries:
    """The list Groceries on the page Office."""

    world: World
    page_id: int
    list_id: int

    def add(self, content: str = "Oat milk") -> Call[Item]:
        return create_item(self.page_id, self.list_id, content)

    def contents(self) -> list[str]:
        return [content for content, _completed in self.world.items("Groceries")]


@pytest.fixture
def groceries(world: World) -> Groceries:
    page_id = world.page("Office", Groceries=())
    (found,) = world.maya.backpack(list_lists(page_id))
    return Groceries(world, page_id, found.id)


@pytest.fixture
def adding(groceries: Groceries, redis: Redis) -> Callable[[], Trial]:
    """A new operation that adds the same as every other."""
    return lambda: Trial(groceries.world, redis, groceries.add())
