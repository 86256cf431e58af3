"""`undo` names nothing: it undoes what its speaker has changed last, and each once."""

from datetime import UTC, datetime
from typing import Any

import pytest

from backpack import update_reminder
from tasks.intents import (
    AddItem,
    CompleteItem,
    DeleteReminder,
    SetReminder,
    ShowList,
    Undo,
    UndoLast,
)
from tests.tasks.cards import in_backpack, refusal
from tests.tasks.clocks import link, minutes_ahead, scheduled
from tests.tasks.undoing import answer_of, do
from tests.tasks.world import Person, World


@pytest.fixture
def office(worker: World) -> World:
    worker.page("Office", Groceries=("Tea",))
    return worker


def add(office: World, content: str, person: Person | None = None) -> None:
    do(office, AddItem(content, "Groceries"), f"add-{content}", person)


def undone(office: World, person: Person | None = None, **changes: Any) -> tuple[str, str]:
    found = UndoLast().perform(office.context(person, **changes))
    return found.change, found.content


def test_the_last_change_first_then_the_one_before(office: World) -> None:
    add(office, "Milk")
    do(office, CompleteItem("tea"), "done")
    do(office, ShowList("Groceries"), "shown")
    assert [undone(office), undone(office)] == [("done", "Tea"), ("item", "Milk")]
    assert office.items("Groceries") == [("Tea", False)]
    assert "changed nothing" in refusal(UndoLast(), office.context())


def test_an_attempt_that_is_repeated_undoes_the_same_and_not_the_next(office: World) -> None:
    add(office, "Milk")
    add(office, "Bread")
    assert {undone(office, operation_id="undo-1") for _attempt in range(3)} == {("item", "Bread")}
    assert ("Milk", False) in office.items("Groceries")


def test_what_came_between_two_attempts_is_not_meant(office: World) -> None:
    add(office, "Milk")

    def failing(call: Any) -> Any:
        if call.name == "destroy_item":
            add(office, "Bread")
            raise TimeoutError
        return office.maya.backpack(call)

    with pytest.raises(TimeoutError):
        undone(office, operation_id="undo-1", client=failing)
    assert undone(office, operation_id="undo-1") == ("item", "Milk")
    assert ("Bread", False) in office.items("Groceries")


def test_two_at_once_mean_two_changes(office: World) -> None:
    add(office, "Milk")
    add(office, "Bread")

    def slowly(call: Any) -> Any:
        if call.name == "destroy_item":
            assert undone(office) == ("item", "Milk")
        return office.maya.backpack(call)

    assert undone(office, client=slowly) == ("item", "Bread")
    assert office.items("Groceries") == [("Tea", False)]


def test_it_is_the_speakers_own(office: World, linh: Person) -> None:
    add(office, "Milk")
    assert "changed nothing" in refusal(UndoLast(), office.context(linh))
    add(office, "Bread", link(office, linh))
    assert undone(office) == ("item", "Milk")
    assert undone(office, linh) == ("item", "Bread")


def test_what_a_click_has_undone_is_out_of_the_way(office: World, linh: Person) -> None:
    add(office, "Milk")
    add(office, "Bread")
    Undo(answer_of("add-Bread")).perform(office.context(linh))
    assert undone(office) == ("item", "Milk")


def reminder(office: World) -> Any:
    at = datetime.fromtimestamp(minutes_ahead(office, 20), UTC)
    return do(office, SetReminder("tea", at, "Europe/Berlin"), "reminder")


def test_a_reminder_is_deleted_and_does_not_fire(office: World) -> None:
    reminder(office)
    assert undone(office) == ("reminder", "tea")
    assert (in_backpack(office), scheduled(office)) == ([], [])


def test_a_reminder_that_was_edited_since_stays(office: World) -> None:
    reminder_set = reminder(office)
    office.maya.backpack(update_reminder(reminder_set.reminder.item.thing_id, "tea for the whole team"))
    assert "edited since" in refusal(UndoLast(), office.context())
    assert "edited since" in refusal(DeleteReminder(reminder_set.card_id, 0, is_undo=True), office.context())
    assert [content for content, *_ in in_backpack(office)] == ["tea for the whole team"]
    DeleteReminder(reminder_set.card_id, 0).perform(office.context())
    assert in_backpack(office) == [], "who says Delete means it, whatever it says by now"


def test_a_reminder_that_its_own_button_has_deleted_is_out_of_the_way(office: World) -> None:
    add(office, "Milk")
    DeleteReminder(reminder(office).card_id, 0).perform(office.context())
    assert undone(office) == ("item", "Milk")
