"""The notice that a command waits: one, and the answer takes its place."""

import json

import pytest
from celery.exceptions import Retry
from redis import Redis

from bot.notify import notify
from bot.present import present
from store.notices import Notice, Notices
from store.stores import Stores
from tasks.wire import encode
from tests.bot.presenting import (
    ADDED,
    ADDED_TEXT,
    DIRECT,
    NOT_TAKEN,
    TAKEN_ALL_THE_SAME,
    KilledError,
    Told,
    killed,
    open_gates,
    perform,
    state,
    unwait,
)
from tests.bot.slack import Json, Workspace

pytestmark = pytest.mark.usefixtures("worker")


def test_a_notice_is_posted_once_and_becomes_the_answer(stores: Stores, told: Told) -> None:
    perform(stores, None)
    for _ in range(3):
        notify("op", "Backpack is not answering")
    (notice,) = told()
    assert notice["channel"] == DIRECT
    assert notice["text"].startswith("⏳ Backpack is not answering. Your command “pages” is kept")
    stores.operations.finish("op", 1, json.dumps(encode(ADDED)))
    present("op")
    (answer,) = told()
    assert (answer["ts"], answer["text"]) == (notice["ts"], ADDED_TEXT)
    assert "⏳" not in json.dumps(answer["blocks"], ensure_ascii=False)


def test_no_notice_comes_after_the_answer(stores: Stores, told: Told) -> None:
    perform(stores, ADDED)
    present("op")
    notify("op", "Backpack is not answering")
    assert len(told()) == 1


def test_an_answer_waits_for_a_notice_on_its_way(stores: Stores, told: Told, redis: Redis) -> None:
    perform(stores, ADDED)
    stores.notices.take("op")
    with pytest.raises(Retry):
        present("op")
    assert told() == []
    stores.notices.release("op")
    unwait(redis)
    present("op")
    assert len(told()) == 1


def test_a_notice_that_slack_did_not_take_is_tried_again(
    stores: Stores, told: Told, slack: Workspace, redis: Redis
) -> None:
    perform(stores, None)
    slack.fault("chat.postMessage", status=429, retry_after=20)
    before = slack.counted("calls", "chat.postMessage")
    for _ in range(2):
        with pytest.raises(Retry):
            notify("op", "Backpack is busy")
    assert slack.counted("calls", "chat.postMessage") == before + 1, "the second came too early"
    open_gates(redis)
    notify("op", "Backpack is busy")
    assert len(told()) == 1


def test_a_notice_somebody_deleted_is_no_end_of_the_answer(stores: Stores, told: Told) -> None:
    perform(stores, ADDED)
    stores.notices.take("op")
    stores.notices.posted("op", Notice(DIRECT, "1.000001"))
    present("op")
    assert [message["text"] for message in told()] == [ADDED_TEXT]
    assert state(stores) == "answered"


@pytest.mark.parametrize("code", ["edit_window_closed", "cant_update_message"])
def test_a_notice_that_slack_keeps_from_changes_is_no_end_of_the_answer(
    stores: Stores, slack: Workspace, told: Told, code: str
) -> None:
    perform(stores, None)
    notify("op", "Backpack is not answering")
    stores.operations.finish("op", 1, json.dumps(encode(ADDED)))
    slack.fault("chat.update", error=code)
    present("op")
    assert ADDED_TEXT in [message["text"] for message in told()]
    assert state(stores) == "answered"


@pytest.mark.parametrize("fault", TAKEN_ALL_THE_SAME + NOT_TAKEN)
def test_a_notice_in_doubt_is_looked_for_before_it_is_posted_again(
    stores: Stores, told: Told, slack: Workspace, redis: Redis, fault: Json
) -> None:
    perform(stores, None)
    slack.fault("chat.postMessage", **fault)
    with pytest.raises(Retry):
        notify("op", "Backpack is not answering")
    unwait(redis)
    notify("op", "Backpack is not answering")
    assert len(told()) == 1
    stores.operations.finish("op", 1, json.dumps(encode(ADDED)))
    present("op")
    assert [message["text"] for message in told()] == [ADDED_TEXT]


@pytest.mark.parametrize("fault", TAKEN_ALL_THE_SAME + NOT_TAKEN)
def test_an_answer_that_overtakes_a_notice_in_doubt_takes_its_place_if_it_is_there(
    stores: Stores, told: Told, slack: Workspace, redis: Redis, fault: Json
) -> None:
    perform(stores, None)
    slack.fault("chat.postMessage", **fault)
    with pytest.raises(Retry):
        notify("op", "Backpack is not answering")
    stores.operations.finish("op", 1, json.dumps(encode(ADDED)))
    unwait(redis)
    present("op")
    assert [message["text"] for message in told()] == [ADDED_TEXT]


def test_a_worker_killed_between_posting_a_notice_and_noting_it_leaves_one(
    stores: Stores, told: Told, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    perform(stores, None)
    with monkeypatch.context() as patched:
        patched.setattr(Notices, "posted", killed)
        with pytest.raises(KilledError):
            notify("op", "Backpack is not answering")
    unwait(redis)
    notify("op", "Backpack is not answering")
    assert len(told()) == 1


def test_a_notice_nobody_may_look_for_is_posted_again_and_the_log_says_why(
    stores: Stores, told: Told, slack: Workspace, redis: Redis, caplog: pytest.LogCaptureFixture
) -> None:
    perform(stores, None)
    slack.fault("chat.postMessage", cut="after")
    with pytest.raises(Retry):
        notify("op", "Backpack is not answering")
    unwait(redis)
    slack.fault("conversations.history", error="missing_scope")
    notify("op", "Backpack is not answering")
    assert len(told()) == 2
    assert "missing_scope" in caplog.text
