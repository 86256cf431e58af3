"""Where a worker's answer to a mention or a direct message goes: to its thread, to its conversation, once."""

import json

import pytest
from celery.exceptions import Retry
from redis import Redis

from bot.notify import notify
from bot.present import present
from store.stores import Stores
from tasks.wire import encode
from tests.bot.presenting import (
    ADDED,
    ADDED_TEXT,
    DIRECT,
    NOT_TAKEN,
    TAKEN_ALL_THE_SAME,
    Told,
    perform,
    unwait,
)
from tests.bot.slack import MAYA, Workspace

pytestmark = pytest.mark.usefixtures("worker")

POST = "chat.postMessage"


def said(slack: Workspace, channel: str) -> str:
    """The ts of something Maya has said there."""
    return str(slack.post("message", {"user": MAYA, "channel": channel, "text": "A word"})["message"]["ts"])


@pytest.fixture
def thread_ts(slack: Workspace) -> str:
    """Of a thread in the direct messages."""
    return said(slack, DIRECT)


def test_a_mention_in_a_thread_is_answered_in_that_thread_to_its_author(
    stores: Stores, told: Told, slack: Workspace
) -> None:
    thread_ts = said(slack, "C0LAUNCH")
    perform(stores, ADDED, thread_ts=thread_ts)
    present("op")
    (message,) = told()
    assert (message["channel"], message["thread_ts"]) == ("C0LAUNCH", thread_ts)
    assert (message["ephemeral_to"], message["text"]) == (MAYA, ADDED_TEXT)


def test_where_a_mention_cannot_be_answered_a_direct_message_is_in_no_thread(
    stores: Stores, told: Told, slack: Workspace
) -> None:
    perform(stores, ADDED, thread_ts=said(slack, "C0LAUNCH"))
    slack.fault("chat.postEphemeral", error="user_not_in_channel")
    present("op")
    assert [(message["channel"], message["thread_ts"]) for message in told()] == [(DIRECT, None)]


def test_a_direct_message_is_answered_by_one(stores: Stores, told: Told) -> None:
    perform(stores, ADDED, slack_channel_id=DIRECT, is_direct=True)
    present("op")
    (message,) = told()
    assert (message["channel"], message["thread_ts"]) == (DIRECT, None)
    assert (message["ephemeral_to"], message["text"]) == (None, ADDED_TEXT)


def test_a_direct_message_in_a_thread_is_answered_there(stores: Stores, told: Told, thread_ts: str) -> None:
    perform(stores, ADDED, slack_channel_id=DIRECT, is_direct=True, thread_ts=thread_ts)
    present("op")
    (message,) = told()
    assert (message["channel"], message["thread_ts"]) == (DIRECT, thread_ts)
    assert message["ephemeral_to"] is None


def test_where_a_thread_is_gone_the_answer_comes_beside_it(
    stores: Stores, told: Told, slack: Workspace, thread_ts: str
) -> None:
    perform(stores, ADDED, slack_channel_id=DIRECT, is_direct=True, thread_ts=thread_ts)
    slack.fault(POST, error="thread_not_found")
    present("op")
    assert [(message["thread_ts"], message["text"]) for message in told()] == [(None, ADDED_TEXT)]


@pytest.fixture(params=TAKEN_ALL_THE_SAME + NOT_TAKEN)
def fault(request: pytest.FixtureRequest, slack: Workspace) -> None:
    """How the next post ends."""
    slack.fault(POST, **request.param)


@pytest.mark.usefixtures("fault")
@pytest.mark.parametrize("is_in_thread", [True, False])
def test_an_answer_in_doubt_is_looked_for_where_it_was_posted(
    stores: Stores, told: Told, redis: Redis, thread_ts: str, is_in_thread: bool
) -> None:
    place = thread_ts if is_in_thread else None
    perform(stores, ADDED, slack_channel_id=DIRECT, is_direct=True, thread_ts=place)
    with pytest.raises(Retry):
        present("op")
    unwait(redis)
    present("op")
    assert [(message["thread_ts"], message["text"]) for message in told()] == [(place, ADDED_TEXT)]


@pytest.mark.parametrize("is_in_thread", [True, False])
def test_a_notice_in_the_direct_messages_becomes_the_answer_and_nothing_points_to_it(
    stores: Stores, told: Told, thread_ts: str, is_in_thread: bool
) -> None:
    place = thread_ts if is_in_thread else None
    perform(stores, None, slack_channel_id=DIRECT, is_direct=True, thread_ts=place)
    notify("op", "Backpack is not answering")
    (notice,) = told()
    assert (notice["thread_ts"], notice["text"][0]) == (place, "⏳")
    stores.operations.finish("op", 1, json.dumps(encode(ADDED)))
    present("op")
    (answer,) = told()
    assert (answer["ts"], answer["thread_ts"], answer["text"]) == (notice["ts"], place, ADDED_TEXT)
