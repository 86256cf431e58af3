"""Undoing: each change has its inverse, for ten minutes, once, and not over what was made of it since."""

import json
import time
from dataclasses import replace
from typing import Any

import pytest

from backpack import (
    create_item,
    destroy_item,
    list_journal_entries,
    list_notes,
    update_item,
    update_journal_entry,
    update_note,
    update_status,
)
from store.changes import UNDO_SECONDS
from tasks.attempt import attempt
from tasks.feeding.statuses import says_nothing
from tasks.intents import (
    AddItem,
    AddNote,
    ClearStatus,
    CompleteItem,
    FinishItem,
    SetStatus,
    ShowList,
    TakeBack,
    TickItem,
    Undo,
    UndoLast,
    WriteJournalEntry,
)
from tasks.intents.add_item import ItemAdded
from tasks.intents.add_note import NoteAdded
from tasks.intents.set_status import StatusSet
from tasks.intents.tick_item import ItemTicked
from tasks.intents.write_journal_entry import JournalEntryWritten
from tasks.results import Refused
from tasks.undoing.change import is_change
from tasks.undoing.undone import Undone
from tests.tasks.cards import refusal
from tests.tasks.clocks import Clocks, link
from tests.tasks.test_status import status_of
from tests.tasks.undoing import answer_of, do
from tests.tasks.world import Person, World

ADD = AddItem("Oat milk", "Groceries")
UNDO = Undo(answer_of())
PLACE = "Groceries on Office"


@pytest.fixture
def office(worker: World) -> World:
    worker.page("Office", Groceries=("Tea",))
    return worker


@pytest.fixture
def me(office: World) -> str:
    return office.maya.slack_user_id


def undo(world: World, person: Person | None = None, intent: Any = UNDO, **changes: Any) -> Any:
    return intent.perform(world.context(person, **changes))


def test_an_item_that_was_added_is_gone(office: World, me: str) -> None:
    do(office, ADD)
    assert undo(office) == Undone("item", "Oat milk", PLACE, me, answer_of())
    assert office.items("Groceries") == [("Tea", False)]


def test_a_note_that_was_added_is_gone(office: World, me: str) -> None:
    do(office, AddNote("Door: press 4711\nthen # to Office", "Office", None))
    assert len(office.notes()) == 1
    assert undo(office) == Undone("note", "Door", "Office", me, answer_of())
    assert office.notes() == []


def test_a_journal_entry_that_was_written_is_gone(office: World, me: str) -> None:
    do(office, WriteJournalEntry("Shipped & <done>"))
    assert undo(office) == Undone("entry", "Shipped & <done>", slack_user_id=me, answer_id=answer_of())
    assert office.maya.backpack(list_journal_entries()) == ()


@pytest.mark.parametrize("by", ["done", "tick"])
def test_an_item_that_was_done_is_open_again_and_no_entry_will_propose_it(
    office: World, me: str, by: str
) -> None:
    page = office.state()["pages"][0]
    tea = page["lists"][0]["items"][0]["id"]
    ticked = TickItem(page["id"], page["lists"][0]["id"], tea, completed=True)
    do(office, CompleteItem("tea") if by == "done" else ticked)
    assert office.items("Groceries") == [("Tea", True)]
    undone = undo(office)
    assert (undone.change, undone.content, undone.place, undone.slack_user_id) == ("done", "Tea", PLACE, me)
    assert (undone.account, undone.page_id) == (office.account, page["id"])
    assert office.items("Groceries") == [("Tea", False)]
    assert office.stores.completions.since("T1", me, office.account, 0) == ()


def test_an_item_that_was_reopened_is_done_again(office: World) -> None:
    page = office.state()["pages"][0]
    place, tea = page["lists"][0]["id"], page["lists"][0]["items"][0]["id"]
    office.maya.backpack(update_item(page["id"], place, tea, "Tea", completed=True))
    do(office, TickItem(page["id"], place, tea, completed=False))
    assert undo(office).change == "open"
    assert office.items("Groceries") == [("Tea", True)]


def test_an_edit_of_an_item_stays_when_it_is_open_again(office: World) -> None:
    do(office, CompleteItem("tea"))
    edit(office, "Tea", "Green tea", completed=None)
    undo(office)
    assert office.items("Groceries") == [("Green tea", False)]


def test_a_status_is_the_one_before_again(office: World, me: str) -> None:
    do(office, SetStatus("In"), "before")
    do(office, SetStatus("Out"))
    for _attempt in range(2):
        undone = undo(office, operation_id="undo-1")
        assert undone == Undone("status", "Out", "In", me, answer_of())
    assert status_of(office, office.maya) == "In"


def test_where_there_was_no_status_there_is_none_again(office: World) -> None:
    do(office, SetStatus("Out"))
    assert undo(office).place == ""
    assert says_nothing(str(status_of(office, office.maya)))


def test_a_status_that_was_cleared_is_back(office: World, me: str) -> None:
    do(office, SetStatus("Out"), "before")
    do(office, ClearStatus())
    assert undo(office) == Undone("cleared", "Out", slack_user_id=me, answer_id=answer_of())
    assert status_of(office, office.maya) == "Out"


def test_a_status_of_another_day_or_of_another_user_stays(office: World, linh: Person) -> None:
    do(office, SetStatus("Out"))
    assert "somebody else’s status" in refusal(UNDO, office.context(linh))
    do(office, SetStatus("Back"), "later")
    assert "another one by now" in refusal(UNDO, office.context())
    assert status_of(office, office.maya) == "Back"


def test_what_is_undone_where_an_earlier_attempt_had_put_it_back_is_undone(office: World) -> None:
    do(office, SetStatus("In"), "before")
    do(office, SetStatus("Out"))
    office.maya.backpack(update_status(office.maya.user_id, "In"))
    assert undo(office).change == "status"


def edit(office: World, content: str, new: str, *, completed: bool | None = None) -> None:
    """In Backpack itself."""
    page = office.state()["pages"][0]
    (item,) = [each for each in page["lists"][0]["items"] if each["content"] == content]
    office.maya.backpack(update_item(page["id"], page["lists"][0]["id"], item["id"], new, completed))


def test_an_item_that_was_edited_since_stays(office: World) -> None:
    do(office, ADD)
    edit(office, "Oat milk", "Oat milk, two litres")
    assert "edited since" in refusal(UNDO, office.context())
    assert ("Oat milk, two litres", False) in office.items("Groceries")
    edit(office, "Oat milk, two litres", "Oat milk")
    assert undo(office).change == "item", "a refusal leaves the way open"


def test_an_item_that_was_marked_as_done_since_stays(office: World) -> None:
    do(office, ADD)
    edit(office, "Oat milk", "Oat milk", completed=True)
    assert "marked as done since" in refusal(UNDO, office.context())
    assert ("Oat milk", True) in office.items("Groceries")


def test_a_note_or_an_entry_that_was_edited_since_stays(office: World) -> None:
    do(office, AddNote("Door: 4711", "Office"))
    page_id = office.state()["pages"][0]["id"]
    (note,) = office.maya.backpack(list_notes(page_id))
    office.maya.backpack(update_note(page_id, note.id, "Door", "4712"))
    assert "note has been edited since" in refusal(UNDO, office.context())
    assert office.notes() == [("Office", "Door", "4712")]
    do(office, WriteJournalEntry("Shipped"), "entry")
    (entry,) = office.maya.backpack(list_journal_entries())
    office.maya.backpack(update_journal_entry(entry.id, "Shipped it"))
    assert "entry has been edited since" in refusal(Undo(answer_of("entry")), office.context())
    assert [each.body for each in office.maya.backpack(list_journal_entries())] == ["Shipped it"]


def test_what_is_gone_already_counts_as_undone(office: World) -> None:
    added = do(office, ADD)
    office.maya.backpack(destroy_item(added.page_id, added.list_id, added.item_id))
    assert undo(office).change == "item"


def test_twice_is_once_and_says_who_was_first(office: World, me: str, linh: Person) -> None:
    added = do(office, ADD)
    undo(office, linh)
    office.maya.backpack(create_item(added.page_id, added.list_id, "Oat milk"))
    assert undo(office).slack_user_id == linh.slack_user_id
    assert ("Oat milk", False) in office.items("Groceries"), "which is another one"


def test_an_attempt_that_is_repeated_is_done_all_the_same(office: World, me: str) -> None:
    do(office, ADD)
    for _ in range(2):
        assert undo(office, operation_id="undo-1") == Undone("item", "Oat milk", PLACE, me, answer_of())


def test_another_click_waits_until_the_first_is_over(office: World, linh: Person) -> None:
    do(office, ADD)

    def slowly(call: Any) -> Any:
        if call.name == "destroy_item":
            assert "undoing that right now" in refusal(UNDO, office.context(linh))
        return office.maya.backpack(call)

    undo(office, client=slowly)
    assert office.items("Groceries") == [("Tea", False)]


@pytest.mark.parametrize(("seconds", "is_late"), [(UNDO_SECONDS - 5, False), (UNDO_SECONDS + 5, True)])
def test_ten_minutes_by_the_clock(office: World, clocks: Clocks, seconds: float, is_late: bool) -> None:
    do(office, ADD)
    clocks.advance(seconds)
    if is_late:
        assert "too late" in refusal(UNDO, office.context())
        assert "changed nothing" in refusal(UndoLast(), office.context())
    else:
        undo(office)
    assert (("Oat milk", False) in office.items("Groceries")) == is_late


def test_a_click_in_time_counts_though_backpack_was_away_for_long(office: World, clocks: Clocks) -> None:
    do(office, ADD)
    clocks.advance(UNDO_SECONDS + 60)
    context = office.context()
    waited = replace(context.delivery, accepted_at_seconds=time.time() - 120)
    UNDO.perform(replace(context, delivery=waited))
    assert office.items("Groceries") == [("Tea", False)]


def test_another_account_may_not(office: World, backpack_server: str) -> None:
    do(office, ADD)
    elsewhere = World(backpack_server, office.stores)
    problem = refusal(UNDO, elsewhere.context())
    assert problem.startswith(f"Your Backpack account may not change that: it is in {office.account}")
    assert refusal(FinishItem(answer_of()), elsewhere.context()).startswith("Your Backpack account may not")
    assert ("Oat milk", False) in office.items("Groceries")


def test_an_entry_is_its_authors_alone(office: World, linh: Person) -> None:
    do(office, WriteJournalEntry("Shipped"))
    refused = attempt(UNDO, office.context(linh), 1)
    assert isinstance(refused, Refused)
    assert refused.problem == "Your Backpack account may not do that."
    assert len(office.maya.backpack(list_journal_entries())) == 1
    assert undo(office).change == "entry", "a refusal leaves the way open"


def test_where_a_colleague_sees_no_page_nothing_is_called_undone(office: World, linh: Person) -> None:
    do(office, ADD)

    def blind(call: Any) -> Any:
        page = call.path.replace(f"/{office.state()['pages'][0]['id']}/", "/999999/")
        return linh.backpack(replace(call, path=page))

    context = office.context(linh, client=blind)
    assert "may not see where that is" in refusal(UNDO, context)
    assert undo(office).change == "item"


@pytest.mark.parametrize(
    "old",
    [
        ItemAdded("Oat milk", "Groceries", "Office"),
        NoteAdded("Door", "4711", "Office"),
        JournalEntryWritten("Shipped"),
        StatusSet("Out"),
    ],
)
def test_what_an_older_worker_has_left_has_no_undo(old: object) -> None:
    assert not is_change(old)


def test_what_changed_nothing_has_no_undo(office: World) -> None:
    do(office, CompleteItem("tea"), "op-1")
    assert not is_change(do(office, CompleteItem("tea"), "op-2"))
    assert not is_change(do(office, ShowList("Groceries"), "op-3"))
    assert "nothing to undo" in refusal(Undo(answer_of("op-3")), office.context())


def test_a_message_of_another_team_or_too_old_has_none(office: World) -> None:
    do(office, ADD)
    context = office.context()
    foreign = replace(context, delivery=replace(context.delivery, slack_team_id="T2"))
    assert "too old" in refusal(UNDO, foreign)
    assert "too old" in refusal(Undo("0" * 24), office.context())


def test_done_ticks_the_item_with_the_clickers_own_account(office: World, linh: Person) -> None:
    do(office, ADD)
    ticked = do(office, FinishItem(answer_of()), "click", link(office, linh))
    assert isinstance(ticked, ItemTicked)
    assert (ticked.content, ticked.completed, ticked.was_so_already) == ("Oat milk", True, False)
    assert ("Oat milk", True) in office.items("Groceries")
    assert undo(office, linh, Undo(answer_of("click"))).change == "done"
    assert ("Oat milk", False) in office.items("Groceries")
    undo(office)
    assert "taken back" in refusal(FinishItem(answer_of()), office.context())


def test_a_reaction_taken_away_is_an_undo_too(office: World, me: str, linh: Person) -> None:
    do(office, ADD)
    attempt(TakeBack("op"), office.context(), 1)
    assert undo(office, linh) == Undone("item", "Oat milk", PLACE, me, answer_of())
    assert "changed nothing" in refusal(UndoLast(), office.context())


def test_a_reaction_taken_away_leaves_what_was_edited_since(office: World) -> None:
    do(office, ADD)
    edit(office, "Oat milk", "Oat milk, two litres")
    outcome = attempt(TakeBack("op"), office.context(), 1)
    assert isinstance(outcome, Refused)
    assert ("Oat milk, two litres", False) in office.items("Groceries")


def test_the_ids_in_buttons_tell_nothing_of_the_operation(office: World) -> None:
    do(office, ADD)
    assert "op" not in answer_of()
    card = office.stores.cards.find(answer_of())
    assert card
    assert "Oat milk" not in json.dumps(card.shown), "what it says is in the ledger alone"
