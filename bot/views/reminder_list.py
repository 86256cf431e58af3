"""The reminders that are to come: the reader's own, each with a menu, and the channel's."""

from collections.abc import Mapping, Sequence

from slack_sdk.models.blocks import (
    Block,
    MarkdownTextObject,
    Option,
    OverflowMenuElement,
    RichTextElement,
    SectionBlock,
)

from bot.slack_text import escape, shorten
from bot.views import ids
from bot.views.answers import answer
from bot.views.card_values import Choice, RowValue
from bot.views.message import Message, bullets, line, literal, plain, quoted, rich, said, small_print
from bot.views.moments import moment, moment_text
from bot.views.rows import ROWS_MOST, Row, ended, rows_of, set_by, text_most
from tasks.intents.show_reminders import RemindersShown
from tasks.reminding.card import RowState, ShownCard

_FIELD_MOST = 2_000  # characters; docs.slack.dev, section block
_NAMES_MOST = 30  # characters a row: forty rows of all that is said stay below Slack's 13,200
_MENU: tuple[tuple[str, Choice], ...] = (("Change", "change"), ("Delete", "delete"))


@answer.register
def reminders_shown(result: RemindersShown) -> Message:
    return reminder_list(result, {})


def reminder_list(shown: RemindersShown, states: Mapping[int, RowState]) -> Message:
    count = len(shown.rows)
    if not count:
        example = "`/backpack remind me tomorrow at 9 to call the printer`"
        return said(f"You have no upcoming reminders. To set one: {example}")
    rows = rows_of(ShownCard(shown, states))
    most = text_most(len(rows))
    mine, in_channel = rows[: len(shown.mine)], rows[len(shown.mine) :]
    blocks: list[Block] = []
    if mine:
        blocks += [_heading("Your upcoming reminders"), *_with_menus(mine, most, shown)]
    if in_channel:
        blocks += [_heading("In this channel"), *_lines(in_channel, most)]
    if count > ROWS_MOST:
        blocks.append(small_print(f"… and {count - ROWS_MOST} more in Backpack."))
    text = f"Upcoming reminders: {count}, the first is {quoted(rows[0].text(most))}"
    return Message(text, tuple(blocks))


def _heading(text: str) -> Block:
    return rich(line(literal(text, bold=True)))


def _with_menus(rows: Sequence[Row], most: int, shown: RemindersShown) -> list[Block]:
    blocks: list[Block] = []
    for row in rows:
        if row.end:
            blocks.append(rich(line(*ended(row, row.end, most))))
            continue
        options = [
            Option(label=label, value=str(RowValue(shown.card_id, row.number, choice)))
            for label, choice in _MENU
        ]
        menu = OverflowMenuElement(action_id=ids.REMINDER_MENU, options=options)
        details = " · ".join([moment_text(row.due, "UTC"), *_details(row)])
        # A section takes no rich text, and people's words are shown as they are: so as plain text. One block
        # a row, so that all of them with two headings and a remark stay below the 50 that Slack allows.
        blocks.append(
            SectionBlock(
                block_id=f"row-{row.number}",
                text=plain(row.text(most)),
                fields=[MarkdownTextObject(text=shorten(details, _FIELD_MOST))],
                accessory=menu,
            )
        )
    return blocks


def _details(row: Row) -> list[str]:
    """In mrkdwn: for whom else, where it will be said, how it comes again, and whether it was changed."""
    item = row.reminder.item
    names = row.reminder.for_names
    who = escape(shorten(", ".join(names), _NAMES_MOST))
    return [
        *([f"for {who}"] if names and not item.slack_channel_id else []),
        *([f"<#{item.slack_channel_id}>"] if item.slack_channel_id else []),
        *([escape(item.recurrence.describe())] if item.recurrence else []),
        *(["changed"] if row.state else []),
    ]


def _lines(rows: Sequence[Row], most: int) -> list[Block]:
    if not rows:
        return []
    return [rich(bullets([line(*_line(row, most)) for row in rows]))]


def _line(row: Row, most: int) -> list[RichTextElement]:
    if row.end:
        return ended(row, row.end, most)
    item = row.reminder.item
    by = f" ({set_by(item)})" if set_by(item) else ""
    parts = [moment(row.due, "UTC"), literal(": "), literal(row.text(most))]
    return [*parts, literal(by)] if by else parts
