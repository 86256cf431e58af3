"""What is answered in the acknowledgement itself: help, refusals, explain, connect, disconnect, default."""

import pytest
from redis import RedisError

from store.accounts import BackpackLink
from store.channels import ChannelDefault
from store.operations import Operations
from store.stores import Stores
from tasks.reminding.item import ReminderItem, entry_of, reminders_of
from tests.bot.slack import CHANNEL, MAYA, TEAM, Driver

LINK = BackpackLink("trailhead", 7, "Maya", "Berlin", "0" * 40)


@pytest.mark.parametrize("text", ["help", "", "  ", "HELP", "?"])
def test_help_names_every_verb(driver: Driver, text: str) -> None:
    words = driver.say(text).words
    for verb in ("add ITEM to LIST", "explain COMMAND", "disconnect", "remind me WHEN TEXT"):
        assert f"/backpack {verb}" in words


def test_help_for_a_verb_shows_its_example(driver: Driver) -> None:
    assert "Buy oat milk to Groceries" in driver.say("help add").words


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("ad milk", "add"),
        ("lsit Groceries", "list"),
        ("help remnid", "remind"),
        ("explain statsu x", "status"),
    ],
)
def test_an_unknown_verb_is_answered_with_the_nearest_and_help(driver: Driver, text: str, near: str) -> None:
    reply = driver.say(text)
    assert "I don't know the verb" in reply.text
    assert f'"{near}"' in reply.words
    assert "`/backpack help`" in reply.words


def test_a_strange_verb_pings_nobody_and_is_cut(driver: Driver) -> None:
    reply = driver.say("&lt;!channel&gt;" + "x" * 4_000)
    assert "<!channel" not in reply.text
    assert len(reply.text) < 300


@pytest.mark.parametrize("verb", ["add", "done", "search", "note", "remind", "explain"])
def test_a_verb_alone_asks_what(driver: Driver, verb: str) -> None:
    reply = driver.say(verb)
    assert reply.text.startswith(f"⚠️ {verb} what?")
    assert f"`/backpack {verb} " in reply.words


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('add "   " to Groceries', "The item is empty."),
        ("status " + "x" * 2_001, "The status is 2,001 characters long"),
        ("journal ring\x07bell", "U+0007"),
        ("remind me whenever tea", "could not find a time"),
        ("remind me tomorrow", "not of what"),
    ],
)
@pytest.mark.usefixtures("linked")
def test_what_cannot_be_kept_is_refused_with_the_reason(
    driver: Driver, ledger: Operations, text: str, problem: str
) -> None:
    assert problem in driver.say(text).text
    assert ledger.open_count() == 0


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("explain add Milk to Groceries", "That would add the item “Milk” to Groceries. Nothing was done."),
        ("explain status &lt;!here&gt;", "That would set your status to “&lt;!here&gt;”. Nothing was done."),
        ("explain default", "That would show this channel's default. Nothing was done."),
        ("explain default none", "That would clear this channel's default. Nothing was done."),
        ("explain default Office", "That would make Office this channel's default. Nothing was done."),
        ("explain pages", "That would show the names of all your pages. Nothing was done."),
        (
            "explain remind me on 2090-07-01 at 9 tea",
            "That would remind you of “tea” on Saturday 1 July 2090 at 09:00 (Europe/Berlin). Nothing was done.",  # noqa: E501 -- one sentence, as people read it
        ),
    ],
)
@pytest.mark.usefixtures("linked")
def test_explain_says_what_would_be_done_and_does_nothing(
    driver: Driver, ledger: Operations, stores: Stores, text: str, does: str
) -> None:
    stores.channels.set_default(TEAM, CHANNEL, ChannelDefault("trailhead", 1, "Office", None, None))
    assert driver.say(text).text == does
    assert ledger.open_count() == 0
    assert stores.channels.default(TEAM, CHANNEL)


@pytest.mark.parametrize(
    "text", ["explain help", "explain explain add x", "explain connect", "explain disconnect"]
)
@pytest.mark.usefixtures("linked")
def test_explaining_what_is_no_command_explains_the_verb(driver: Driver, stores: Stores, text: str) -> None:
    assert "/backpack " in driver.say(text).text
    assert stores.accounts.is_linked(TEAM, MAYA)


def test_disconnect_forgets_the_token_and_says_when_there_was_none(driver: Driver, linked: Stores) -> None:
    assert "is forgotten" in driver.say("disconnect").text
    assert not linked.accounts.is_linked(TEAM, MAYA)
    assert "nothing to forget" in driver.say("disconnect").text


def test_disconnect_takes_what_was_to_come_out_of_the_schedule(driver: Driver, linked: Stores) -> None:
    item = ReminderItem("trailhead", 7, "tea", 7, remindee_ids=(7,))
    linked.schedule.put(entry_of(item, TEAM, MAYA, linked.clock.now_seconds() + 900))
    driver.say("disconnect")
    assert linked.schedule.of_owner(reminders_of(TEAM, MAYA)) == ()


def test_disconnect_is_not_taken_back_by_an_outage_right_after_it(
    driver: Driver, linked: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_arguments: object) -> None:
        raise RedisError("away")

    monkeypatch.setattr(type(linked.schedule), "forget", away)
    assert "is forgotten" in driver.say("disconnect").text
    assert not linked.accounts.is_linked(TEAM, MAYA)


def test_connect_offers_the_form_and_knows_who_is_linked(driver: Driver, stores: Stores) -> None:
    reply = driver.say("connect")
    assert "Connect your Backpack account" in reply.text
    assert reply.button["action_id"] == "connect_open"
    stores.accounts.save(TEAM, MAYA, LINK)
    assert "connected already" in driver.say("connect").text


def test_a_channels_default_is_shown_and_cleared(driver: Driver, stores: Stores) -> None:
    assert "no default yet" in driver.say("default").text
    stores.channels.set_default(TEAM, CHANNEL, ChannelDefault("trailhead", 1, "R&D", 2, "To do"))
    assert "*R&amp;D / To do*" in driver.say("default").text
    assert "R&amp;D / To do" in driver.say("help").words
    assert "no default yet" in driver.say("default", channel_id="C0OTHER").text
    assert "no default any more" in driver.say("default NONE").text
    assert "had no default" in driver.say("default none").text
