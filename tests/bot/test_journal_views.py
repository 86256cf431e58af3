"""The journal as people see it: everybody gets their part of what one message holds, and nothing pings."""

from datetime import UTC, datetime

import pytest

from bot.views.answers import answer
from bot.views.entries import entry_blocks
from tasks.intents.show_journal import JournalShown
from tasks.journaling.grouped import PersonsEntries, ShownEntry
from tests.bot.test_views import check, words_of

NOON = datetime(2027, 3, 9, 12, tzinfo=UTC).timestamp()


def person(name: str, *bodies: str, left_out: int = 0) -> PersonsEntries:
    return PersonsEntries(7, name, tuple(ShownEntry(body, NOON) for body in bodies), left_out)


def shown(*people: PersonsEntries, name: str | None = None) -> JournalShown:
    return JournalShown("today", NOON, "Europe/Berlin", people, name)


def test_entries_stand_under_their_person_with_their_times() -> None:
    message = answer(shown(person("Linh Tran", "hers"), person("Maya Okafor", "first", "second")))
    assert message.text == "📓 The journal, today: 3 entries."
    _heading, linh, maya, below = check(message)["blocks"]
    parts = [
        [part.get("text", f"<{part['type']} {part.get('timestamp')}>") for part in section["elements"]]
        for block in (linh, maya)
        for section in block["elements"]
    ]
    time = f"<date {int(NOON)}>"
    assert parts == [
        ["Linh Tran", "\n", time, "  hers"],
        ["Maya Okafor", "\n", time, "  first", "\n", time, "  second"],
    ]
    assert "Tuesday 9 March 2027, in your time zone, Europe/Berlin." in below["elements"][0]["text"]


def test_nothing_written_is_said() -> None:
    assert answer(shown()).text == "📓 Nobody has written anything today."
    assert answer(shown(name="Linh <!channel>")).text == "📓 Linh &lt;!channel&gt; has written nothing today."


def test_what_people_wrote_is_shown_as_it_is() -> None:
    body = "<!channel> *a* & <b> `c` :smile: <@U0MAYA>"
    assert body in words_of(answer(shown(person("<!here>", body))))


@pytest.mark.parametrize("people_count", [1, 2, 30, 31, 100])
@pytest.mark.parametrize("entry_count", [1, 7, 60])
@pytest.mark.parametrize("length", [1, 200, 1_500])
def test_however_much_there_is_everybody_has_a_part_and_the_rest_is_counted(
    people_count: int, entry_count: int, length: int
) -> None:
    people = [person("N" * 300, *["w" * length] * entry_count, left_out=2) for _ in range(people_count)]
    blocks = check(answer(shown(*people)))["blocks"]
    bodies = [
        part["text"]
        for block in blocks
        if block["type"] == "rich_text"
        for part in block["elements"][0]["elements"]
        if part.get("text", "").startswith("  w")
    ]
    shown_people = [block for block in blocks[1:] if block["type"] == "rich_text"]
    assert len(shown_people) == min(people_count, 30)
    assert len(bodies) >= len(shown_people)
    left = people_count * (entry_count + 2) - len(bodies)
    assert f"… and {left} more in Backpack." in str(blocks)


def test_little_is_not_cut_at_all() -> None:
    entries = entry_blocks([person("Maya", "w" * 1_500, "v" * 1_400)], "UTC", with_day=False)
    assert entries.left_out_count == 0
    assert "w" * 1_500 in str(entries.blocks[0].to_dict())
    assert "v" * 1_400 in str(entries.blocks[0].to_dict())
