"""A reminder that was set just now: when it comes and for whom, and the way back."""

from collections.abc import Mapping

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
)

from bot.slack_text import escape
from bot.views import ids
from bot.views.answers import answer
from bot.views.card_values import RowValue
from bot.views.message import QUOTE_MOST, Message, line, literal, quoted, rich, small_print
from bot.views.moments import moment, moment_text
from bot.views.rows import Row, ended, rows_of
from bot.views.whom import whom, whom_in_words
from tasks.intents.set_reminder import ReminderSet
from tasks.reminding.card import RowState, ShownCard


@answer.register
def just_set(result: ReminderSet) -> Message:
    return reminder_set(result, {})


def reminder_set(result: ReminderSet, states: Mapping[int, RowState]) -> Message:
    (row,) = rows_of(ShownCard(result, states))
    if row.end:
        text = f"{row.mark} {quoted(row.text(QUOTE_MOST))}"
        return Message(text, (rich(line(*ended(row, row.end, QUOTE_MOST))),))
    named = result.reminder.item.slack_channel_id, result.remindee_slack_user_ids
    again = row.reminder.item.recurrence
    and_then = f", and then {again.describe()}" if again else ""
    sentence = line(
        literal(f"{row.mark} {'Changed: ' if row.state else ''}I'll remind "),
        *whom(*named),
        literal(" "),
        moment(row.due, result.time_zone),
        literal(f"{and_then}: "),
        literal(row.text(QUOTE_MOST), bold=True),
    )
    text = (
        f"{row.mark} I'll remind {whom_in_words(*named)} {moment_text(row.due, result.time_zone)}"
        f"{escape(and_then)}: {quoted(row.text(QUOTE_MOST))}"
    )
    blocks: tuple[Block, ...] = (rich(sentence), small_print(_remarks(result)), _buttons(result, row))
    return Message(text, blocks)


def _remarks(result: ReminderSet) -> str:
    remarks = [
        f"Understood in your time zone, {escape(result.time_zone)}.",
        "Backpack itself reminds too.",
    ]
    if channel_id := result.reminder.item.slack_channel_id:
        remarks.append(f"`/invite` me to <#{channel_id}> if I'm not there.")
    return " ".join(remarks)


def _buttons(result: ReminderSet, row: Row) -> ActionsBlock:
    value = str(RowValue(result.card_id, row.number))
    change = ButtonElement(action_id=ids.REMINDER_CHANGE, text="Change", value=value)
    undo = ButtonElement(action_id=ids.REMINDER_UNDO, text="Undo", value=value)
    return ActionsBlock(block_id=f"row-{row.number}", elements=[change, undo])
