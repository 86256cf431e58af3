"""From words to an intent."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.bindings import BINDINGS, binding_for, nearest_verbs
from bot.speaker import Speaker
from tasks.intents import (
    AddItem,
    AddNote,
    ClearStatus,
    CompleteItem,
    SearchPages,
    SetDefault,
    SetReminder,
    SetStatus,
    ShowBoard,
    ShowList,
    ShowPage,
    ShowPages,
    ShowReminders,
    ShowSubscriptions,
    Subscribe,
    Unsubscribe,
    WriteJournalEntry,
)
from tasks.results import RefusalError

SPEAKER = Speaker(datetime(2026, 7, 1, 8, 30, tzinfo=UTC), ZoneInfo("Europe/Berlin"))


def read(verb: str, words: str) -> object:
    binding = binding_for(verb)
    assert binding
    assert binding.read
    return binding.read(words, SPEAKER)


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("Buy oat milk", AddItem("Buy oat milk")),
        ("Buy milk to Groceries", AddItem("Buy milk", "Groceries", "Buy milk to Groceries")),
        ("Go to town to Errands", AddItem("Go to town", "Errands", "Go to town to Errands")),
        ("Milk TO Groceries", AddItem("Milk", "Groceries", "Milk TO Groceries")),
        ("milk to Office / Groceries", AddItem("milk", "Office / Groceries", "milk to Office / Groceries")),
        ("İstanbul to Trips", AddItem("İstanbul", "Trips", "İstanbul to Trips")),
        ("ﬃ İİİ to Trips", AddItem("ﬃ İİİ", "Trips", "ﬃ İİİ to Trips")),
        ('"Send it to Ann"', AddItem("Send it to Ann")),
        ('"Send it to Ann" to Errands', AddItem("Send it to Ann", "Errands")),
        ("“Send it to Ann” to Errands", AddItem("Send it to Ann", "Errands")),
        ('"Milk" to "Groceries"', AddItem("Milk", '"Groceries"')),
        ('"Say "hi" to Ann" to Errands', AddItem('Say "hi" to Ann', "Errands")),
        ('The "blue" one to Paint', AddItem('The "blue" one', "Paint", 'The "blue" one to Paint')),
        ("Milk to", AddItem("Milk to")),
        ("Tomato", AddItem("Tomato")),
        ("one\ntwo to Groceries", AddItem("one\ntwo", "Groceries", "one\ntwo to Groceries")),
        ("go to\nthe shop", AddItem("go to\nthe shop")),
        ("<!channel> & co", AddItem("<!channel> & co")),
    ],
)
def test_add(words: str, intent: AddItem) -> None:
    assert read("add", words) == intent


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("milk", CompleteItem("milk")),
        ("milk in Groceries", CompleteItem("milk", "Groceries", "milk in Groceries")),
        ("milk on Office", CompleteItem("milk", "Office", "milk on Office")),
        ("milk from Groceries", CompleteItem("milk", "Groceries", "milk from Groceries")),
        (
            "tap in the hall in Repairs",
            CompleteItem("tap in the hall", "Repairs", "tap in the hall in Repairs"),
        ),
        ("Jardín on 5th", CompleteItem("Jardín", "5th", "Jardín on 5th")),
        ('"tap in the hall"', CompleteItem("tap in the hall")),
        ('"tap" from Repairs', CompleteItem("tap", "Repairs")),
    ],
)
def test_done(words: str, intent: CompleteItem) -> None:
    assert read("done", words) == intent


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("Door: 4711", AddNote("Door: 4711")),
        ("Door: 4711 to Office", AddNote("Door: 4711", "Office", "Door: 4711 to Office")),
        ("Door: a\nb\nto Office", AddNote("Door: a\nb", "Office", "Door: a\nb\nto Office")),
        ("Trip: go to\nLisbon", AddNote("Trip: go to\nLisbon")),
        ("Walk: from A to B\nand back", AddNote("Walk: from A to B\nand back")),
        ('"Door: up to you" to Office', AddNote("Door: up to you", "Office")),
    ],
)
def test_note(words: str, intent: AddNote) -> None:
    assert read("note", words) == intent


@pytest.mark.parametrize(
    ("verb", "words", "intent"),
    [
        ("list", "Groceries", ShowList("Groceries")),
        ("list", "", ShowList()),
        ("page", "Office", ShowPage("Office")),
        ("page", "", ShowPage()),
        ("pages", "", ShowPages()),
        ("pages", "and some more words", ShowPages()),
        ("search", "printer to fix", SearchPages("printer to fix")),
        ("status", 'Writing "the" post to ship', SetStatus('Writing "the" post to ship')),
        ("status", "", ShowBoard()),
        ("status", "Board", ShowBoard()),
        ("status", "board off", Unsubscribe("board")),
        ("status", "“board off”", SetStatus("board off")),
        ("status", "Board meeting", SetStatus("Board meeting")),
        ("status", "Clear", ClearStatus()),
        ("status", "none", ClearStatus()),
        ("status", "off", SetStatus("off")),
        ("status", "“clear”", SetStatus("clear")),
        ("status", '"clear" to land', SetStatus('"clear" to land')),
        ("status", '"At lunch"', SetStatus('"At lunch"')),
        ("journal", "  two\n\n  lines", WriteJournalEntry("  two\n\n  lines")),
        ("reminders", "", ShowReminders()),
        ("default", "Office / Groceries", SetDefault("Office / Groceries")),
    ],
)
def test_the_other_verbs(verb: str, words: str, intent: object) -> None:
    assert read(verb, words) == intent


@pytest.mark.parametrize(
    ("words", "content", "when"),
    [
        ("me tomorrow at 9 to call the printer", "call the printer", datetime(2026, 7, 2, 7, tzinfo=UTC)),
        ("me to call the printer tomorrow at 9", "call the printer", datetime(2026, 7, 2, 7, tzinfo=UTC)),
        ("Me +30 tea", "tea", datetime(2026, 7, 1, 9, tzinfo=UTC)),
        ("+30 tea", "tea", datetime(2026, 7, 1, 9, tzinfo=UTC)),
        ("me at noon to go to town", "go to town", datetime(2026, 7, 1, 10, tzinfo=UTC)),
        ("messy desk +30", "messy desk", datetime(2026, 7, 1, 9, tzinfo=UTC)),
        ("tomato soup +30", "tomato soup", datetime(2026, 7, 1, 9, tzinfo=UTC)),
    ],
)
def test_remind(words: str, content: str, when: datetime) -> None:
    assert read("remind", words) == SetReminder(content, when, "Europe/Berlin")


@pytest.mark.parametrize("words", ["me", "me to", "me tea", "me tomorrow", "me today at 25:00 tea"])
def test_a_reminder_without_a_time_or_a_text_is_refused_with_an_example(words: str) -> None:
    with pytest.raises(RefusalError) as raised:
        read("remind", words)
    assert "`remind me tomorrow at 9 to call the printer`" in raised.value.refused.next_step


def test_no_word_means_two_verbs() -> None:
    words = [word for binding in BINDINGS for word in (binding.verb, *binding.aliases)]
    assert len(words) == len(set(words))
    assert all(word == word.lower() for word in words)


@pytest.mark.parametrize(
    ("verb", "words", "intent"),
    [
        ("subscribe", "journal", Subscribe("journal")),
        ("subscribe", "to the Status", Subscribe("status")),
        ("subscribe", "page Office", Subscribe("page", "Office")),
        ("subscribe", "to the page Off to the beach", Subscribe("page", "Off to the beach")),
        ("subscribe", "page", Subscribe("page")),
        ("subscribe", "calendar  Team  events", Subscribe("calendar", "Team  events")),
        ("unsubscribe", "from journal", Unsubscribe("journal")),
        ("unsubscribe", "page From here", Unsubscribe("page", "From here")),
        ("subscriptions", "", ShowSubscriptions()),
    ],
)
def test_feeds(verb: str, words: str, intent: object) -> None:
    assert read(verb, words) == intent


@pytest.mark.parametrize(
    ("words", "problem", "choices"),
    [
        ("pages Office", "There is no pages", ("subscribe page",)),
        ("to", "There is no to", ()),
        ("the", "There is no the", ()),
        ("x" * 5_000, "There is no xxx", ()),
        ("status of Tomás", "There is one status feed for everybody", ()),
    ],
)
def test_a_feed_that_does_not_exist_is_refused(words: str, problem: str, choices: tuple[str, ...]) -> None:
    with pytest.raises(RefusalError) as raised:
        read("subscribe", words)
    assert raised.value.refused.problem.startswith(problem)
    assert raised.value.refused.choices == choices
    assert len(raised.value.refused.problem) < 200


def test_every_verb_of_the_brief_is_there() -> None:
    verbs = (
        "help add done list card page pages search note status journal digest prompt remind reminders "
        "connect disconnect default subscribe unsubscribe subscriptions undo share home edit"
    )
    assert {*verbs.split(), "explain", "emoji", "prefix"} == {binding.verb for binding in BINDINGS}


@pytest.mark.parametrize("binding", BINDINGS, ids=lambda binding: binding.verb)
def test_every_example_can_be_said(binding) -> None:  # type: ignore[no-untyped-def]  # pytest gives it
    assert bool(binding.example) or not binding.needs_words
    if binding.read and (binding.example or not binding.needs_words):
        assert binding.read(binding.example, SPEAKER).describe()


@pytest.mark.parametrize(
    ("word", "verb"),
    [
        ("ADD", "add"),
        ("Help", "help"),
        ("?", "help"),
        ("find", "search"),
        ("login", "connect"),
        ("logout", "disconnect"),
    ],
)
def test_case_and_aliases_make_no_difference(word: str, verb: str) -> None:
    binding = binding_for(word)
    assert binding
    assert binding.verb == verb


@pytest.mark.parametrize(
    ("word", "verb"),
    [("ad", "add"), ("lst", "list"), ("remnid", "remind"), ("pagse", "pages"), ("jornal", "journal")],
)
def test_a_slip_is_near_its_verb(word: str, verb: str) -> None:
    assert verb in nearest_verbs(word)
    assert binding_for(word) is None
