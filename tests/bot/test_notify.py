"""The notice that a command waits: one, and the answer takes its place."""

import json

import pytest
from celery.exceptions import Retry
from redis import Redis

from bot.present import notify, present
from store.notices import Notice
from store.stores import Stores
from tasks.wire import encode
from tests.bot.presenting import ADDED, ADDED_TEXT, DIRECT, Told, perform, state, unwait
from tests.bot.slack import Workspace

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
    stores.notices.claim("op")
    with pytest.raises(Retry):
        present("op")
    assert told() == []
    stores.notices.release("op")
    unwait(redis)
    present("op")
    assert len(told()) == 1


def test_a_notice_that_slack_did_not_take_is_tried_again(
    stores: Stores, told: Told, slack: Workspace
) -> None:
    perform(stores, None)
    slack.fault("chat.postMessage", status=429, retry_after=2)
    with pytest.raises(Retry):
        notify("op", "Backpack is busy")
    notify("op", "Backpack is busy")
    assert len(told()) == 1


def test_a_notice_somebody_deleted_is_no_end_of_the_answer(stores: Stores, told: Told) -> None:
    perform(stores, ADDED)
    stores.notices.claim("op")
    stores.notices.posted("op", Notice(DIRECT, "1.000001"))
    present("op")
    assert [message["text"] for message in told()] == [ADDED_TEXT]
    assert state(stores) == "answered"
