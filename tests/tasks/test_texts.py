"""Texts arrive in Backpack as they were typed, or are refused with a reason before anything is sent."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tasks.intent import Intent
from tasks.intents import (
    AddItem,
    AddNote,
    CompleteItem,
    SearchPages,
    SetReminder,
    SetStatus,
    WriteJournalEntry,
)
from tasks.results import RefusalError
from tests.tasks.world import World

UNHARMED = [
    "<!channel> & <@U1> &amp; </item>",
    "]]> <![CDATA[ <!-- -->",
    "🚀 \U0001f469\u200d\U0001f469\u200d\U0001f467 1\ufe0f\u20e3",
    "\u05e9\u05dc\u05d5\u05dd: \u202b\u05e7\u05e0\u05d9\u05d5\u05ea\u202c",  # from right to left
    "\u200f\u0645\u0631\u062d\u0628\u0627",
    "Zoë’s “Crème” — naïve",
    "line one\nline two",
    "tab\tand  two blanks",
    "None",
    "+30 not a time here",
    "%s {0} ${HOME} `rm -rf`",
    "𐍈 beyond the first plane",
    "carriage\r\nreturn",
]
# What they are called, and the most characters they may have.
MAKERS: list[tuple[str, int, Callable[[str], Intent]]] = [
    ("item", 2_000, lambda text: AddItem(text, "Groceries")),
    ("item", 2_000, CompleteItem),
    ("note", 12_000, lambda text: AddNote(f"T\n{text}" if text.strip() else text, "Office")),
    ("status", 2_000, SetStatus),
    ("journal entry", 12_000, WriteJournalEntry),
    ("search term", 255, SearchPages),
    ("reminder", 2_000, lambda text: SetReminder(text, datetime.now(UTC) + timedelta(days=1), "UTC")),
]
WRITERS = [maker for maker in MAKERS if maker[0] != "search term" and maker[2] is not MAKERS[1][2]]


def texts_in(world: World) -> list[str]:
    state = world.state()
    pages = state["pages"]
    return [
        *(item["content"] for page in pages for one in page["lists"] for item in one["items"]),
        *(note["body"] for page in pages for note in page["notes"]),
        *(status["message"] for status in state["statuses"]),
        *(entry["body"] for entry in state["journal"]),
        *(reminder["content"] for reminder in state["reminders"]),
    ]


@pytest.mark.parametrize("text", UNHARMED)
def test_a_text_arrives_unharmed_wherever_it_is_written(world: World, text: str) -> None:
    world.page("Office", Groceries=())
    for _what, _most, make in WRITERS:
        make(text).perform(world.context())
    assert texts_in(world) == [text] * len(WRITERS)


@given(
    text=st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=50).filter(str.strip)
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_text_arrives_unharmed_or_is_refused(world: World, text: str) -> None:
    try:
        intent = SetStatus(text)
    except RefusalError:
        return
    intent.perform(world.context())
    (status,) = world.state()["statuses"]
    assert status["message"] == text


@pytest.mark.parametrize("maker", MAKERS, ids=lambda maker: maker[0])
@pytest.mark.parametrize("text", ["", "   ", "\n\t\n"])
def test_an_empty_text_is_refused(maker: tuple[str, int, Callable[[str], Intent]], text: str) -> None:
    what, _most, make = maker
    with pytest.raises(RefusalError) as raised:
        make(text)
    assert raised.value.refused.problem == f"The {what} is empty."


@pytest.mark.parametrize("maker", MAKERS, ids=lambda maker: maker[0])
@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\ufffe", "\ud800"])
def test_a_character_that_xml_cannot_carry_is_refused_and_named(
    maker: tuple[str, int, Callable[[str], Intent]], character: str
) -> None:
    what, _most, make = maker
    with pytest.raises(RefusalError) as raised:
        make(f"ring{character}bell")
    problem = raised.value.refused.problem
    assert problem.startswith(f"The {what} holds a character")
    assert f"U+{ord(character):04X}" in problem
    assert character not in problem


@pytest.mark.parametrize("maker", MAKERS, ids=lambda maker: maker[0])
def test_the_limit_is_exact_and_said(maker: tuple[str, int, Callable[[str], Intent]]) -> None:
    what, most, make = maker
    room = most - 2 if what == "note" else most  # the title and its newline
    make("x" * room)
    with pytest.raises(RefusalError) as raised:
        make("x" * (room + 1))
    refused = raised.value.refused
    assert refused.problem == (
        f"The {what} is {most + 1:,} characters long; at most {most:,} are safe to keep."
    )
    assert ("note" in refused.next_step) == (what in ("item", "status", "reminder"))


def test_a_long_text_arrives_to_its_last_character(world: World) -> None:
    world.page("Office", Groceries=())
    AddItem("x" * 1_999 + "🚀", "Groceries").perform(world.context())
    WriteJournalEntry("y" * 11_999 + "é").perform(world.context())
    assert texts_in(world) == ["x" * 1_999 + "🚀", "y" * 11_999 + "é"]


def test_a_notes_title_has_a_limit_of_its_own() -> None:
    with pytest.raises(RefusalError, match="note's title is 256"):
        AddNote("x" * 256)
    AddNote("x" * 255 + "\n" + "y" * 1_000)
