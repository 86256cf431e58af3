"""What was added moments ago is taken back, whatever became of it meanwhile."""

import pytest

from tasks.attempt import Postponed, attempt
from tasks.intents import AddItem, TakeBack
from tasks.intents.connect import resumed_operation_id
from tasks.intents.take_back import ItemTakenBack
from tasks.perform import perform
from tasks.results import Refused, Silence
from tests.tasks.worker import accept, outcome
from tests.tasks.world import World

TAKE = TakeBack("op")


@pytest.fixture
def office(worker: World) -> World:
    worker.page("Office", Groceries=("Tea",))
    return worker


def added(office: World) -> None:
    accept(office, AddItem("Oat milk", "Groceries"))
    perform("op")
    assert ("Oat milk", False) in office.items("Groceries")


def test_the_item_is_gone_and_the_others_stay(office: World) -> None:
    added(office)
    assert attempt(TAKE, office.context(), 1) == ItemTakenBack("Oat milk", "Groceries", "Office")
    assert office.items("Groceries") == [("Tea", False)]


def test_what_is_gone_already_is_taken_back_all_the_same(office: World) -> None:
    added(office)
    for _ in range(2):
        assert attempt(TAKE, office.context(), 1) == ItemTakenBack("Oat milk", "Groceries", "Office")


def test_what_is_not_done_yet_is_waited_for(office: World) -> None:
    accept(office, AddItem("Oat milk", "Groceries"))
    waiting = attempt(TAKE, office.context(), 1)
    assert isinstance(waiting, Postponed)
    assert not waiting.worth_a_notice


def test_what_had_to_wait_for_its_author_to_connect_is_found_too(office: World) -> None:
    resumed_id = resumed_operation_id(office.stores.interrupted.keep("op", "a command"))
    accept(office, AddItem("Oat milk", "Groceries"), resumed_id)
    perform(resumed_id)
    assert attempt(TAKE, office.context(), 1) == ItemTakenBack("Oat milk", "Groceries", "Office")


def test_what_was_refused_or_never_accepted_needs_no_word(office: World) -> None:
    assert attempt(TAKE, office.context(), 1) == Silence()
    accept(office, AddItem("Oat milk", "Nowhere"))
    perform("op")
    assert isinstance(outcome(office), Refused)
    assert attempt(TAKE, office.context(), 1) == Silence()
