"""A place that was picked: exactly that one is meant, whatever it is called by now."""

import time
from contextlib import suppress

import pytest
from celery.exceptions import Retry

from backpack import destroy_list, destroy_page
from tasks.intents import AddItem, AddNote
from tasks.intents.add_item import ItemAdded
from tasks.intents.add_note import NoteAdded
from tasks.look_up import look_up
from tasks.results import RefusalError, Refused
from tests.tasks.world import TEAM, World


def refusal(world: World, intent: AddItem | AddNote) -> Refused:
    with pytest.raises(RefusalError) as raised:
        intent.perform(world.context())
    return raised.value.refused


def test_of_two_lists_with_one_name_the_picked_one_gets_the_item(world: World) -> None:
    world.page("Trade fair", Packing=())
    page_id = world.page("Office")
    list_id = world.new_list(page_id, "Packing")
    added = AddItem("Oat milk", page_id=page_id, list_id=list_id).perform(world.context())
    assert added == ItemAdded("Oat milk", "Packing", "Office")


def test_a_picked_page_with_one_list_is_enough_and_with_two_the_question_is_which(world: World) -> None:
    page_id = world.page("Office", Groceries=())
    AddItem("Oat milk", page_id=page_id).perform(world.context())
    assert world.items("Groceries") == [("Oat milk", False)]
    world.new_list(page_id, "Errands")
    world.context().directory.forget()
    assert refusal(world, AddItem("Tea", page_id=page_id)).choices == ("Groceries", "Errands")


def test_a_note_goes_to_the_picked_page(world: World) -> None:
    world.page("Office")
    page_id = world.page("Office")
    assert AddNote("Door: 4711", page_id=page_id).perform(world.context()) == NoteAdded(
        "Door", "4711", "Office"
    )


def test_what_has_gone_meanwhile_is_said_to_be_gone(world: World) -> None:
    page_id = world.page("Office", Groceries=())
    list_id = world.new_list(page_id, "Packing")
    world.maya.backpack(destroy_list(page_id, list_id))
    assert "list is not in Backpack" in refusal(world, AddItem("x", page_id=page_id, list_id=list_id)).problem
    world.maya.backpack(destroy_page(page_id))
    world.context().directory.forget()
    assert "page is not in Backpack" in refusal(world, AddNote("x", page_id=page_id)).problem


def test_where_things_were_put_last_is_remembered_in_that_order(world: World) -> None:
    page_id = world.page("Office", Groceries=())
    list_id = world.new_list(page_id, "Errands")
    AddItem("x", "Errands").perform(world.context())
    AddNote("x", "Office").perform(world.context())
    used = world.stores.places.last_used(world.account, world.maya.user_id)
    assert used == ((page_id, None), (page_id, list_id))


def test_a_look_up_that_the_limit_cuts_short_goes_on_until_it_is_through(worker: World) -> None:
    for number in range(6):
        worker.page(f"Page {number}", Groceries=())
    worker.limit(4)
    with pytest.raises(Retry):
        look_up(TEAM, worker.maya.slack_user_id)
    assert worker.stores.places.recall(worker.account, worker.maya.user_id) is None
    worker.limit(1_000)
    for _try in range(20):
        with suppress(Retry):
            look_up(TEAM, worker.maya.slack_user_id)
            break
        time.sleep(1)  # as the retry would wait for its turn
    assert len(worker.stores.places.recall(worker.account, worker.maya.user_id) or ()) >= 6


def test_a_look_up_that_backpack_does_not_answer_fails_nothing(worker: World) -> None:
    worker.fault(status=404, path_contains="/ws/pages/all")
    look_up(TEAM, worker.maya.slack_user_id)
    assert worker.stores.places.recall(worker.account, worker.maya.user_id) is None


def test_a_look_up_fills_the_memory_of_who_is_linked_alone(worker: World) -> None:
    worker.page("Office", Groceries=())
    look_up(TEAM, "U-nobody")
    assert worker.stores.places.recall(worker.account, worker.maya.user_id) is None
    look_up(TEAM, worker.maya.slack_user_id)
    pages = worker.stores.places.recall(worker.account, worker.maya.user_id) or ()
    assert "Groceries" in [place.list_name for page in pages for place in page.lists]
