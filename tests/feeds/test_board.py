"""Everybody's status in a channel: one message, always as Backpack has it."""

import pytest

from bot.answering import Answering
from bot.posting import Poster
from bot.views.answers import answer
from store.feed_messages import FeedMessages
from store.feed_states import FeedStates
from store.schedule_keys import CLOCK_AHEAD
from tasks.feeding.board import USERS_GOOD_FOR_SECONDS
from tasks.feeding.live import LivePlaced
from tasks.intents.unsubscribe import Unsubscribed
from tasks.perform import perform
from tests.bot.presenting import NOT_TAKEN, TAKEN_ALL_THE_SAME
from tests.bot.slack import MAYA, TEAM, Json
from tests.feeds.test_other_feeds import set_status
from tests.feeds.town import KITCHEN, LAUNCH, TOMAS, Town, dying_in, words_of


@pytest.fixture
def board(town: Town) -> Town:
    """In the kitchen; Maya has a status."""
    set_status(town.maya, "Writing")
    town.say("status")
    return town


def rows(text: str) -> tuple[list[str], str]:
    """Who says what, and who says nothing."""
    said, _mark, rest = text.partition("No status: ")
    lines = [line.removesuffix(" · ") for line in said.splitlines()[1:] if line]
    return lines, rest.partition("Kept up to date")[0]


def only(town: Town, channel: str = KITCHEN) -> str:
    (text,) = town.texts(channel)
    return text


def test_everybody_is_on_it_and_the_speaker_is_told_nothing_else(town: Town) -> None:
    set_status(town.maya, "Writing")
    assert isinstance(town.say("status"), LivePlaced)
    assert rows(only(town)) == (["Maya Okafor: Writing"], "Linh Tran, Tomás Rivera")
    town.look_and_tell("board")
    assert len(town.messages()) == 1


def test_it_follows_what_people_do_in_backpack_and_in_slack(board: Town) -> None:
    (before,) = board.messages()
    set_status(board.linh, "On the <!channel> trail")
    board.look_and_tell("board")
    board.say("status At lunch", LAUNCH, TOMAS)
    board.look_and_tell("board")
    board.say("status clear", LAUNCH)
    board.look_and_tell("board")
    (after,) = board.messages()
    assert after["ts"] == before["ts"]
    said, without = rows(only(board))
    assert sorted(said) == ["Linh Tran: On the <!channel> trail", "Tomás Rivera: At lunch"]
    assert without == "Maya Okafor"


def test_a_status_set_from_slack_is_looked_at_at_once(board: Town) -> None:
    board.look("board")
    assert board.feed("board") not in board.stores.polls.claim(100)
    board.say("status Away", LAUNCH)
    assert board.feed("board") in board.stores.polls.claim(100)


def test_a_look_is_one_request_and_who_is_there_is_asked_every_ten_minutes(board: Town) -> None:
    board.world.person("Ann Poe", "Berlin")
    for ahead_seconds, requests, shown in [
        (0, 1, False),
        (USERS_GOOD_FOR_SECONDS + 1, 2, True),
        (0, 1, True),
    ]:
        if ahead_seconds:
            board.redis.set(CLOCK_AHEAD, ahead_seconds)
        before = board.world.requests()
        board.look_and_tell("board")
        assert board.world.requests() - before == requests
        assert ("Ann Poe" in only(board)) == shown


def test_somebody_new_with_a_status_need_not_wait(board: Town) -> None:
    set_status(board.world.person("Ann Poe", "Berlin"), "New here")
    board.look_and_tell("board")
    assert "Ann Poe: New here" in only(board)


def test_asked_again_it_moves_down_and_the_old_one_says_so(board: Town) -> None:
    board.say("status", user=TOMAS)
    old, new = board.texts()
    assert "not kept up to date any more. It is further down now." in old
    assert "Writing" not in old
    set_status(board.linh, "Hiking")
    board.look_and_tell("board")
    assert board.texts()[0] == old
    assert "Hiking" in board.texts()[1] != new


def test_places_have_their_own_and_one_look_serves_them_all(board: Town) -> None:
    board.say("status", LAUNCH, TOMAS)
    board.say("status", "D0MAYA")
    set_status(board.linh, "Hiking")
    before = board.world.requests()
    board.look_and_tell("board")
    assert board.world.requests() - before == 1
    assert all("Hiking" in only(board, channel) for channel in (KITCHEN, LAUNCH, "D0MAYA"))


@pytest.mark.parametrize("words", ["status board off", "unsubscribe board"])
def test_anybody_can_end_it_and_it_says_so(board: Town, words: str) -> None:
    outcome = board.say(words, user=TOMAS)
    assert isinstance(outcome, Unsubscribed)
    assert "`/backpack status` posts it anew" in words_of(answer(outcome).payload()["blocks"])
    assert "not kept up to date any more. `/backpack status` posts it anew." in only(board)
    assert board.stores.subscriptions.feeds() == ()


def test_subscriptions_show_it(board: Town) -> None:
    board.say("subscribe status")
    outcome = board.say("subscriptions")
    shown = words_of(answer(outcome).payload()["blocks"])
    account = board.world.account
    assert f"the board of everybody’s status in {account}" in shown
    assert f"\neverybody’s status in {account}" in shown


def test_while_nobody_is_connected_it_rests_and_then_goes_on(board: Town) -> None:
    board.stores.accounts.forget(TEAM, MAYA)
    board.look_and_tell("board")
    assert "I can’t look any more" in only(board)
    board.link(MAYA, board.maya)
    board.look_and_tell("board")
    assert "Kept up to date" in only(board)


def test_where_the_bot_is_not_the_speaker_reads_it_and_how_to_have_it_live(town: Town) -> None:
    town.slack.post("app", {"left": [KITCHEN]})
    set_status(town.maya, "Writing")
    town.say("status")
    assert town.messages() == []
    text = only(town, "D0MAYA")
    assert "Maya Okafor: Writing" in text
    assert "/invite @Backpack" in text
    assert town.stores.subscriptions.feeds() == ()


def test_that_it_can_not_be_there_is_said_although_the_first_who_would_have_said_it_died(town: Town) -> None:
    town.slack.post("app", {"left": [KITCHEN]})
    operation_id = town.accept("status")
    perform(operation_id)
    with dying_in(Answering, "show", after=False):
        town.present(operation_id)
    town.unwait()
    town.present(operation_id)
    assert "/invite @Backpack" in only(town, "D0MAYA")


@pytest.mark.parametrize("fault", TAKEN_ALL_THE_SAME + NOT_TAKEN)
def test_however_a_post_ends_there_is_one(town: Town, fault: Json) -> None:
    town.slack.fault("chat.postMessage", **fault)
    town.say("status")
    town.look_and_tell("board")
    assert rows(only(town)) == ([], "Linh Tran, Maya Okafor, Tomás Rivera")


@pytest.mark.parametrize(
    ("owner", "name"),
    [(FeedStates, "commit"), (Poster, "tell"), (FeedMessages, "record"), (Poster, "change")],
)
@pytest.mark.parametrize("after", [False, True])
def test_whoever_dies_on_the_way_it_comes_to_say_the_last(
    board: Town, owner: type, name: str, *, after: bool
) -> None:
    operation_id = board.accept("status", LAUNCH)
    with dying_in(owner, name, after=after):
        perform(operation_id)
        board.present(operation_id)
        set_status(board.linh, "Hiking")
        board.look_and_tell("board")
    board.unwait()
    board.tell()
    set_status(board.linh, "Home")
    board.look_and_tell("board")
    for channel in (KITCHEN, LAUNCH):
        assert "Linh Tran: Home" in only(board, channel)


def test_many_looks_at_once_leave_one_board(board: Town) -> None:
    for number in range(3):
        set_status(board.linh, f"status {number}")
        board.free_limits()
        board.look_at_once("board", workers=6)
        board.tell()
        assert f"Linh Tran: status {number}" in only(board)
