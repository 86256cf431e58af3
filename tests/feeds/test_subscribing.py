"""Subscribing and ending it: by whom, where, and what is answered."""

import pytest

from backpack import update_page_title
from tasks.intents.show_subscriptions import SubscriptionsShown
from tasks.intents.subscribe import Subscribed
from tasks.intents.unsubscribe import Unsubscribed
from tasks.results import RefusalError, Refused
from tests.bot.slack import MAYA, TEAM
from tests.feeds.test_journal_feed import write
from tests.feeds.town import KITCHEN, LAUNCH, LINH, TOMAS, Town
from tests.tasks.world import World

ENDED = "has ended"


def test_the_channel_reads_that_it_is_subscribed_and_the_speaker_nothing_twice(town: Town) -> None:
    town.say("subscribe journal")
    (announced,) = town.announcements()
    assert announced["text"].startswith("🔔 From now on I post here what changes in the journal of ")
    assert town.announcements("D0MAYA") == []


def test_a_second_subscriber_joins_and_the_channel_hears_of_each_entry_once(town: Town) -> None:
    outcomes = [town.say("subscribe journal", user=user) for user in (MAYA, TOMAS, TOMAS)]
    assert [outcome.was for outcome in outcomes] == ["new", "joined", "known"]
    assert len(town.announcements()) == 1
    write(town.linh, "Hello")
    town.look_and_tell("journal")
    assert len(town.texts()) == 1


def test_unsubscribed_is_told_no_more_and_again_from_then_on(town: Town) -> None:
    town.say("subscribe journal")
    write(town.tomas, "one")
    town.look_and_tell("journal")
    assert town.say("unsubscribe journal", user=TOMAS) == Unsubscribed("journal", town.world.account)
    write(town.tomas, "two")
    town.tell()
    town.say("subscribe journal")
    write(town.tomas, "three")
    town.look_and_tell("journal")
    assert [text.partition("\n")[2].strip() for text in town.texts()] == ["one", "three"]


def test_what_is_under_way_when_it_ends_is_not_told(town: Town) -> None:
    town.say("subscribe journal")
    write(town.tomas, "one")
    town.look("journal")
    town.say("unsubscribe journal")
    town.tell()
    assert town.texts() == []


def test_nothing_is_left_of_a_feed_that_nobody_is_subscribed_to(town: Town) -> None:
    page_id = town.world.page("Office", Groceries=["Milk"])
    before = {key for key in town.redis.scan_iter() if "schedule:done" not in key}
    for words in ("journal", "page Office"):
        town.say(f"subscribe {words}")
        write(town.tomas, "one")
        town.look("journal")
        town.look("page", page_id)
        town.tell()
        town.say(f"unsubscribe {words}")
        town.look("journal")  # a poll that was under way
    left = {key for key in town.redis.scan_iter() if "feed" in key or "subscri" in key} - before
    short_lived = ("notice:", "{slack:", "schedule:busy", "schedule:left", "schedule:forgotten")
    assert {key for key in left if not any(word in key for word in short_lived)} == set()
    assert town.stores.polls.claim(100) == []


@pytest.mark.parametrize(
    ("words", "problem", "choice"),
    [
        ("subscribe jurnal", "There is no jurnal to subscribe to", "subscribe journal"),
        ("unsubscribe statuses", "There is no statuses to unsubscribe", "unsubscribe status"),
    ],
)
def test_a_wrong_kind_gets_the_nearest(town: Town, words: str, problem: str, choice: str | None) -> None:
    with pytest.raises(RefusalError) as raised:
        town.accept(words)
    refused = raised.value.refused
    assert problem in refused.problem
    assert refused.choices == ((choice,) if choice else ())


@pytest.mark.parametrize(
    ("words", "problem", "choices"),
    [
        ("subscribe page Ofice", "no page called Ofice", ("Office",)),
        ("subscribe page", "did not say where", ()),
        ("subscribe calendar Persnal", "no calendar called Persnal", ("Personal",)),
        ("subscribe calendar Work", "no calendar called Work", ("Personal",)),
        ("unsubscribe journal", "not subscribed to any journal", ()),
        ("unsubscribe page Kitchn", "not subscribed to the page Kitchn", ("Kitchen",)),
    ],
)
def test_a_wrong_name_gets_the_nearest(
    town: Town, words: str, problem: str, choices: tuple[str, ...]
) -> None:
    town.world.page("Office")
    town.world.page("Kitchen")
    town.say("subscribe page Kitchen")
    refused = town.say(words)
    assert isinstance(refused, Refused)
    assert problem in refused.problem
    assert refused.choices == choices


def test_the_only_calendar_and_the_channels_page_need_no_name(town: Town) -> None:
    page_id = town.world.page("Office")
    town.say("default Office")
    outcomes = [town.say("subscribe page"), town.say("subscribe calendar")]
    assert [outcome.label for outcome in outcomes] == ["Office", "Personal"]
    assert outcomes[0].feed == town.feed("page", page_id)
    assert [town.say("unsubscribe page").label, town.say("unsubscribe calendar").label] == [
        "Office",
        "Personal",
    ]


def test_which_of_two_pages_is_meant_has_to_be_said_and_a_renamed_one_goes_by_its_new_name(
    town: Town,
) -> None:
    page_id = town.world.page("Office")
    town.world.page("Kitchen")
    town.say("subscribe page Office")
    town.say("subscribe page Kitchen")
    refused = town.say("unsubscribe page")
    assert sorted(refused.choices) == ["Kitchen", "Office"]
    town.maya.backpack(update_page_title(page_id, "Bureau"))
    town.look("page", page_id)
    assert town.say("unsubscribe page bureau") == Unsubscribed("page", "Bureau")


def test_subscriptions_are_those_of_the_place(town: Town) -> None:
    town.world.page("Office")
    town.say("subscribe journal", KITCHEN)
    town.say("subscribe journal", KITCHEN, TOMAS)
    town.say("subscribe page Office", KITCHEN)
    town.say("subscribe status", LAUNCH)
    town.say("subscribe status", "D0MAYA")
    shown = town.say("subscriptions", KITCHEN)
    assert isinstance(shown, SubscriptionsShown)
    assert [(each.kind, each.label, each.subscriber_slack_user_ids) for each in shown.subscriptions] == [
        ("journal", town.world.account, (MAYA, TOMAS)),
        ("page", "Office", (MAYA,)),
    ]
    assert [each.kind for each in town.say("subscriptions", "D0MAYA").subscriptions] == ["status"]
    assert town.say("subscriptions", "D0TOMAS", TOMAS).subscriptions == ()


def test_two_accounts_in_one_channel_are_two_feeds(town: Town, backpack_server: str) -> None:
    other = World(backpack_server, town.stores)
    town.link(LINH, other.maya)
    town.say("subscribe journal", user=MAYA)
    town.say("subscribe journal", user=LINH)
    write(other.maya, "of the other account")
    write(town.tomas, "of the first")
    town.look_and_tell("journal")
    assert [text.partition("\n")[2].strip() for text in town.texts()] == ["of the first"]
    accounts = {each.account for each in town.say("subscriptions").subscriptions}
    assert accounts == {town.world.account, other.account}
    assert town.say("unsubscribe journal", user=LINH).label == other.account
    other.close()


def test_a_channel_in_which_the_bot_may_not_post_is_not_subscribed(town: Town) -> None:
    town.slack.post("app", {"left": [LAUNCH]})
    outcome = town.say("subscribe journal", LAUNCH)
    assert isinstance(outcome, Subscribed)
    assert town.stores.subscriptions.of_place(TEAM, LAUNCH) == ()
    (told,) = [
        message
        for channel in ("D0MAYA", LAUNCH)
        for message in town.slack.messages(channel)
        if "/invite" in str(message["blocks"]) and message["is_bot"]
    ][-1:]
    assert "I can’t post here" in told["text"]


@pytest.mark.parametrize("error", ["not_in_channel", "channel_not_found", "is_archived"])
def test_a_channel_that_the_bot_has_left_hears_no_more_and_who_subscribed_hears_why_once(
    town: Town, error: str
) -> None:
    town.say("subscribe journal", KITCHEN)
    town.say("subscribe journal", LAUNCH)
    write(town.tomas, "one")
    town.slack.fault("chat.postMessage", error=error)
    town.look_and_tell("journal")
    write(town.tomas, "two")
    town.look_and_tell("journal")
    told = [message["text"] for message in town.messages("D0MAYA")]
    assert len(told) == 1
    assert ENDED in told[0]
    places = [each.place for each in town.stores.subscriptions.of_feed(town.feed("journal"))]
    assert len(places) == 1
    assert town.texts(places[0]) == ["📓 Tomás Rivera\n  one\n  two"]


def test_who_subscribed_hears_why_even_if_slack_breaks_off(town: Town) -> None:
    town.say("subscribe journal", KITCHEN)
    write(town.tomas, "one")
    town.slack.fault("chat.postMessage", error="not_in_channel")
    town.slack.fault("chat.postMessage", cut="after")
    town.slack.fault("chat.postMessage", error="not_in_channel")
    town.look_and_tell("journal")
    assert [ENDED in message["text"] for message in town.messages("D0MAYA")] == [True]
    assert town.stores.subscriptions.feeds() == ()
