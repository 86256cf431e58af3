"""Which buttons an answer has; and what was undone, struck out."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.views.answer_buttons import AnswerScene, shared_by, with_buttons
from bot.views.answers import answer
from tasks.intents.add_item import ItemAdded
from tasks.intents.add_note import NoteAdded
from tasks.intents.clear_status import StatusCleared
from tasks.intents.complete_item import ItemCompleted
from tasks.intents.set_default import DefaultSet
from tasks.intents.set_status import StatusSet
from tasks.intents.show_list import ListShown
from tasks.intents.show_page import PageShown
from tasks.intents.show_pages import PagesShown
from tasks.intents.take_back import ItemTakenBack
from tasks.intents.tick_item import ItemTicked
from tasks.intents.write_journal_entry import JournalEntryWritten
from tasks.results import Refused
from tasks.undoing.undone import Undone
from tests.bot.slack import Json
from tests.bot.test_views import RESULTS, check, strange, words_of
from tests.tasks.samples import any_value

SCENE = AnswerScene("a" * 24, can_share=True)
IN_DIRECT_MESSAGES = AnswerScene("a" * 24, can_share=False)
TRAILHEAD, PLACE = "trailhead", ("Groceries", "Office")
ADDED = ItemAdded("Milk", *PLACE, 1, 2, 3, TRAILHEAD)
URL = "https://trailhead.backpackit.com/pages/1"


def elements(outcome: object, scene: AnswerScene = SCENE) -> list[Json]:
    payload = check(with_buttons(answer(outcome), outcome, scene))
    blocks = [block for block in payload["blocks"] if block["type"] == "actions"]
    assert len(blocks) <= 1
    return [each for block in blocks for each in block["elements"]]


def labels(outcome: object, scene: AnswerScene = SCENE) -> list[str]:
    return [each["text"]["text"] for each in elements(outcome, scene)]


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (ADDED, "Done, Undo, Share, Open in Backpack"),
        (ItemCompleted("Milk", *PLACE, False, 1, 2, 3, TRAILHEAD), "Undo, Share, Open in Backpack"),
        (ItemTicked("Milk", *PLACE, True, False, 1, 2, 3, TRAILHEAD), "Undo, Share, Open in Backpack"),
        (NoteAdded("Door", "4711", "Office", 1, 4, TRAILHEAD), "Undo, Share, Open in Backpack"),
        (JournalEntryWritten("Shipped", 5, None, TRAILHEAD), "Edit, Undo, Share"),
        (StatusSet("Out", "In", 7, TRAILHEAD), "Undo, Share"),
        (StatusCleared("Out", is_dash=False, backpack_user_id=7, account=TRAILHEAD), "Undo, Share"),
        (ListShown(*PLACE, (), 1, TRAILHEAD), "Share, Open in Backpack"),
        (PageShown("Office", (), 1, TRAILHEAD), "Share, Open in Backpack"),
        (PagesShown(("Office",)), "Share"),
        (Undone("done", "Milk", "Groceries on Office", "U1", "a", TRAILHEAD, 1), "Open in Backpack"),
    ],
)
def test_each_answer_has_its_buttons(outcome: object, expected: str) -> None:
    assert ", ".join(labels(outcome)) == expected


@pytest.mark.parametrize(
    "outcome",
    [
        ItemCompleted("Milk", *PLACE, True, 1, 2, 3, TRAILHEAD),
        ItemTicked("Milk", *PLACE, True, True, 1, 2, 3, TRAILHEAD),
        ItemTakenBack("Milk", *PLACE),
        DefaultSet("Office", "Groceries"),
        Refused("No.", "Say it again."),
        Undone("item", "Milk", "Groceries on Office", "U1"),
    ],
)
def test_what_changed_nothing_or_is_over_has_none(outcome: object) -> None:
    assert labels(outcome) == []


@pytest.mark.parametrize(
    "outcome",
    [ItemAdded("Milk", *PLACE), NoteAdded("Door", "4711", "Office"), ListShown(*PLACE, ())],
)
def test_what_an_older_worker_has_left_has_only_share(outcome: object) -> None:
    assert labels(outcome) == ["Share"]


def test_in_direct_messages_there_is_nobody_to_share_with() -> None:
    assert labels(ADDED, IN_DIRECT_MESSAGES) == ["Done", "Undo", "Open in Backpack"]


def test_the_buttons_name_the_answer_and_open_leads_to_the_page() -> None:
    *ours, opened = elements(ADDED)
    assert {each["value"] for each in ours} == {SCENE.answer_id}
    assert opened["url"] == URL
    sandbox = AnswerScene("a", can_share=True, backpack_url="http://127.0.0.1:4567")
    assert elements(ADDED, sandbox)[-1]["url"] == "http://127.0.0.1:4567/pages/1"


def test_an_account_that_can_not_be_one_has_no_address() -> None:
    assert labels(ListShown(*PLACE, (), 1, "evil.example/")) == ["Share"]


@pytest.mark.parametrize(
    "outcome", [ListShown(*PLACE, (), 1, TRAILHEAD), PageShown("Office", (), 1, TRAILHEAD)]
)
def test_a_list_and_a_page_say_their_address(outcome: object) -> None:
    message = with_buttons(answer(outcome), outcome, SCENE)
    assert URL in str(message.payload())
    assert "trailhead.backpackit.com/pages/1" in words_of(message)


@pytest.mark.parametrize("name", RESULTS)
@given(data=st.data())
def test_any_result_with_its_buttons_is_a_message_that_slack_takes(name: str, data: st.DataObject) -> None:
    outcome: Any = data.draw(any_value(name, strange))
    message = with_buttons(answer(outcome), outcome, SCENE)
    check(message)
    check(shared_by(message, "U0MAYA"))


@given(content=strange, place=strange)
def test_what_was_undone_is_struck_out(content: str, place: str) -> None:
    for change in ("item", "done", "open", "note", "entry", "status", "cleared", "reminder"):
        check(answer(Undone(change, content, place, "U0MAYA")))


def test_who_has_undone_it_is_said() -> None:
    (block,) = check(answer(Undone("item", "Milk", "Groceries on Office", "U0MAYA")))["blocks"]
    parts = block["elements"][0]["elements"]
    assert "".join(part.get("text", "@MAYA") for part in parts) == (
        "↩️ Undone by @MAYA: adding Milk to Groceries on Office."
    )
    assert [part["text"] for part in parts if part.get("style", {}).get("strike")] == ["Milk"]


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ("In", "↩️ Undone: setting the status Out; it is “In” again."),
        ("", "↩️ Undone: setting the status Out."),
    ],
)
def test_a_status_that_was_undone_says_what_it_is_now(before: str, words: str) -> None:
    assert words_of(answer(Undone("status", "Out", before))) == words
