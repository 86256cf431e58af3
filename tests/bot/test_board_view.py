"""The board: whoever is on it and whatever they say, a message that Slack takes, and pings nobody."""

from dataclasses import replace

from hypothesis import given

from backpack import Status
from bot.views.board import board_once
from bot.views.live import live_message, retired
from tasks.feeding.board import LINES_MOST, NAME_MOST, STATUS_MOST, WITHOUT_MOST, board
from tasks.feeding.live_posts import BoardLine, BoardPost
from tasks.feeding.posts import kept
from tasks.intents.show_board import BoardOnce
from tests.bot.test_views import LONG, check, strange, words_of
from tests.tasks.feeding.test_board import status
from tests.tasks.samples import boards, texts

LINE = BoardLine("Maya", "At lunch", 1e9)
POST = BoardPost((LINE,), 0, ("Linh", "Tomás"), 0)


@given(post=boards(strange))
def test_any_board_is_a_message_that_slack_takes(post: BoardPost) -> None:
    check(live_message(post, "1"))
    check(board_once(BoardOnce(post)))


@given(label=texts | strange)
def test_one_that_is_over_says_so(label: str) -> None:
    check(retired("board", label, has_moved=True))
    check(retired("board", label, has_moved=False))


def test_five_hundred_people_still_fit_and_who_is_left_out_is_counted() -> None:
    names = {number: f"{number} {LONG}" for number in range(500)}
    said = [status(number, LONG, number, names[number]) for number in range(300)]
    words = words_of(live_message(board(names, said), "1"))
    assert "… and 260 more with a status in Backpack." in words
    assert "and 160 more" in words.partition("No status: ")[2]


def test_the_longest_of_everything_still_fits() -> None:
    line = BoardLine(kept(LONG, NAME_MOST), kept(LONG, STATUS_MOST), 1e9)
    names = (kept(LONG, NAME_MOST),) * WITHOUT_MOST
    check(live_message(BoardPost((line,) * LINES_MOST, 1000, names, 1000), "1"))


def test_it_shows_who_has_one_and_who_has_none() -> None:
    words = words_of(live_message(POST, "1"))
    assert words.startswith("👥 Everybody’s statusMaya: At lunch · No status: Linh, Tomás")
    assert "… and" not in words
    assert "No status" not in words_of(live_message(replace(POST, without=()), "1"))


def test_a_board_of_nobody_says_so() -> None:
    nobody: list[Status] = []
    message = live_message(board({1: "Maya"}, nobody), "1")
    assert message.text == "👥 Everybody’s status: nobody has one"
    assert "No status: Maya" in words_of(message)


def test_one_that_nobody_keeps_up_to_date_says_so() -> None:
    assert "Kept up to date" in words_of(live_message(POST, "1"))
    resting = words_of(live_message(replace(POST, standing="resting"), "1"))
    assert "Kept up to date" not in resting
    assert "`/backpack status` posts it anew" in resting
    assert "/invite" in words_of(board_once(BoardOnce(POST)))
