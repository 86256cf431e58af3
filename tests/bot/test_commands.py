"""Slash commands, from the signed delivery to the acknowledgement and the ledger."""

import asyncio
import json
from typing import Any

import pytest
from redis import Redis

from store.operations import Operations
from store.stores import Stores
from tests.bot.slack import CHANNEL, MAYA, TEAM, Driver, Workspace, command_body


def accepted(ledger: Operations, trigger_id: str) -> Any:
    found = ledger.find(f"command-{trigger_id}")
    return found and (json.loads(found.intent), json.loads(found.delivery))


@pytest.mark.usefixtures("linked")
@pytest.mark.parametrize("command", ["/backpack", "/bp"])
def test_a_command_is_accepted_and_acknowledged_without_a_word(
    driver: Driver, ledger: Operations, command: str, redis: Redis
) -> None:
    reply = driver.say("add Buy &lt;oat&gt; milk to Groceries", command, trigger_id="1.2.3")
    assert (reply.status, reply.body) == (200, "")
    intent, delivery = accepted(ledger, "1.2.3")
    assert (intent["type"], intent["content"], intent["target"]) == ("AddItem", "Buy <oat> milk", "Groceries")
    assert (delivery["slack_user_id"], delivery["slack_channel_id"]) == (MAYA, CHANNEL)
    assert delivery["words"] == "add Buy <oat> milk to Groceries"
    client: Any = redis
    assert client.llen("interactive") == 1, "the workers were hinted"


@pytest.mark.usefixtures("linked")
def test_the_same_delivery_again_is_accepted_once(driver: Driver, ledger: Operations) -> None:
    for _ in range(3):
        driver.say("journal Shipped it", trigger_id="1.2.3")
    assert ledger.open_count() == 1


@pytest.mark.usefixtures("linked")
@pytest.mark.parametrize(
    "text", ["journal one\ntwo\n\n  three", "journal\none\ntwo\n\n  three", "journal\t one\ntwo\n\n  three"]
)
def test_a_text_of_many_lines_stays_as_it_was_typed(driver: Driver, ledger: Operations, text: str) -> None:
    driver.say(text, trigger_id="1.2.3")
    assert accepted(ledger, "1.2.3")[0]["body"] == "one\ntwo\n\n  three"


@pytest.mark.usefixtures("linked")
def test_the_journal_command_needs_no_verb(driver: Driver, ledger: Operations) -> None:
    driver.say("help me remember this", "/journal", trigger_id="1.2.3")
    intent, _delivery = accepted(ledger, "1.2.3")
    assert (intent["type"], intent["body"]) == ("WriteJournalEntry", "help me remember this")
    for typed in ("help", "Help"):  # as a phone's keyboard begins a sentence
        assert "Write in your journal" in driver.say(typed, "/journal").words


@pytest.mark.usefixtures("linked")
def test_a_reminder_is_read_in_the_zone_slack_knows(
    driver: Driver, ledger: Operations, stores: Stores
) -> None:
    driver.say("remind me on 2090-07-01 at 9 tea", trigger_id="1.2.3")
    intent, _ = accepted(ledger, "1.2.3")
    assert (intent["time_zone"], intent["content"]) == ("Europe/Berlin", "tea")
    assert intent["remind_at"].startswith("2090-07-01T07:00:00")
    assert stores.slack_time_zones.recall(TEAM, MAYA) == "Europe/Berlin"


@pytest.mark.usefixtures("linked")
def test_without_a_zone_no_time_is_guessed(driver: Driver, slack: Workspace, ledger: Operations) -> None:
    slack.fault("users.info", status=500)
    assert "time zone" in driver.say("remind me tomorrow tea").text
    assert ledger.open_count() == 0


def test_somebody_who_is_not_linked_is_asked_to_connect_and_the_command_is_kept(
    driver: Driver, ledger: Operations, stores: Stores
) -> None:
    reply = driver.say("add Milk to Groceries")
    assert reply.body["response_type"] == "ephemeral"
    assert "Connect it once" in reply.text
    kept = stores.interrupted.find(reply.button["value"])
    assert kept
    assert json.loads(json.loads(kept)["intent"])["content"] == "Milk"
    assert ledger.open_count() == 0


@pytest.mark.usefixtures("linked")
def test_an_unsigned_delivery_does_nothing(driver: Driver, ledger: Operations) -> None:
    body = command_body("journal forged")
    assert driver.deliver(body, secret="f" * 32).status == 401
    assert driver.deliver(body, seconds_ago=600).status == 401
    assert ledger.open_count() == 0


@pytest.mark.usefixtures("linked")
def test_twenty_people_at_once_are_all_accepted(driver: Driver, ledger: Operations) -> None:
    async def all_at_once() -> list[int]:
        bodies = [command_body(f"journal entry {number}") for number in range(20)]
        return [reply.status for reply in await asyncio.gather(*map(driver.delivered, bodies))]

    assert driver.runner.run(all_at_once()) == [200] * 20
    assert ledger.open_count() == 20
