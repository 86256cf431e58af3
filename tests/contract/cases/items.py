"""Lists, and the items on them."""

import backpack as bp
from tests.contract.table import case
from tests.contract.world import World


@case()
def list_lists(world: World, lists: tuple[bp.ListSummary, ...]) -> None:
    assert lists == (bp.ListSummary(world.list_id, "To bring"),)


@case(name="To <repair>", seen_in="list_lists")
def create_list(world: World, made: bp.ListSummary) -> None:
    assert made.name == "To <repair>"
    assert made in world.maya(bp.list_lists(world.page_id))


@case(name="To mend", seen_in="list_lists")
def update_list(world: World, result: None) -> None:
    assert world.maya(bp.list_lists(world.page_id)) == (bp.ListSummary(world.list_id, "To mend"),)


@case(seen_in="list_lists")
def destroy_list(world: World, result: None) -> None:
    assert world.maya(bp.list_lists(world.page_id)) == ()


@case()
def list_items(world: World, items: tuple[bp.Item, ...]) -> None:
    assert [item.id for item in items] == world.item_ids
    assert [item.content for item in items] == ["Lanterns", "Benches", "Ropes"]
    assert {(item.list_id, item.completed) for item in items} == {(world.list_id, False)}
    assert all(item.updated_at for item in items)


@case(content="A ladder & a rope", completed=True, seen_in="list_items")
def create_item(world: World, item: bp.Item) -> None:
    assert item == bp.Item(item.id, world.list_id, "A ladder & a rope", completed=True)
    last = world.items()[-1]
    assert (last.id, last.content, last.completed) == (item.id, item.content, True)


@case(content="Two lanterns", completed=True, seen_in="list_items")
def update_item(world: World, result: None) -> None:
    last = world.items()[-1]
    assert (last.id, last.content, last.completed) == (world.item_id, "Two lanterns", True)


@case(seen_in="list_items")
def toggle_item(world: World, result: None) -> None:
    assert {item.id for item in world.items() if item.completed} == {world.item_id}


@case(seen_in="list_items")
def destroy_item(world: World, result: None) -> None:
    assert world.contents() == ["Benches", "Ropes"]


@case(direction=bp.Direction.TO_BOTTOM, seen_in="list_items")
def move_item(world: World, result: None) -> None:
    assert world.contents() == ["Benches", "Ropes", "Lanterns"]
    for direction, order in (
        (bp.Direction.HIGHER, ["Benches", "Lanterns", "Ropes"]),
        (bp.Direction.TO_TOP, ["Lanterns", "Benches", "Ropes"]),
        (bp.Direction.LOWER, ["Benches", "Lanterns", "Ropes"]),
    ):
        world.maya(bp.move_item(world.page_id, world.list_id, world.item_id, direction))
        assert world.contents() == order


@case(item_ids=lambda world: world.item_ids[::-1], seen_in="list_items")
def reorder_items(world: World, result: None) -> None:
    assert world.contents() == ["Ropes", "Benches", "Lanterns"]
