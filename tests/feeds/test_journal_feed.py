"""The journal in a channel: each entry once, in order, and as it is in Backpack."""

from datetime import datetime

import pytest

from backpack import create_journal_entry, delete_journal_entry, update_journal_entry
from tasks.feeding import journal
from tests.feeds.town import GENERAL, KITCHEN, LAUNCH, Town
from tests.tasks.world import Person

TEN_MINUTES = 600


def write(person: Person, body: str) -> int:
    return person.backpack(create_journal_entry(person.user_id, body))


def edit(person: Person, entry_id: int, body: str) -> None:
    person.backpack(update_journal_entry(entry_id, body))


def delete(person: Person, entry_id: int) -> None:
    person.backpack(delete_journal_entry(entry_id))


@pytest.fixture
def told(town: Town) -> Town:
    """The kitchen is subscribed."""
    town.say("subscribe journal")
    return town


def test_what_was_there_before_is_not_posted_and_what_comes_after_is(town: Town) -> None:
    write(town.tomas, "long ago")
    town.say("subscribe journal")
    town.look_and_tell("journal")
    assert town.texts() == []
    write(town.tomas, "Shipped it")
    town.look_and_tell("journal")
    assert town.texts() == ["📓 Tomás Rivera\n  Shipped it"]


def test_what_is_written_between_two_looks_of_which_one_subscribes_is_old(town: Town) -> None:
    town.say("subscribe journal", LAUNCH)
    write(town.tomas, "before the kitchen")
    town.say("subscribe journal", KITCHEN)
    write(town.maya, "after it")
    town.look_and_tell("journal")
    assert town.texts(LAUNCH) == ["📓 Tomás Rivera\n  before the kitchen", "📓 Maya Okafor\n  after it"]
    assert town.texts(KITCHEN) == ["📓 Maya Okafor\n  after it"]


def test_each_entry_is_posted_once_however_often_and_by_whoever_it_is_seen(told: Town) -> None:
    write(told.tomas, "Shipped it")
    for _ in range(3):
        told.look("journal")
        told.look_and_tell("journal")
    assert told.texts() == ["📓 Tomás Rivera\n  Shipped it"]


def test_the_time_is_said_in_the_readers_zone(told: Town) -> None:
    write(told.tomas, "Shipped it")
    told.look_and_tell("journal")
    (message,) = told.messages()
    (written,) = told.world.state()["journal"]
    (section,) = message["blocks"][0]["elements"]
    (date,) = [part for part in section["elements"] if part["type"] == "date"]
    assert date["format"] == "{date_long_pretty} at {time}"
    assert date["timestamp"] == datetime.fromisoformat(written["created_at"]).timestamp()


def test_several_entries_of_one_person_within_ten_minutes_are_one_message_that_grows(told: Town) -> None:
    told.hold_clock("2026-03-02T09:00:00Z")
    write(told.tomas, "one")
    told.look_and_tell("journal")
    told.pass_time(TEN_MINUTES)
    write(told.tomas, "two")
    told.look_and_tell("journal")
    assert told.texts() == ["📓 Tomás Rivera\n  one\n  two"]
    assert [message["edited"] for message in told.messages()] == [True]
    told.pass_time(1)
    write(told.tomas, "three")
    told.look_and_tell("journal")
    assert told.texts() == ["📓 Tomás Rivera\n  one\n  two", "📓 Tomás Rivera\n  three"]


def test_a_message_does_not_grow_once_somebody_else_has_written(told: Town) -> None:
    for person, body in [(told.tomas, "one"), (told.maya, "two"), (told.tomas, "three")]:
        write(person, body)
        told.look_and_tell("journal")
    assert told.texts() == [
        "📓 Tomás Rivera\n  one",
        "📓 Maya Okafor\n  two",
        "📓 Tomás Rivera\n  three",
    ]


def test_a_message_grows_to_ten_entries(told: Town) -> None:
    for number in range(11):
        write(told.tomas, f"entry {number}.")
        told.look("journal")
    told.tell()
    first, second = told.texts()
    assert (first.count("entry"), second.count("entry")) == (10, 1)


def test_an_edit_changes_the_message_and_a_deletion_strikes_the_entry(told: Town) -> None:
    first, second = write(told.tomas, "one"), write(told.tomas, "two")
    told.look_and_tell("journal")
    edit(told.tomas, first, "one & a half")
    told.look_and_tell("journal")
    assert told.texts() == ["📓 Tomás Rivera\n  one & a half\n  two"]
    delete(told.tomas, second)
    told.look_and_tell("journal")
    assert told.texts() == ["📓 Tomás Rivera\n  one & a half\n  ~two~"]
    delete(told.tomas, first)
    told.look_and_tell("journal")
    assert told.texts() == ["📓 Tomás Rivera\n  ~one & a half~\n  ~two~"]


def test_what_was_deleted_before_it_was_told_is_not_told(told: Town) -> None:
    entry = write(told.tomas, "oops")
    told.look("journal")
    delete(told.tomas, entry)
    told.look_and_tell("journal")
    assert told.texts() == []
    write(told.tomas, "better")
    told.look_and_tell("journal")
    assert told.texts() == ["📓 Tomás Rivera\n  ~oops~\n  better"]


def test_an_entry_is_seen_to_change_as_long_as_it_is_listed(
    told: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "LISTED_MOST", 3)
    told.hold_clock("2026-03-02T09:00:00Z")
    ids = []
    for number in range(5):
        told.pass_time(TEN_MINUTES + 1)
        ids.append(write(told.tomas, f"entry {number}"))
        told.look_and_tell("journal")
    edit(told.tomas, ids[0], "pushed out, and not seen any more")
    edit(told.tomas, ids[2], "the oldest that is listed")
    told.look_and_tell("journal")
    said = [text.partition("\n")[2].strip() for text in told.texts()]
    assert said == ["entry 0", "entry 1", "the oldest that is listed", "entry 3", "entry 4"]


def test_a_deletion_lets_an_old_entry_back_into_the_list_and_not_into_the_channel(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "LISTED_MOST", 3)
    for number in range(4):
        write(town.maya, f"old {number}")
    town.say("subscribe journal")
    entry = write(town.tomas, "new")
    town.look_and_tell("journal")
    delete(town.tomas, entry)
    town.look_and_tell("journal")
    assert town.texts() == ["📓 Tomás Rivera\n  ~new~"]


def test_forty_entries_after_an_outage_are_one_message_that_follows_them(told: Town) -> None:
    people = [told.maya, told.tomas]
    ids = [write(people[number % 2], f"entry {number}.") for number in range(45)]
    told.look_and_tell("journal")
    (text,) = told.texts()
    assert text.startswith("🗞️ 45 news at once")
    assert "entry 39." in text
    assert "entry 40." not in text
    assert "… and 5 more" in text
    edit(told.tomas, ids[1], "edited")
    delete(told.maya, ids[2])
    told.look_and_tell("journal")
    (text,) = told.texts()
    assert "Tomás Rivera, : edited" in text
    assert "~entry 2.~" in text
    write(told.linh, "later")
    told.look_and_tell("journal")
    assert told.texts()[1:] == ["📓 Linh Tran\n  later"]


@pytest.mark.parametrize(("count", "messages"), [(5, 5), (6, 1)])
def test_more_than_five_messages_at_once_become_one(told: Town, count: int, messages: int) -> None:
    people = [told.maya, told.tomas]
    for number in range(count):
        write(people[number % 2], f"entry {number}.")
    told.look_and_tell("journal")
    assert len(told.texts()) == messages


def test_while_slack_is_away_news_gathers_and_comes_as_one(told: Town) -> None:
    people = [told.maya, told.tomas]
    for number in range(8):
        write(people[number % 2], f"entry {number}.")
        told.look("journal")
    told.tell()
    (text,) = told.texts()
    assert [f"entry {number}." in text for number in range(8)] == [True] * 8


def test_every_channel_and_person_that_subscribed_is_told(town: Town) -> None:
    for channel in (KITCHEN, LAUNCH, GENERAL, "D0MAYA"):
        town.say("subscribe journal", channel)
    write(town.tomas, "Shipped it")
    before = town.world.requests()
    town.look_and_tell("journal")
    assert town.world.requests() - before == 1, "one look for all"
    for channel in (KITCHEN, LAUNCH, GENERAL, "D0MAYA"):
        assert town.texts(channel) == ["📓 Tomás Rivera\n  Shipped it"]


def test_an_entry_written_from_slack_is_looked_for_at_once(told: Town) -> None:
    told.stores.polls.claim(100)
    told.look("journal")
    assert told.feed("journal") not in told.stores.polls.claim(100)
    told.say("journal Shipped it", LAUNCH)
    assert told.feed("journal") in told.stores.polls.claim(100)
    told.look_and_tell("journal")
    assert told.texts() == ["📓 Maya Okafor\n  Shipped it"]


def test_peoples_words_are_shown_as_they_are_and_ping_nobody(told: Town) -> None:
    write(told.tomas, "<!channel> *a* & <b> `c` :smile:")
    told.look_and_tell("journal")
    (message,) = told.messages()
    assert "&lt;!channel&gt;" in message["text"]
    assert told.texts() == ["📓 Tomás Rivera\n  <!channel> *a* & <b> `c` :smile:"]


def test_the_longest_entries_fit_in_one_message(told: Town) -> None:
    for _ in range(10):
        write(told.tomas, "w" * 12_000)
    told.look_and_tell("journal")
    (text,) = told.texts()
    assert text.count("…") == 10
    assert 11_000 < len(text) < 13_000
