"""The connect modal: from the button to the sealed token that a worker will check."""

import json
from typing import Any

import pytest
from redis import Redis

from store.accounts import BackpackLink
from store.stores import Stores
from tests.bot.slack import CHANNEL, MAYA, TEAM, Driver, Workspace
from tests.prying import everything_in

LINK = BackpackLink("trailhead", 7, "Maya", "Berlin", "0" * 40)
TOKEN = "c0ffee0123456789abcdefc0ffee0123456789ab"


def accepted(stores: Stores, operation_id: str = "view-V1-1.a") -> tuple[dict[str, Any], dict[str, Any]]:
    found = stores.operations.find(operation_id)
    assert found
    return json.loads(found.intent), json.loads(found.delivery)


@pytest.fixture
def no_views(slack: Workspace) -> Workspace:
    slack.close_views()
    return slack


def test_the_button_opens_the_form_with_the_command_in_mind(driver: Driver, no_views: Workspace) -> None:
    button = driver.say("add Milk to Groceries").button
    reply = driver.click(button["action_id"], button["value"], no_views.trigger_id())
    assert reply.status == 200
    (view,) = no_views.views()
    assert view["callback_id"] == "connect"
    state = json.loads(view["private_metadata"])
    assert state == {"interrupted_id": button["value"], "slack_channel_id": CHANNEL}


def test_who_has_connected_by_now_needs_no_form_again(
    driver: Driver, no_views: Workspace, stores: Stores
) -> None:
    first, second = (driver.say(f"add {what} to Groceries").button for what in ("Milk", "Tea"))
    stores.accounts.save(TEAM, MAYA, LINK)
    for _click in range(2):
        assert driver.click(second["action_id"], second["value"], no_views.trigger_id()).status == 200
    assert (no_views.views(), stores.operations.open_count()) == ([], 1)
    assert accepted(stores, f"resumed-{second['value']}")[0]["content"] == "Tea"
    assert stores.interrupted.find(first["value"]), "the other one waits for its own click"


def test_somebody_else_s_button_and_a_refused_token_lead_to_the_form(
    driver: Driver, no_views: Workspace, stores: Stores
) -> None:
    kept = driver.say("add Milk to Groceries").button["value"]
    for user in (MAYA, "U0TOMAS"):
        stores.accounts.save(TEAM, user, LINK)
    for action_id, user in (("connect_open", "U0TOMAS"), ("connect_again", MAYA)):
        driver.click(action_id, kept, no_views.trigger_id(), user=user)
        assert [view["callback_id"] for view in no_views.views()] == ["connect"]
        no_views.close_views()
    assert stores.operations.open_count() == 0


@pytest.mark.parametrize(("value", "interrupted_id"), [("-", ""), ("-Abc_-9", "-Abc_-9"), ("--", "--")])
def test_an_id_that_begins_with_a_dash_is_kept_whole(
    driver: Driver, no_views: Workspace, value: str, interrupted_id: str
) -> None:
    driver.click("connect_open", value, no_views.trigger_id())
    (view,) = no_views.views()
    assert json.loads(view["private_metadata"])["interrupted_id"] == interrupted_id


def test_a_click_that_slack_has_forgotten_is_no_surprise(
    driver: Driver, no_views: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    assert driver.click("connect_open", "-", "1.2.long-ago").status == 200
    assert no_views.views() == []
    assert "could not be opened" in caplog.text


def test_a_submission_is_accepted_and_the_form_says_that_it_is_being_checked(
    driver: Driver, stores: Stores
) -> None:
    state = json.dumps({"interrupted_id": "kept", "slack_channel_id": "C1"})
    reply = driver.submit("Trailhead", f" {TOKEN} ", private_metadata=state)
    assert reply.body["response_action"] == "update"
    assert "Asking Backpack about *trailhead*" in reply.words
    assert json.loads(reply.body["view"]["private_metadata"])["interrupted_id"] == "kept"
    intent, delivery = accepted(stores)
    assert (intent["type"], intent["view_id"], intent["interrupted_id"]) == ("Connect", "V1", "kept")
    assert (delivery["slack_team_id"], delivery["slack_user_id"], delivery["slack_channel_id"]) == (
        TEAM,
        MAYA,
        "C1",
    )
    candidate = stores.candidates.find(intent["candidate_id"])
    assert candidate
    assert (candidate.account, candidate.token) == ("trailhead", TOKEN)


def test_the_token_is_nowhere_in_redis_nor_in_the_reply_nor_in_the_log(
    driver: Driver, redis: Redis, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    reply = driver.submit("trailhead", TOKEN)
    seen = everything_in(redis)
    assert "Connect" in seen
    assert TOKEN not in seen
    assert TOKEN not in reply.words
    assert TOKEN not in "\n".join(
        record.getMessage() for record in caplog.records if record.name.startswith("bot")
    )


@pytest.mark.parametrize(
    "typed",
    [
        "trailhead",
        "TRAILHEAD",
        " trailhead ",
        "trailhead.backpackit.com",
        "https://trailhead.backpackit.com/pages/1",
    ],
)
def test_an_account_may_be_pasted_as_an_address(driver: Driver, stores: Stores, typed: str) -> None:
    driver.submit(typed, TOKEN)
    assert accepted(stores)[0]["account"] == "trailhead"


@pytest.mark.parametrize(
    "account", ["", None, "two words", "-dash", "evil.com", "a/b", "é", "x" * 64, "trail_head", "a@b", "a:1"]
)
def test_what_is_no_account_is_said_beside_the_field(
    driver: Driver, stores: Stores, account: str | None
) -> None:
    reply = driver.submit(account, TOKEN)
    assert reply.body["response_action"] == "errors"
    assert set(reply.body["errors"]) == {"account"}
    assert stores.operations.open_count() == 0


@pytest.mark.parametrize(
    "token", ["", None, "short", "with blanks in it", "a/b/c/d/e/f/g", "é" * 40, "x" * 201, "<token>!"]
)
def test_what_is_no_token_is_said_beside_the_field_and_not_repeated(
    driver: Driver, redis: Redis, token: str | None
) -> None:
    reply = driver.submit("trailhead", token)
    assert reply.body["response_action"] == "errors"
    assert set(reply.body["errors"]) == {"token"}
    assert not token or token not in reply.words
    assert everything_in(redis) == ""


def test_both_fields_are_judged_at_once(driver: Driver) -> None:
    assert set(driver.submit("?", "?").body["errors"]) == {"account", "token"}


def test_a_double_click_is_one_operation_and_a_second_try_another(driver: Driver, stores: Stores) -> None:
    driver.submit("trailhead", TOKEN)
    driver.submit("trailhead", TOKEN)
    assert stores.operations.open_count() == 1
    driver.submit("trailhead", TOKEN, hash="2.b")
    assert stores.operations.open_count() == 2
