"""Everybody's status, as one message."""

from datetime import UTC, datetime

from slack_sdk.models.blocks import RichTextElement, RichTextSectionElement

from bot.slack_text import escape, shorten
from bot.views.answers import answer
from bot.views.live import live_message
from bot.views.message import Message, bullets, line, literal, rich, small_print
from bot.views.moments import DAY_AND_TIME, moment
from tasks.feeding.board import NAME_MOST, STATUS_MOST
from tasks.feeding.live_posts import BoardLine, BoardPost
from tasks.intents.show_board import BoardOnce

_HEADING = "👥 Everybody’s status"
_TOLD_MOST = 3  # in a notification, which is a line or two
_LIVE = "Kept up to date. `/backpack status TEXT` sets yours, `/backpack status clear` clears it."
_RESTING = (
    "⏸️ I can’t look any more: nobody who posted this is connected to Backpack. `/backpack status` posts it "
    "anew."
)
_ONCE = (
    "I can’t post where you asked for this, so only you see it, as it is now. Invite me with "
    "`/invite @Backpack` and say `/backpack status` again for a board that is kept up to date."
)


@live_message.register
def board(post: BoardPost, _edition: str) -> Message:
    return _board(post, _LIVE if post.standing == "live" else _RESTING)


@answer.register
def board_once(result: BoardOnce) -> Message:
    return _board(result.post, _ONCE)


def _board(post: BoardPost, advice: str) -> Message:
    parts: list[RichTextElement] = [line(literal(_HEADING, bold=True))]
    if post.lines:
        parts.append(bullets([_row(each) for each in post.lines]))
    if post.more_lines:
        parts.append(line(literal(f"… and {post.more_lines} more with a status in Backpack.\n")))
    if post.without:
        parts.append(_without(post))
    return Message(_text(post), (rich(*parts), small_print(advice)))


def _row(each: BoardLine) -> RichTextSectionElement:
    return line(
        literal(shorten(each.user_name, NAME_MOST), bold=True),
        literal(f": {shorten(each.message, STATUS_MOST)} · "),
        moment(datetime.fromtimestamp(each.changed_at_seconds, UTC), "UTC", DAY_AND_TIME),
    )


def _without(post: BoardPost) -> RichTextSectionElement:
    names = ", ".join(shorten(name, NAME_MOST) for name in post.without)
    more = f" and {post.more_without} more" if post.more_without else ""
    return line(literal("No status: ", bold=True), literal(f"{names}{more}"))


def _text(post: BoardPost) -> str:
    told = [f"{each.user_name}: {each.message}" for each in post.lines[:_TOLD_MOST]]
    words = "; ".join(shorten(each, STATUS_MOST) for each in told) or "nobody has one"
    return f"{_HEADING}: {escape(words)}"
