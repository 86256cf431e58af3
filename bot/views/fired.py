"""A reminder that has come due."""

from slack_sdk.models.blocks import Block

from bot.slack_text import shorten
from bot.views.message import QUOTE_MOST, Message, line, literal, quoted, rich, small_print
from store.schedule import LATE_SECONDS
from tasks.intents.fire_reminders import RemindersFired


def reminders_fired(fired: RemindersFired, now_seconds: float) -> Message:
    lines: list[Block] = [
        rich(line(literal("⏰ "), literal(shorten(each.item.content, QUOTE_MOST), bold=True)))
        for each in fired.reminders
    ]
    late_seconds = now_seconds - fired.reminders[0].due_seconds
    if late_seconds >= LATE_SECONDS:
        lines.append(small_print(f"late by {late_seconds / 60:.0f} min"))
    text = "⏰ " + ", ".join(quoted(each.item.content) for each in fired.reminders)
    return Message(text, tuple(lines))
