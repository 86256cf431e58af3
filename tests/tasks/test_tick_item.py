"""Ticking an item that was pointed at."""

import pytest

from tasks.intents import TickItem
from tasks.intents.tick_item import ItemTicked
from tasks.results import RefusalError
from tests.tasks.world import World


def address(world: World, content: str) -> tuple[int, int, int]:
    """Page, list and item."""
    return next(
        (page["id"], one["id"], item["id"])
        for page in world.state()["pages"]
        for one in page["lists"]
        for item in one["items"]
        if item["content"] == content
    )


def tick(world: World, where: tuple[int, int, int], *, completed: bool = True) -> ItemTicked:
    return TickItem(*where, completed).perform(world.context())


def test_the_item_is_done_and_open_again(world: World) -> None:
    world.page("Office", Groceries=("Crème & <2>", "Bananas"))
    where = address(world, "Crème & <2>")
    assert tick(world, where) == ItemTicked("Crème & <2>", "Groceries", "Office", True, False, *where)
    assert ("Crème & <2>", True) in world.items("Groceries")
    assert not tick(world, where, completed=False).was_so_already
    assert ("Crème & <2>", False) in world.items("Groceries")


def test_what_two_want_is_done_once(world: World) -> None:
    world.page("Office", Groceries=("Milk",))
    where = address(world, "Milk")
    assert [tick(world, where).was_so_already for _click in range(2)] == [False, True]
    assert world.items("Groceries") == [("Milk", True)]


def test_an_item_that_is_gone_is_said_so(world: World) -> None:
    world.page("Office", Groceries=("Milk",))
    page, place, item = address(world, "Milk")
    with pytest.raises(RefusalError, match="not on Groceries any more"):
        tick(world, (page, place, item + 1))
