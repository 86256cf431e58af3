"""However a post or a look ends, each message is there once, and says what Backpack says."""

import pytest

from bot.posting import Poster
from store.feed_messages import FeedMessages
from store.feed_states import FeedStates
from store.notices import Notices
from tasks.feeding import draft, journal
from tests.bot.presenting import NOT_TAKEN, TAKEN_ALL_THE_SAME
from tests.bot.slack import Json
from tests.feeds.test_journal_feed import delete, edit, write
from tests.feeds.town import SCOPES, Town, dying_in

POST, UPDATE = "chat.postMessage", "chat.update"
ONE = ["📓 Tomás Rivera\n  one"]


@pytest.fixture
def told(town: Town) -> Town:
    """The kitchen is subscribed, and has something to be told."""
    town.say("subscribe journal")
    write(town.tomas, "one")
    return town


@pytest.mark.parametrize("fault", TAKEN_ALL_THE_SAME + NOT_TAKEN)
def test_a_message_in_doubt_is_looked_for_before_it_is_posted_again(told: Town, fault: Json) -> None:
    told.slack.fault(POST, **fault)
    told.look_and_tell("journal")
    assert told.texts() == ONE


@pytest.mark.parametrize("fault", TAKEN_ALL_THE_SAME + NOT_TAKEN)
def test_a_change_in_doubt_is_made_again(told: Town, fault: Json) -> None:
    told.look_and_tell("journal")
    write(told.tomas, "two")
    told.slack.fault(UPDATE, **fault)
    told.look_and_tell("journal")
    assert told.texts() == ["📓 Tomás Rivera\n  one\n  two"]


def test_without_the_look_it_would_be_there_twice(told: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Poster, "find", lambda *_: None)
    told.slack.fault(POST, cut="after")
    told.look_and_tell("journal")
    assert told.texts() == ONE * 2


def test_where_the_app_may_not_look_it_is_posted_again_and_says_so(told: Town) -> None:
    told.slack.post("app", {"scopes": [scope for scope in SCOPES if scope != "channels:history"]})
    told.slack.fault(POST, cut="after")
    told.look_and_tell("journal")
    first, second = told.texts()
    assert first == ONE[0]
    assert second.startswith("↩️ I could not see whether this was posted.")


@pytest.mark.parametrize(
    ("owner", "name"),
    [
        (FeedStates, "commit"),
        (Notices, "take"),
        (Poster, "tell"),
        (Notices, "posted"),
        (FeedMessages, "record"),
    ],
)
@pytest.mark.parametrize("after", [False, True])
def test_whoever_dies_on_the_way_the_message_is_there_once(
    told: Town, owner: type, name: str, *, after: bool
) -> None:
    with dying_in(owner, name, after=after):
        told.look_and_tell("journal")
    told.unwait()
    told.look_and_tell("journal")
    assert told.texts() == ONE


@pytest.mark.parametrize("after", [False, True])
def test_whoever_dies_while_changing_a_message_it_comes_to_say_the_last(told: Town, *, after: bool) -> None:
    told.look_and_tell("journal")
    entry = write(told.tomas, "two")
    for owner, name in ((Poster, "change"), (FeedMessages, "record")):
        with dying_in(owner, name, after=after):
            told.look_and_tell("journal")
        told.unwait()
        edit(told.tomas, entry, f"two, after {name}")
    told.look_and_tell("journal")
    assert told.texts() == ["📓 Tomás Rivera\n  one\n  two, after record"]


def test_what_changes_between_a_post_and_its_record_is_in_the_message_after_all(told: Town) -> None:
    with dying_in(Notices, "posted", after=False):
        told.look_and_tell("journal")
    write(told.tomas, "two")
    for person, body in [(told.maya, "three"), (told.tomas, "four")] * 3:
        write(person, body)
    told.unwait()
    told.look_and_tell("journal")
    (text,) = told.texts()
    assert text.startswith("🗞️ 8 news at once"), "the message in doubt became the one for all"


def test_a_slack_that_says_when_is_asked_then(told: Town) -> None:
    told.slack.fault(POST, status=429, retry_after=30)
    told.look_and_tell("journal")
    assert told.texts() == ONE


def test_ten_looks_at_once_find_each_change_once(told: Town) -> None:
    for number in range(3):
        for person in (told.maya, told.tomas):
            write(person, f"entry {number}.")
        told.look_at_once("journal", workers=10)
        told.tell()
    said = "\n".join(told.texts())
    assert [said.count(f"entry {number}.") for number in range(3)] == [2, 2, 2]


def test_a_look_that_began_before_another_ended_does_not_take_it_back(
    told: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = FeedStates.commit
    overtaken: list[bool] = []

    def late(states: FeedStates, *arguments: object, **more: object) -> bool:
        if not overtaken:
            overtaken.append(True)
            write(told.maya, "meanwhile")
            told.look("journal")
        return commit(states, *arguments, **more)  # type: ignore[arg-type]  # as they were given

    monkeypatch.setattr(FeedStates, "commit", late)
    told.look_and_tell("journal")
    told.look_and_tell("journal")
    assert told.texts() == [*ONE, "📓 Maya Okafor\n  meanwhile"]


def test_a_message_that_somebody_deleted_in_slack_is_not_posted_again(told: Town) -> None:
    told.look_and_tell("journal")
    told.slack.fault(UPDATE, error="message_not_found")
    write(told.tomas, "two")
    told.look_and_tell("journal")
    write(told.maya, "three")
    told.look_and_tell("journal")
    assert told.texts() == [*ONE, "📓 Maya Okafor\n  three"]


def test_a_message_that_slack_lets_nobody_change_any_more_stays(told: Town) -> None:
    entry = write(told.maya, "two")
    told.look_and_tell("journal")
    told.slack.fault(UPDATE, error="edit_window_closed")
    delete(told.maya, entry)
    told.look_and_tell("journal")
    assert told.texts() == [*ONE, "📓 Maya Okafor\n  two"]


def test_messages_that_nothing_can_change_are_forgotten(told: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft, "KEPT_POSTS", 3)
    monkeypatch.setattr(journal, "LISTED_MOST", 3)
    told.hold_clock("2026-11-30T09:00:00Z")
    for number in range(9):
        told.pass_time(601)
        write(told.tomas, f"entry {number}")
        told.look_and_tell("journal")
    assert len(told.texts()) == 10
    (subscription,) = told.stores.subscriptions.of_feed(told.feed("journal"))
    assert len(told.stores.feed_states.find(subscription.feed).log) <= 4
    assert len(told.stores.feed_messages.of_view(subscription.view_id)) <= 6


def test_a_channel_that_could_not_be_reached_for_long_is_told_how_much_it_missed(
    told: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(draft, "KEPT_POSTS", 3)
    monkeypatch.setattr(journal, "LISTED_MOST", 3)
    told.look_and_tell("journal")
    people = [told.maya, told.tomas]
    for number in range(9):
        write(people[number % 2], f"entry {number}")
        told.look("journal")
    told.tell()
    one, rest = told.texts()
    assert one == ONE[0]
    assert rest.startswith("🗞️ 9 news at once")
    assert "entry 8" in rest
    assert rest.endswith("more in Backpack.")
