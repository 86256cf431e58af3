"""The rows of a card of reminders: what has become of one, and what can be said of it beside its text."""

from dataclasses import dataclass
from datetime import UTC, datetime

from slack_sdk.models.blocks import RichTextElement, RichTextElementParts

from bot.slack_text import shorten
from bot.views.message import QUOTE_MOST, literal
from bot.views.moments import moment, moment_text
from tasks.reminding.card import CardReminder, RowState, ShownCard
from tasks.reminding.item import ReminderItem

ROWS_MOST = 40
"""As many as come due in one message; of a list, the rest is counted."""
# All texts together: with what stands beside them, a message stays under Slack's 13,200 characters.
_TEXTS_MOST = 7_000
_NAME_MOST = 60  # a person's name, beside a text

MARKS = {"done": "✅", "snoozed": "💤", "deleted": "🗑️", "changed": "✏️"}


@dataclass(frozen=True)
class Row:
    """One row of a card as it is now."""

    number: int
    """By which its buttons name it."""
    reminder: CardReminder
    state: RowState | None

    @property
    def end(self) -> RowState | None:
        """What has become of it for good; None while there is something to be done with it."""
        return self.state if self.state and self.state.is_final else None

    @property
    def mark(self) -> str:
        """Stands before the text."""
        return "⏰" if self.state is None else MARKS[self.state.what]

    @property
    def due(self) -> datetime:
        return at(self.reminder.due_seconds)

    def text(self, most_characters: int) -> str:
        return shorten(self.reminder.item.content, most_characters)


def rows_of(card: ShownCard) -> list[Row]:
    """The first of them, each as it is now."""
    numbers = range(min(len(card.result.rows), ROWS_MOST))
    return [Row(number, card.row(number), card.states.get(number)) for number in numbers]


def text_most(row_count: int) -> int:
    """How many characters of each text are shown."""
    return min(QUOTE_MOST, _TEXTS_MOST // max(1, row_count))


def ended(row: Row, end: RowState, most_characters: int) -> list[RichTextElement]:
    """The line of a row that nothing is left to be done with: what became of it, and by whose click."""
    is_gone = end.what in ("done", "deleted")
    parts = [
        literal(f"{row.mark} "),
        literal(row.text(most_characters), strike=is_gone),
        literal(f", {end.what} by "),
        RichTextElementParts.User(user_id=end.slack_user_id),
    ]
    if end.due_seconds is not None:
        parts += [literal(" until "), moment(at(end.due_seconds), "UTC")]
    return parts


def set_by(item: ReminderItem) -> str:
    """Empty where nobody knows."""
    return f"set by {shorten(item.creator_name, _NAME_MOST)}" if item.creator_name else ""


def comes_again(next_seconds: float) -> str:
    """In mrkdwn."""
    return f"comes again {moment_text(at(next_seconds), 'UTC')}"


def late_by(seconds: float) -> str:
    if seconds < 90 * 60:
        return f"late by {seconds / 60:.0f} min"
    if seconds < 36 * 3600:
        return f"late by {seconds / 3600:.0f} h"
    return f"late by {seconds / 86_400:.0f} days"


def at(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
