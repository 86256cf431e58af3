"""Live messages: how things are now. One function a kind of post, found by its type."""

from functools import singledispatch

from bot.slack_text import escape
from bot.views.answers import answer
from bot.views.feed_words import POSTED_BY, about, spoken
from bot.views.message import Message, line, literal, quoted, rich, said, small_print
from tasks.feeding.live import LivePlaced
from tasks.feeding.names import Kind
from tasks.results import Refused


@singledispatch
def live_message(post: object, _edition: str) -> Message:
    """:param _edition: of this drawing: no two of a message are called the same"""
    raise TypeError(f"no view for {type(post).__name__}")


@answer.register
def placed(result: LivePlaced) -> Message:
    """In the place of a notice that the command was waiting; elsewhere the message speaks for itself."""
    return said(f"📌 Here it is, and it stays up to date: {escape(spoken(result.kind, result.label))}.")


def retired(kind: Kind, label: str, *, has_moved: bool) -> Message:
    """What becomes of a message that is not kept up to date any more."""
    again = "It is further down now." if has_moved else f"`/backpack {POSTED_BY[kind]}` posts it anew."
    what = line(literal(f"{about(kind).capitalize()}"), literal(label or " ", bold=True))
    return Message(
        f"{escape(about(kind).capitalize())}{quoted(label)}",
        (rich(what), small_print(f"This message is not kept up to date any more. {again}")),
    )


def fixed(kind: Kind, label: str, channel_id: str) -> Message:
    """For whoever posted one that Slack keeps from changes."""
    return said(
        f"🔕 {escape(spoken(kind, label))} is not kept up to date any more in <#{escape(channel_id)}>: Slack "
        "does not let me change it. Your workspace’s settings say for how long messages may be edited."
    )


def not_here(result: LivePlaced) -> Refused:
    """For whoever wants it in a channel in which the bot can't post."""
    problem = f"I can’t post {spoken(result.kind, result.label)} here."
    return Refused(problem, "Invite me with `/invite @Backpack`, and say it again.", kept="")
