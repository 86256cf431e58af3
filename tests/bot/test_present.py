"""Outcomes become messages: where the person asked, and once."""

import json

import pytest
from celery.exceptions import Retry
from redis import Redis

from bot import slack_waits
from bot.answering import SETTLE_SECONDS
from bot.present import present
from bot.slack_calls import SlackAwayError, SlackUncertainError
from store.stores import Stores
from tasks.delivery import Delivery
from tasks.intents.connect import Connected, ConnectRefused
from tasks.results import NotConnected
from tests.bot.presenting import ADDED, ADDED_TEXT, DIRECT, Told, perform, state, unwait
from tests.bot.slack import MAYA, TEAM, Driver, Workspace

pytestmark = pytest.mark.usefixtures("worker")


def test_an_outcome_is_shown_once_to_the_one_who_asked(stores: Stores, told: Told) -> None:
    perform(stores, ADDED)
    for _ in range(3):
        present("op")
    (message,) = told()
    assert message["text"] == ADDED_TEXT
    assert (message["channel"], message["ephemeral_to"]) == ("C0LAUNCH", MAYA)
    assert (state(stores), stores.operations.open_count()) == ("answered", 0)


def test_nothing_is_shown_before_there_is_an_outcome(stores: Stores, told: Told) -> None:
    perform(stores, None)
    present("op")
    present("nobody")
    assert told() == []
    assert state(stores) == "attempting"


def test_where_the_bot_cannot_post_it_writes_a_direct_message(stores: Stores, told: Told) -> None:
    perform(stores, ADDED, slack_channel_id="C0NOWHERE")
    present("op")
    assert [message["channel"] for message in told()] == [DIRECT]


def test_a_response_url_that_is_used_up_is_no_dead_end(stores: Stores, told: Told, slack_server: str) -> None:
    perform(stores, ADDED, f"{slack_server}/commands/1/no-such-url")
    present("op")
    assert [message["channel"] for message in told()] == ["C0LAUNCH"]


def test_a_busy_slack_is_waited_for_as_long_as_it_says_whoever_asks(
    stores: Stores, told: Told, slack: Workspace, redis: Redis
) -> None:
    perform(stores, ADDED)
    slack.fault("chat.postEphemeral", status=429, retry_after=90)
    for _ in range(3):
        with pytest.raises(Retry):
            present("op")
    assert told() == [], "the second and third came too early and did not ask"
    assert state(stores) == "performed"
    unwait(redis)
    present("op")
    assert len(told()) == 1


def test_an_answer_that_slack_refuses_leaves_a_reference_instead_of_silence(
    stores: Stores, told: Told, slack: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    perform(stores, ADDED)
    slack.fault("chat.postEphemeral", error="invalid_blocks")
    slack.fault("chat.postMessage", error="invalid_blocks")
    present("op")
    (message,) = told()
    reference = message["text"].split("`")[1]
    assert f"surprise {reference}" in caplog.text
    assert "invalid_blocks" in caplog.text
    assert state(stores) == "answered"


def test_an_answer_refused_in_its_channel_comes_as_a_direct_message(
    stores: Stores, told: Told, slack: Workspace
) -> None:
    perform(stores, ADDED)
    slack.fault("chat.postEphemeral", error="restricted_action")
    present("op")
    (message,) = told()
    assert message["channel"] == DIRECT
    assert "Added" in message["text"]


def test_an_outcome_nobody_can_show_does_not_come_back_for_ever(
    stores: Stores, told: Told, caplog: pytest.LogCaptureFixture
) -> None:
    perform(stores, Delivery(TEAM, MAYA, "C0LAUNCH", None, "no view for this", 0))
    present("op")
    (message,) = told()
    assert message["text"].split("`")[1] in caplog.text
    assert stores.operations.open_count() == 0


def test_a_token_that_slack_refuses_is_logged_and_ends(
    stores: Stores, told: Told, slack: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    perform(stores, ADDED)
    slack.fault("chat.postEphemeral", error="invalid_auth", times=1)
    slack.fault("chat.postMessage", error="invalid_auth", times=1)
    present("op")
    assert told() == []
    assert "invalid_auth" in caplog.text
    assert state(stores) == "answered"


def test_the_answer_to_connect_is_in_the_form(
    stores: Stores, told: Told, slack: Workspace, driver: Driver
) -> None:
    slack.close_views()
    driver.click("connect_open", "-", slack.trigger_id())
    (view,) = slack.views()
    before = len(told())
    perform(stores, Connected(view["id"], "trailhead", "Maya & Co", None))
    present("op")
    (view,) = slack.views()
    assert "Maya &amp; Co" in json.dumps(view["blocks"])
    assert len(told()) == before


def test_a_refused_token_is_said_in_the_form_or_where_it_was_closed_in_a_message(
    stores: Stores, told: Told, slack: Workspace
) -> None:
    slack.close_views()
    perform(stores, ConnectRefused("V0GONE", "kept", "trailhead", "No such token."))
    present("op")
    (message,) = told()
    assert message["channel"] == DIRECT
    assert "No such token." in message["text"]
    assert '"value": "kept"' in json.dumps(message["blocks"])


def test_who_is_not_connected_gets_the_button(stores: Stores, told: Told) -> None:
    perform(stores, NotConnected("kept", token_was_refused=True))
    present("op")
    (message,) = told()
    assert "does not accept your token any more" in message["text"]


@pytest.mark.parametrize(("retries", "seconds"), [(0, 1), (3, 8), (5, 30), (10_000, 30)])
def test_a_slack_out_of_reach_is_tried_ever_less_often(retries: int, seconds: float) -> None:
    assert slack_waits.wait_seconds(SlackAwayError(), retries) == seconds


def test_a_request_in_doubt_is_given_time_to_arrive() -> None:
    assert slack_waits.wait_seconds(SlackUncertainError(), 0) == SETTLE_SECONDS
