"""Messages in channels that begin with `todo:`: commands where that is switched on, and nothing elsewhere."""

from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp

from bot.app import create_app
from bot.bindings import binding_for
from bot.config import BotConfig
from bot.prefixes import VERB_OF_PREFIX
from sandbox.ports import free_port
from store.operations import Operations
from store.redis_client import FAST_TIMEOUT_SECONDS, connect
from store.stores import open_stores
from tests.bot.presenting import Told
from tests.bot.slack import CHANNEL, MAYA, Driver, Json, direct_message
from tests.bot.test_messages import accepted, typed


def said(text: str, channel: str = CHANNEL, **fields: Any) -> Json:
    """A `message.channels` event."""
    return direct_message(text, channel, **{"channel_type": "channel", **fields})


@pytest.fixture
def todo_is_on(driver: Driver) -> None:
    assert "`todo:`" in driver.say("prefix todo on").text


@pytest.mark.usefixtures("linked", "todo_is_on")
@pytest.mark.parametrize(
    "text", ["todo: Buy &lt;oat&gt; milk", "TODO:Buy &lt;oat&gt; milk", " todo:\nBuy &lt;oat&gt; milk"]
)
def test_where_it_is_on_the_rest_is_an_item(driver: Driver, ledger: Operations, text: str) -> None:
    reply = driver.hear(said(text, thread_ts="1700000000.000100"), "Ev1")
    assert (reply.status, reply.body) == (200, "")
    intent, delivery = accepted(ledger)
    assert (intent["type"], intent["content"]) == ("AddItem", "Buy <oat> milk")
    assert (delivery["slack_channel_id"], delivery["thread_ts"]) == (CHANNEL, "1700000000.000100")
    assert not delivery["is_direct"]


@pytest.mark.usefixtures("linked", "todo_is_on")
def test_a_prefix_may_be_bold(driver: Driver, ledger: Operations) -> None:
    bold = {"type": "text", "text": "todo:", "style": {"bold": True}}
    driver.hear(said("*todo:* Buy milk", blocks=typed(bold, {"type": "text", "text": " Buy milk"})), "Ev1")
    assert accepted(ledger)[0]["content"] == "Buy milk"


@pytest.mark.usefixtures("linked")
def test_a_journal_has_a_prefix_too_and_a_text_of_many_lines(driver: Driver, ledger: Operations) -> None:
    driver.say("prefix journal:")
    driver.hear(said("journal: one\ntwo\n\n  three", channel_type="group"), "Ev1")
    assert accepted(ledger)[0]["body"] == "one\ntwo\n\n  three"


@pytest.mark.usefixtures("linked", "todo_is_on")
def test_the_same_message_told_again_is_one_item(driver: Driver, ledger: Operations) -> None:
    for _ in range(3):
        driver.hear(said("todo: Buy oat milk"), "Ev1")
    assert ledger.open_count() == 1


@pytest.mark.usefixtures("linked", "todo_is_on", "introduced")
@pytest.mark.parametrize(
    "event",
    [
        said("todo: Buy milk", channel="C0LAUNCH"),
        said("journal: Shipped it"),
        said("todo:"),
        said("my todo: Buy milk"),
        said("todo Buy milk"),
        said("todo: ask <@U0BACKPACK>"),
        said("todo: Buy milk", bot_id="B0OTHER"),
        said("todo: Buy milk", edited={"user": MAYA, "ts": "1.2"}),
        said("todo: Buy milk", subtype="channel_topic"),
        said("todo: Buy milk", channel_type="mpim"),
    ],
)
def test_all_else_is_acknowledged_and_nothing_more(
    driver: Driver, ledger: Operations, told: Told, event: Json
) -> None:
    assert driver.hear(event, "Ev1").status == 200
    assert ledger.open_count() == 0
    assert told() == []


@pytest.mark.usefixtures("linked", "todo_is_on")
def test_switched_off_it_is_a_message_again(driver: Driver, ledger: Operations) -> None:
    assert "No prefix is on" in driver.say("prefix todo off").text
    driver.hear(said("todo: Buy oat milk"), "Ev1")
    assert ledger.open_count() == 0


def test_who_is_not_connected_is_asked_to_in_that_channel_alone(driver: Driver, told: Told) -> None:
    driver.say("prefix todo on", channel_id="C0LAUNCH")
    driver.hear(said("todo: Buy oat milk", channel="C0LAUNCH"))
    (prompt,) = told()
    assert "Connect it once" in prompt["text"]
    assert (prompt["channel"], prompt["ephemeral_to"]) == ("C0LAUNCH", MAYA)


def test_other_words_are_no_prefixes_and_direct_messages_need_none(driver: Driver) -> None:
    assert "The prefixes are todo, note, journal" in driver.say("prefix wish on").text
    assert "leave the prefix out" in driver.say("prefix todo on", channel_id="D0MAYA").text
    assert "No prefix is on" in driver.say("prefix").text


@pytest.mark.usefixtures("slack")
def test_while_the_memory_is_out_of_reach_slack_is_asked_to_come_again(
    driver: Driver, config: BotConfig, sealing_key: str, told: Told
) -> None:
    with connect(f"redis://127.0.0.1:{free_port(0)}/0", FAST_TIMEOUT_SECONDS) as nowhere:
        app: AsyncApp = create_app(config, open_stores(nowhere, [sealing_key]))
        deaf = Driver(app, driver.runner)
        assert deaf.hear(said("todo: Buy oat milk")).status == 503
        assert deaf.hear(said("What is still open?")).status == 200
    assert told() == []


def test_every_prefix_stands_for_a_verb_there_is() -> None:
    for verb in VERB_OF_PREFIX.values():
        binding = binding_for(verb)
        assert binding
        assert binding.read
