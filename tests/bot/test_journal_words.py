"""`journal …`: a text to write, or days to see."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.bindings import binding_for
from bot.parse import read_journal
from bot.speaker import Speaker
from tasks.intents import ShowJournal, WriteJournalEntry
from tasks.journaling.whose import Whose

BERLIN = ZoneInfo("Europe/Berlin")
SPEAKER = Speaker(
    datetime(2027, 3, 9, tzinfo=UTC), BERLIN, {"@tomas": "U0TOMAS", "@linh tran": "U0LINH", "#launch": "C0L"}
)


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("today", ShowJournal("today", "Europe/Berlin")),
        ("Yesterday", ShowJournal("yesterday", "Europe/Berlin")),
        ("WEEK", ShowJournal("week", "Europe/Berlin")),
        ("week @tomas", ShowJournal("week", "Europe/Berlin", Whose("tomas", "U0TOMAS"))),
        ("today  @linh tran", ShowJournal("today", "Europe/Berlin", Whose("linh tran", "U0LINH"))),
        ("today @Ana", ShowJournal("today", "Europe/Berlin", Whose("Ana"))),
        ("today @Ana María López", ShowJournal("today", "Europe/Berlin", Whose("Ana María López"))),
    ],
)
def test_days_are_shown(words: str, intent: ShowJournal) -> None:
    assert read_journal(words, SPEAKER) == intent


@pytest.mark.parametrize(
    ("words", "body"),
    [
        ('"today"', "today"),
        ("“week”", "week"),
        ('"today @tomas"', "today @tomas"),
        ("today I shipped it", "today I shipped it"),
        ("today @tomas fixed the printer", "today @tomas fixed the printer"),
        ("today @ the office", "today @ the office"),
        ("today @Ana and I fixed it", "today @Ana and I fixed it"),
        ("week\n@tomas\nand more", "week\n@tomas\nand more"),
        ("weekly planning", "weekly planning"),
        ("today #launch", "today #launch"),
        ('"Quoted" is a word', '"Quoted" is a word'),
        ('"All of it"', '"All of it"'),
    ],
)
def test_texts_are_written(words: str, body: str) -> None:
    assert read_journal(words, SPEAKER) == WriteJournalEntry(body)


def test_only_what_shows_days_needs_to_know_the_zone() -> None:
    binding = binding_for("journal")
    assert binding
    assert binding.needs_time_zone_for("today")
    assert binding.needs_time_zone_for("week @tomas")
    assert not binding.needs_time_zone_for("today I shipped it")
