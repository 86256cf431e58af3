"""Sharing an answer: it may be posted by one click, where it was asked for, and once."""

from dataclasses import replace
from typing import Any

import pytest

from tasks.intent import Context
from tasks.intents import AddItem, CompleteItem, SearchPages, ShareAnswer, ShareLast, ShowList, Undo
from tasks.intents.share_answer import AnswerShared
from tasks.past_answer import SHARE
from tests.tasks.cards import refusal
from tests.tasks.undoing import answer_of, do
from tests.tasks.world import CHANNEL, Person, World

SHARED = AnswerShared(answer_of(), CHANNEL)


@pytest.fixture
def office(worker: World) -> World:
    worker.page("Office", Groceries=("Tea",))
    return worker


def direct(context: Context) -> Context:
    return replace(context, delivery=replace(context.delivery, slack_channel_id="D1"))


def test_an_answer_may_be_shared_where_it_was_asked_for(office: World) -> None:
    do(office, ShowList("Groceries"))
    assert ShareAnswer(answer_of()).perform(direct(office.context())) == SHARED


@pytest.mark.parametrize("click", [ShareAnswer(answer_of()), ShareLast()])
def test_only_one_operation_may_post_it_and_its_attempts(office: World, click: Any) -> None:
    do(office, ShowList("Groceries"))
    for _attempt in range(2):
        assert ShareAnswer(answer_of()).perform(office.context(operation_id="first")) == SHARED
    assert "right now" in refusal(click, office.context())
    office.stores.cards.settle(answer_of(), SHARE, "shared", "first")
    assert "shared already" in refusal(click, office.context())
    assert ShareAnswer(answer_of()).perform(office.context(operation_id="first")) == SHARED


def test_share_means_the_speakers_last_answer_in_this_channel(office: World, linh: Person) -> None:
    do(office, AddItem("Milk", "Groceries"), "before")
    do(office, SearchPages("Office"))
    assert ShareLast().perform(office.context()) == SHARED
    assert "not answered you here" in refusal(ShareLast(), office.context(linh))
    assert "nobody here" in refusal(ShareLast(), direct(office.context()))


def test_what_was_undone_or_told_nothing_is_not_shared(office: World) -> None:
    do(office, AddItem("Milk", "Groceries"))
    Undo(answer_of()).perform(office.context())
    assert "undone" in refusal(ShareAnswer(answer_of()), office.context())
    do(office, CompleteItem("tea"), "done")
    do(office, CompleteItem("tea"), "again")
    assert ShareLast().perform(office.context()).answer_id == answer_of("done")
