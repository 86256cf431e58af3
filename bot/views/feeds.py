"""What a feed tells: a message for each post, or one for a flood of them."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import singledispatch

from slack_sdk.models.blocks import Block, RichTextElement

from bot.slack_text import escape, shorten
from bot.views.changes import change_line, change_words
from bot.views.feed_words import spoken
from bot.views.message import QUOTE_MOST, Message, bullets, line, literal, quoted, rich, said, small_print
from bot.views.moments import moment
from tasks.feeding.live_posts import LivePost
from tasks.feeding.posts import (
    ENTRY_MOST,
    AnyPost,
    CalendarPost,
    Change,
    GonePost,
    JournalPost,
    PagePost,
    RestPost,
    StatusPost,
)

# Forty lines of a name and a text, cut to these, keep a message below Slack's 13,200 or so characters.
_LINES_MOST, _NAME_MOST, _TEXT_MOST = 40, 80, 200


def feed_message(posts: Sequence[AnyPost], missed: int = 0) -> Message:
    """
    :param posts: at least one.
    :param missed: how many more there were, of which nothing else is known any more.
    """
    return _single(posts[0]) if len(posts) == 1 and not missed else _flood(posts, missed)


@singledispatch
def _single(post: AnyPost) -> Message:
    raise TypeError(f"no view for {type(post).__name__}")


@_single.register
def _journal(post: JournalPost) -> Message:
    parts = [literal("📓 "), literal(shorten(post.user_name, QUOTE_MOST), bold=True)]
    for entry in post.lines:
        body = literal(shorten(entry.body, ENTRY_MOST), strike=entry.is_deleted)
        parts += [literal("\n"), _at(entry.created_at_seconds), literal("  "), body]
    standing = [entry.body for entry in post.lines if not entry.is_deleted]
    words = quoted(standing[-1]) if standing else "deleted"
    return Message(f"📓 {escape(shorten(post.user_name, QUOTE_MOST))}: {words}", (rich(line(*parts)),))


@_single.register
def _status(post: StatusPost) -> Message:
    name = shorten(post.user_name, QUOTE_MOST)
    if post.message is None:
        parts, text = [literal(" cleared their status")], f"💬 {escape(name)} cleared their status"
    else:
        parts = [literal(": "), literal(shorten(post.message, QUOTE_MOST))]
        text = f"💬 {escape(name)}: {quoted(post.message)}"
    return Message(text, (rich(line(literal("💬 "), literal(name, bold=True), *parts)),))


@_single.register
def _page(post: PagePost) -> Message:
    return _changes("📄", post.title, post.changes, post.left_out)


@_single.register
def _calendar(post: CalendarPost) -> Message:
    return _changes("📅", post.name, post.changes, post.left_out)


@_single.register
def _rest(post: RestPost) -> Message:
    what = escape(spoken(post.feed_kind, post.label))
    if post.is_over:
        return said(f"▶️ The subscription to {what} has rested for a while, and goes on.")
    return said(
        f"⏸️ I can’t look at {what} any more: nobody who subscribed is connected to Backpack and may see it. "
        "The subscription rests until one of them types `/backpack connect`, or somebody else subscribes."
    )


@_single.register
def _gone(post: GonePost) -> Message:
    what = escape(spoken(post.feed_kind, post.label))
    return said(
        f"🏁 I can’t find {what} in Backpack any more: it was deleted, or is not shared any more. So this "
        "subscription has ended."
    )


def _changes(mark: str, name: str, changes: Sequence[Change], left_out: int) -> Message:
    name = shorten(name, QUOTE_MOST)
    lines = bullets([line(*change_line(change)) for change in changes])
    heading = line(literal(f"{mark} "), literal(name, bold=True))
    text = f"{mark} {escape(name)}: {escape(', '.join(change_words(change) for change in changes))}"
    return Message(text, (rich(heading, lines), *_more(left_out)))


def _flood(posts: Sequence[AnyPost], missed: int) -> Message:
    lines = [each for post in posts for each in _lines(post)]
    left_out = missed + sum(post.left_out for post in posts if isinstance(post, PagePost | CalendarPost))
    heading = f"🗞️ {len(lines) + left_out} news at once"
    shown = bullets([line(*parts) for parts in lines[:_LINES_MOST]])
    blocks = (
        rich(line(literal(heading, bold=True)), shown),
        *_more(left_out + max(0, len(lines) - _LINES_MOST)),
    )
    return Message(heading, blocks)


def _lines(post: AnyPost) -> Iterator[list[RichTextElement]]:
    """What a flood says of a post."""
    if isinstance(post, JournalPost):
        for entry in post.lines:
            yield [
                literal(shorten(post.user_name, _NAME_MOST), bold=True),
                literal(", "),
                _at(entry.created_at_seconds),
                literal(": "),
                literal(shorten(entry.body, _TEXT_MOST), strike=entry.is_deleted),
            ]
    elif isinstance(post, StatusPost):
        name = literal(shorten(post.user_name, _NAME_MOST), bold=True)
        words = " cleared their status" if post.message is None else f": {shorten(post.message, _TEXT_MOST)}"
        yield [literal("💬 "), name, literal(words)]
    elif isinstance(post, LivePost):
        yield [literal("📌 How things are now")]  # it is alone in its feed
    elif isinstance(post, PagePost | CalendarPost):
        for change in post.changes:
            yield change_line(change, is_tight=True)
    else:
        yield [literal(_PLAIN[post.kind] + spoken(post.feed_kind, shorten(post.label, _TEXT_MOST)))]


_PLAIN = {"rest": "⏸️ For a while nobody could look at ", "gone": "🏁 Not in Backpack any more: "}


def _at(seconds: float) -> RichTextElement:
    return moment(datetime.fromtimestamp(seconds, UTC), "UTC")


def _more(count: int) -> tuple[Block, ...]:
    return (small_print(f"… and {count} more in Backpack."),) if count else ()
