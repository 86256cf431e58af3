"""What is not a command: shortcuts, reactions and prefixes, from the page to Backpack and back."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot.views import ids
from sandbox.slack.seed import EVENTS, SCOPES
from store.reactions import Reaction
from tests.e2e.driver import TEAM, Driver
from tests.e2e.slack_page import KITCHEN, MAYA, TOMAS, Post
from tests.e2e.waiting import eventually
from tests.e2e.xml_api import ListAddress


@pytest.fixture
def default(driver: Driver, fresh_list: ListAddress) -> Iterator[ListAddress]:
    """A fresh list, which is the kitchen's default."""
    driver.slack.ask(MAYA, f"default {fresh_list.name}", channel=KITCHEN)
    yield fresh_list
    driver.slack.ask(MAYA, "default none", channel=KITCHEN)


def options(driver: Driver, view: dict[str, Any], typed: str) -> list[dict[str, Any]]:
    where = {"user": MAYA, "view_id": view["id"], "block_id": ids.PLACE_BLOCK, "action_id": ids.PLACE_INPUT}
    found: list[dict[str, Any]] = driver.slack.control("options", {**where, "typed": typed})["options"]
    return found


def told(driver: Driver, before: list[Post]) -> Post:
    """The one thing that Maya was told since, in the kitchen."""
    new = eventually("an answer", lambda: driver.slack.posts(KITCHEN, MAYA)[len(before) :])
    assert len(new) == 1
    assert new[0].ephemeral_to == MAYA
    return new[0]


def test_a_message_is_added_to_the_list_that_was_picked(driver: Driver, fresh_list: ListAddress) -> None:
    ts = driver.slack.message(TOMAS, "We are out of _rye_ bread", channel=KITCHEN)
    before = driver.slack.posts(KITCHEN, MAYA)
    where = {"user": MAYA, "channel": KITCHEN, "ts": ts, "callback_id": ids.ADD_TO_BACKPACK}
    driver.stores.places.forget("trailhead", driver.maya.user_id)
    assert driver.slack.control("shortcut", where)["error"] is None
    view = driver.slack.modal(MAYA)
    assert view
    # A worker looks the list up meanwhile; the picker says so until it is there.
    found = eventually(
        "the list in the picker",
        lambda: [one for one in options(driver, view, fresh_list.name) if one["value"] != "-"],
    )
    text = view["blocks"][1]["element"]["initial_value"]
    values = {ids.PLACE_BLOCK: {ids.PLACE_INPUT: found[0]}}
    assert driver.slack.submit(MAYA, view["id"], values)["result"] == "closed"
    assert "Added" in told(driver, before).text
    (content,) = driver.maya.contents(fresh_list)
    assert content == " ".join(text.split())
    assert content.startswith("We are out of rye bread http"), "what is italic there is not underlined here"


def test_a_reaction_adds_an_item_and_removing_it_takes_it_back(driver: Driver, default: ListAddress) -> None:
    ts = driver.slack.message(TOMAS, "We are out of tea", channel=KITCHEN)
    reaction = {"user": MAYA, "channel": KITCHEN, "ts": ts, "name": "backpack"}
    before = driver.slack.posts(KITCHEN, MAYA)
    driver.slack.control("reaction", reaction)
    assert "Added" in told(driver, before).text
    (content,) = driver.maya.contents(default)
    assert ts.replace(".", "") in content, "the sandbox grants no history: the address"
    before = driver.slack.posts(KITCHEN, MAYA)
    driver.slack.control("reaction", {**reaction, "remove": True})
    assert "back from" in told(driver, before).text
    assert driver.maya.contents(default) == []


def test_put_and_removed_at_once_it_leaves_nothing(driver: Driver, default: ListAddress) -> None:
    ts = driver.slack.message(TOMAS, "We are out of jam", channel=KITCHEN)
    where = {"user": MAYA, "channel": KITCHEN, "ts": ts, "name": "backpack"}
    driver.slack.control("reaction", where)
    driver.slack.control("reaction", {**where, "remove": True})
    key = f"backpack-bot:{Reaction(TEAM, MAYA, KITCHEN, ts, 'backpack').operation_id(0)}"
    with driver.redis as redis:
        eventually("the removal", lambda: redis.hget(key, "kind") == "removed")
    driver.wait_until_idle()
    assert driver.maya.contents(default) == []


def test_a_message_with_a_prefix_is_an_item_where_the_workspace_lets_the_bot_listen(
    driver: Driver, default: ListAddress
) -> None:
    rights = {"scopes": SCOPES, "events": EVENTS}
    more = {"scopes": [*SCOPES, "channels:history"], "events": [*EVENTS, "message.channels"]}
    driver.slack.ask(MAYA, "prefix todo on", channel=KITCHEN)
    before = driver.slack.posts(KITCHEN, MAYA)
    driver.slack.control("app", more)
    try:
        driver.slack.message(MAYA, "todo: Buy <oat> milk", channel=KITCHEN)
        assert "Added" in told(driver, before).text
    finally:
        driver.slack.control("app", rights)
        driver.slack.ask(MAYA, "prefix todo off", channel=KITCHEN)
    assert driver.maya.contents(default) == ["Buy <oat> milk"]
