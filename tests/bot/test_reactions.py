"""Reactions, from the signed event to the ledger: a message becomes an item, and that is taken back."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from sandbox.slack.seed import SCOPES
from store.operations import Operations
from store.stores import Stores
from tests.bot.hands import Hands
from tests.bot.presenting import Told
from tests.bot.slack import MAYA, TEAM, Json
from tests.bot.test_shortcuts import written


@pytest.fixture
def may_read(hands: Hands) -> Iterator[None]:
    """The workspace has granted `channels:history`."""
    hands.slack.post("app", {"scopes": [*SCOPES, "channels:history"]})
    yield
    hands.slack.post("app", {"scopes": SCOPES})


def react(
    hands: Hands, message: Json, name: str = "backpack", at: int = 1, kind: str = "added", **changes: Any
) -> int:
    """Maya's reaction, as Slack tells of it; the status of the answer."""
    event = {
        "type": f"reaction_{kind}",
        "user": MAYA,
        "reaction": name,
        "item_user": "U0TOMAS",
        "item": {"type": "message", "channel": message["channel"], "ts": message["ts"]},
        "event_ts": f"{float(message['ts']) + at:.6f}",
        **changes,
    }
    return hands.driver.hear(event, f"Ev{kind}{at}{name}").status


def accepted(stores: Stores) -> dict[str, tuple[Json, Json]]:
    """(intent, delivery) of all that was accepted, by what ends its operation's id."""
    redis: Any = stores.operations._redis
    found = {}
    for key in redis.keys("backpack-bot:{operations}:reaction-*"):
        operation_id = key.removeprefix("backpack-bot:{operations}:")
        operation = stores.operations.find(operation_id)
        assert operation
        end = operation_id.partition("-backpack-")[2]
        found[end] = (json.loads(operation.intent), json.loads(operation.delivery))
    return found


def link_to(hands: Hands, message: Json) -> str:
    return f"{hands.slack.url}/archives/C0LAUNCH/p{message['ts'].replace('.', '')}"


@pytest.mark.usefixtures("linked", "may_read")
def test_a_message_becomes_an_item_on_the_channels_default_list(hands: Hands, stores: Stores) -> None:
    message = written(hands, "Call @linh & the\n<printer> shop")
    assert react(hands, message) == 200
    intent, delivery = accepted(stores)["1"]
    assert intent["type"] == "AddItem"
    assert intent["content"] == f"Call @linh & the <printer> shop {link_to(hands, message)}"
    assert (intent["target"], intent["page_id"]) == (None, None)
    assert (delivery["slack_team_id"], delivery["slack_user_id"]) == (TEAM, MAYA)
    assert (delivery["slack_channel_id"], delivery["words"]) == ("C0LAUNCH", ":backpack:")


@pytest.mark.usefixtures("linked", "may_read")
def test_a_reply_is_read_from_its_thread(hands: Hands, stores: Stores) -> None:
    parent = written(hands, "ready?")
    react(hands, written(hands, "the map is", thread_ts=parent["ts"]))
    assert accepted(stores)["1"][0]["content"].startswith("the map is http")


@pytest.mark.usefixtures("linked", "may_read")
def test_a_long_message_is_shortened_and_never_its_link(hands: Hands, stores: Stores) -> None:
    message = written(hands, "w" * 3_500)
    react(hands, message)
    content = accepted(stores)["1"][0]["content"]
    assert len(content) == 2_000
    assert content.endswith(f"… {link_to(hands, message)}")


@pytest.mark.usefixtures("linked")
def test_where_the_message_may_not_be_read_its_address_is_the_item(hands: Hands, stores: Stores) -> None:
    message = written(hands, "secret")
    react(hands, message)
    assert accepted(stores)["1"][0]["content"] == link_to(hands, message)


@pytest.mark.usefixtures("linked")
def test_the_same_reaction_again_is_one_item(hands: Hands, stores: Stores, ledger: Operations) -> None:
    message = written(hands, "ready")
    for _ in range(3):
        react(hands, message)
    assert ledger.open_count() == 1


@pytest.mark.usefixtures("linked")
def test_removed_it_is_taken_back_once_and_put_there_again_it_is_another(
    hands: Hands, stores: Stores
) -> None:
    message = written(hands, "ready")
    react(hands, message)
    for _ in range(2):
        assert react(hands, message, kind="removed", at=2) == 200
    taken = accepted(stores)["1-back"][0]
    assert taken["type"] == "TakeBack"
    assert taken["operation_id"].endswith(f"C0LAUNCH-{message['ts']}-{MAYA}-backpack-1")
    react(hands, message, at=3)
    assert sorted(accepted(stores)) == ["1", "1-back", "2"]


@pytest.mark.usefixtures("linked")
def test_other_emoji_and_files_do_nothing(hands: Hands, ledger: Operations) -> None:
    message = written(hands, "ready")
    assert react(hands, message, "eyes") == 200
    assert react(hands, message, at=2, item={"type": "file", "file": "F1"}) == 200
    assert ledger.open_count() == 0


@pytest.mark.usefixtures("linked")
def test_the_workspace_chooses_its_emoji(hands: Hands, ledger: Operations) -> None:
    message = written(hands, "ready")
    assert ":memo:" in hands.driver.say("emoji :memo: on").text
    react(hands, message, "memo::skin-tone-2")
    assert ledger.open_count() == 1
    hands.driver.say("emoji memo off")
    hands.driver.say("emoji backpack off")
    assert "No emoji adds anything" in hands.driver.say("emoji").text
    react(hands, message)
    assert ledger.open_count() == 1
    assert "no emoji's name" in hands.driver.say("emoji <!channel>").text


def test_who_is_not_connected_is_asked_to_and_removing_it_drops_the_command(
    hands: Hands, stores: Stores, told: Told
) -> None:
    message = written(hands, "ready")
    react(hands, message)
    (prompt,) = told()
    assert "Connect it once" in prompt["text"]
    assert prompt["ephemeral_to"] == MAYA
    kept_id = prompt["blocks"][-1]["elements"][0]["value"]
    assert stores.interrupted.find(kept_id)
    react(hands, message, kind="removed", at=2)
    assert stores.interrupted.find(kept_id) is None
    assert accepted(stores) == {}
