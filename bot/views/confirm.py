"""A time that was guessed, or had passed: said back, and nothing is set until the click."""

from typing import Literal

from slack_sdk.models.blocks import ActionsBlock, ButtonElement

from bot.slack_text import escape, shorten
from bot.views import ids
from bot.views.message import QUOTE_MOST, Message, line, literal, quoted, rich, small_print
from bot.views.whom import whom, whom_in_words
from tasks.intents.set_reminder import SetReminder
from tasks.reminding.times import local_time

Why = Literal["guess", "past"]

EXPIRED = "⌛ I kept that for an hour, and it is over. Please say it again."


def confirm_prompt(draft_id: str, intent: SetReminder, why: Why) -> Message:
    """`draft_id` is what `bot.drafts` keeps the command under; whoever asks has to keep it there first."""
    reading = time_read(intent)
    before = "🤔 Did you mean" if why == "guess" else "⏪ That has passed. Did you mean"
    named = intent.slack_channel_id, intent.remindee_slack_user_ids
    question = line(
        literal(f"{before} "),
        literal(reading, bold=True),
        literal("? Then I'll remind "),
        *whom(*named),
        literal(f" of: {shorten(intent.content, QUOTE_MOST)}"),
    )
    text = (
        f"{before} {escape(reading)}? Then I'll remind {whom_in_words(*named)} of: {quoted(intent.content)}"
    )
    buttons = ActionsBlock(
        elements=[
            ButtonElement(action_id=ids.DRAFT_SET, text="Set it", value=draft_id, style="primary"),
            ButtonElement(action_id=ids.DRAFT_CHANGE, text="Change", value=draft_id),
        ]
    )
    return Message(text, (rich(question), small_print("Nothing is set yet."), buttons))


def time_read(intent: SetReminder) -> str:
    """What was understood, in the speaker's own zone: `Tuesday 1 December 2026 at 17:00 (Europe/Berlin)`."""
    again = f", and then {intent.recurrence.describe()}" if intent.recurrence else ""
    return f"{local_time(intent.remind_at, intent.time_zone)} ({intent.time_zone}){again}"
