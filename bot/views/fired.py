"""What has come due: its text, what is to be known of it, and the buttons that settle it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    InteractiveElement,
    Option,
    RichTextElement,
    StaticSelectElement,
)

from backpack.address import DEFAULT_BASE_URL
from bot.backpack_urls import calendar_url, reminders_url
from bot.slack_text import escape
from bot.snoozes import SNOOZES
from bot.views import ids
from bot.views.card_values import RowValue
from bot.views.message import Message, line, literal, quoted, rich, small_print
from bot.views.rows import Row, comes_again, ended, late_by, rows_of, set_by, text_most
from store.schedule import LATE_SECONDS
from tasks.intents.fire_reminders import FiredReminder, RemindersFired
from tasks.reminding.card import RowState, ShownCard

# A row with buttons takes three blocks, and the lines between two of them one more: 1 + 10 * 4 + 1 stay below
# the 50 that Slack allows. Once one is settled, the next row gets buttons.
_WITH_BUTTONS_MOST = 10
_FLOOD = 5  # more late ones than that are not everyday any more, and get a headline


@dataclass(frozen=True)
class Scene:
    """What the look depends on, beside the reminders themselves."""

    said_at_seconds: float
    """When the message was posted: how late it was then does not change any more."""
    reader: tuple[str, int] | None = None
    """(account, Backpack user) of the one who reads it; None in a channel."""
    backpack_url: str = DEFAULT_BASE_URL


def reminders_fired(fired: RemindersFired, states: Mapping[int, RowState], scene: Scene) -> Message:
    rows = rows_of(ShownCard(fired, states))
    most = text_most(len(rows))
    blocks: list[Block] = []
    late_count = sum(_late_seconds(row, scene) >= LATE_SECONDS for row in rows)
    if late_count > _FLOOD:
        headline = f"{late_count} reminders came due while I could not fire them"
        blocks.append(rich(line(literal(headline, bold=True))))
    with_buttons = {row.number for row in [row for row in rows if not row.end][:_WITH_BUTTONS_MOST]}
    lines: list[list[RichTextElement]] = []
    for row in rows:
        if row.number not in with_buttons:
            is_certain = fired.reminders[row.number].is_certain
            lines.append(
                ended(row, row.end, most) if row.end else _line(row, most, scene, is_certain=is_certain)
            )
            continue
        blocks += _together(lines)
        lines = []
        blocks += _with_buttons(row, fired.reminders[row.number], most, fired.card_id, scene)
    texts = [f"{row.mark} {quoted(row.text(most))}" for row in rows]
    return Message(", ".join(texts), (*blocks, *_together(lines)))


def _with_buttons(row: Row, fired: FiredReminder, most: int, card_id: str, scene: Scene) -> list[Block]:
    blocks: list[Block] = [rich(line(literal(f"{row.mark} "), literal(row.text(most), bold=True)))]
    if details := _details(row, fired, scene):
        blocks.append(small_print(" · ".join(details)))
    value = RowValue(card_id, row.number)
    return [*blocks, ActionsBlock(block_id=f"row-{row.number}", elements=_buttons(row, value, scene))]


def _details(row: Row, fired: FiredReminder, scene: Scene) -> list[str]:
    """In mrkdwn."""
    item = fired.item
    details = [_lost(item.lost_channel_id)] if item.lost_channel_id else []
    if (item.account, item.creator_id) != scene.reader:
        details += filter(None, [escape(set_by(item))])
    late_seconds = _late_seconds(row, scene)
    if late_seconds >= LATE_SECONDS:
        details.append(late_by(late_seconds))
    if fired.next_seconds is not None:
        details.append(comes_again(fired.next_seconds))
    if not fired.is_certain:
        details.append("I could not check with Backpack whether it still holds")
    return details


def _lost(channel_id: str) -> str:
    return f"I'm not in <#{channel_id}> any more, so this comes to you: `/invite` me there"


def _buttons(row: Row, value: RowValue, scene: Scene) -> Sequence[InteractiveElement]:
    item = row.reminder.item
    options = [
        Option(label=snooze.label, value=str(RowValue(value.card_id, value.row, snooze.name)))
        for snooze in SNOOZES
    ]
    elements: list[InteractiveElement] = [
        StaticSelectElement(action_id=ids.REMINDER_SNOOZE, placeholder="Snooze", options=options)
    ]
    if not item.is_event:
        done = ButtonElement(action_id=ids.REMINDER_DONE, text="Done", value=str(value), style="primary")
        elements.insert(0, done)
    url_of = calendar_url if item.is_event else reminders_url
    if url := url_of(item.account, scene.backpack_url):
        elements.append(ButtonElement(action_id=ids.REMINDER_OPEN, text="Open", url=url))
    return elements


def _line(row: Row, most: int, scene: Scene, *, is_certain: bool) -> list[RichTextElement]:
    late_seconds = _late_seconds(row, scene)
    remarks = [late_by(late_seconds)] if late_seconds >= LATE_SECONDS else []
    if not is_certain:
        remarks.append("not checked with Backpack")
    parts = [literal(f"{row.mark} "), literal(row.text(most), bold=True)]
    return [*parts, literal(f" ({', '.join(remarks)})")] if remarks else parts


def _together(lines: Sequence[Sequence[RichTextElement]]) -> list[Block]:
    """Rows without buttons, as one block: Slack counts blocks, not lines."""
    parts = [part for each in lines for part in (literal("\n"), *each)]
    return [rich(line(*parts[1:]))] if parts else []


def _late_seconds(row: Row, scene: Scene) -> float:
    return scene.said_at_seconds - row.reminder.due_seconds
