"""The journal as people see it: everybody gets their part of what one message holds, and nothing pings."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.views.activity import activity_text, level
from bot.views.answers import answer
from bot.views.digest import DigestScene, digest, digest_elsewhere, digest_ended
from bot.views.entries import entry_blocks
from bot.views.entry_form import EntryFormState, entry_form, entry_form_loading
from bot.views.journal_entry import entry_named
from bot.views.prompt import prompt
from sandbox.slack.validation import check_view
from tasks.intents.change_journal_entry import JournalEntryChanged
from tasks.intents.fill_entry_form import EntryForm
from tasks.intents.post_digest import DigestEnded, DigestReady
from tasks.intents.show_journal import JournalShown
from tasks.intents.write_journal_entry import JournalEntryWritten
from tasks.journaling.activity import DAYS, Activity
from tasks.journaling.grouped import PersonsEntries, ShownEntry
from tasks.journaling.teammates import Teammate
from tests.bot.test_views import check, strange, words_of
from tests.tasks.samples import any_value

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


@given(
    ready=any_value("DigestReady", strange),
    members=st.none() | st.frozensets(st.sampled_from(["a", "b", "U0MAYA"])),
    now_seconds=st.floats(0, 4e9),
    picture_id=st.none() | st.just("F0PICTURE1"),
)
def test_any_digest_is_a_message_that_slack_takes(
    ready: DigestReady, members: frozenset[str] | None, now_seconds: float, picture_id: str | None
) -> None:
    message = digest(ready, DigestScene(members, now_seconds, picture_id))
    check(message)
    elsewhere = digest_elsewhere(message, "C0LAUNCH")
    assert elsewhere.text.count("<#C0LAUNCH>") == 1
    assert len(elsewhere.payload()["blocks"]) <= 50


@pytest.mark.parametrize("entry_count", [0, 60])
def test_the_longest_digest_still_fits(entry_count: int) -> None:
    people = [
        replace(person("P" * 300, *["w" * 1_500] * entry_count, left_out=9), backpack_user_id=number)
        for number in range(40)
    ]
    ready = DigestReady(
        NOON,
        NOON - 9e6,
        "America/Los_Angeles",
        tuple(people[: entry_count and 40]),
        tuple(Teammate(f"U{number}", number, "T" * 300) for number in range(200)),
        tuple(Activity(number, "T" * 300, (7,) * DAYS) for number in range(200)),
        date(2027, 3, 9),
    )
    everybody = frozenset(f"U{number}" for number in range(200))
    for members, picture_id in ((None, None), (everybody, None), (everybody, "F0PICTURE1")):
        said = words_of(digest(ready, DigestScene(members, NOON + 9e6, picture_id)))
        assert (f"and {160 - 12} more." in said) == bool(entry_count)
        assert ("more in Backpack" in said) == bool(entry_count)


@given(account=strange)
def test_that_a_digest_has_ended_is_a_message(account: str) -> None:
    check(digest_ended(DigestEnded(account)))


def test_a_days_sign_grows_with_its_entries() -> None:
    assert [level(count) for count in (0, 1, 2, 3, 4, 50)] == [0, 1, 2, 2, 3, 3]
    counts = (0,) * 21 + (0, 1, 2, 3, 4, 5, 0)
    text = str(activity_text([Activity(7, "Maya\nOkafor Adeyemi-Long", counts)]).to_dict())
    assert "Maya Okafor… ······· ······· ······· ·▂▅▅██·" in text


@given(
    form=any_value("EntryForm", strange),
    state=st.builds(
        EntryFormState,
        slack_channel_id=st.just("C0LAUNCH"),
        response_url=st.none() | st.just("https://hooks.slack.com/commands/T1/2/3"),
        entry_id=st.none() | st.integers(0, 10**12),
        prompt_channel_id=st.none() | st.just("C0LAUNCH"),
    ),
)
def test_every_stage_of_the_entrys_form_is_a_view_that_slack_takes(
    form: EntryForm, state: EntryFormState
) -> None:
    for view in (entry_form_loading(state), entry_form(state, form)):
        check_view(view.to_dict())
        assert EntryFormState.load(view.to_dict()["private_metadata"]) == state


@given(entry_id=st.integers(0, 10**12), channel=st.none() | st.just("C0LAUNCH"), body=strange)
def test_the_button_names_its_entry(entry_id: int, channel: str | None, body: str) -> None:
    for result in (
        JournalEntryWritten(body, entry_id, channel),
        JournalEntryChanged(entry_id, body, channel),
    ):
        (button,) = check(answer(result))["blocks"][-1]["elements"]
        assert entry_named(button["value"]) == (entry_id, channel)


def test_what_an_older_worker_has_left_has_no_button() -> None:
    assert [block["type"] for block in check(answer(JournalEntryWritten("Shipped")))["blocks"]] == [
        "rich_text"
    ]


@given(channels=st.lists(st.sampled_from(["C0LAUNCH", "C0KITCHEN"]), min_size=1, max_size=50))
def test_a_prompt_is_a_message_however_many_channels_want_to_know(channels: list[str]) -> None:
    blocks = check(prompt(channels))["blocks"]
    assert blocks[1]["elements"][0]["value"] == channels[0]
