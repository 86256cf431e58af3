"""What a click on a card has done, for where the message with the button can't say it."""

from bot.slack_text import shorten
from bot.views.answers import answer, sentence
from bot.views.message import QUOTE_MOST, Message, line, literal, quoted, rich, said
from bot.views.moments import moment, moment_text
from bot.views.rows import MARKS, at
from tasks.intents.settle_reminder import ReminderSettled
from tasks.reminding.card import CardSettled, RowState

_GONE = {"done": "That reminder is done.", "deleted": "That reminder is deleted."}


@answer.register
def card_settled(settled: CardSettled) -> Message:
    state = settled.state
    if state.what in _GONE:
        return said(f"{MARKS[state.what]} {_GONE[state.what]}")
    return _moved_or_changed(state)


@answer.register
def reminder_settled(settled: ReminderSettled) -> Message:
    state = settled.state
    if state.what in _GONE:
        return sentence(f"{MARKS[state.what]} The reminder ", settled.content, f" is {state.what}.")
    return _moved_or_changed(state, settled.content)


def _moved_or_changed(state: RowState, called: str = "") -> Message:
    """:param called: the reminder, where nothing else tells which it is"""
    mark = MARKS[state.what]
    before = "Snoozed" if state.what == "snoozed" else "Changed"
    parts, text = [literal(f"{mark} {before}")], f"{mark} {before}"
    if called:
        parts.append(literal(f" “{shorten(called, QUOTE_MOST)}”"))
        text += f" {quoted(called)}"
    if state.content is not None and state.content != called:
        parts.append(literal(f" to “{shorten(state.content, QUOTE_MOST)}”"))
        text += f" to {quoted(state.content)}"
    if state.due_seconds is not None:
        parts += [literal(": it comes "), moment(at(state.due_seconds), "UTC")]
        text += f": it comes {moment_text(at(state.due_seconds), 'UTC')}"
    return Message(f"{text}.", (rich(line(*parts, literal("."))),))
