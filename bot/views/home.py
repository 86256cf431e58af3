"""The App Home: reminders, items, status and journal at a glance (docs.slack.dev: App Home)."""

from datetime import UTC, datetime

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    DividerBlock,
    RichTextElement,
)
from slack_sdk.models.views import View

from bot.slack_text import escape, shorten
from bot.views import ids
from bot.views.answers import answer
from bot.views.entries import entry_blocks, left_out
from bot.views.message import (
    QUOTE_MOST,
    Message,
    bullets,
    line,
    literal,
    paragraph,
    rich,
    said,
    small_print,
)
from bot.views.moments import moment, moment_text
from bot.views.tick_box import tick_box
from bot.views.tick_values import TickValue
from bot.views.troubles import connect_button
from tasks.intents.choose_home_lists import HomeListsChosen
from tasks.intents.show_home import HomeList, HomeShown
from tasks.reminding.card import CardReminder

_JOURNAL_ROOM_CHARACTERS = 4_000  # a glance; `journal today` shows the rest
_NAMES_MOST = 60  # characters, beside a text
_PEOPLE_MOST = 10  # a block each: with five lists of ten items the tab stays below Slack's 100


def home_to_connect() -> View:
    """For somebody who has not connected."""
    text = "👋 Connect your Backpack account, and your lists, reminders, status and journal are here."
    return _view([paragraph(text), connect_button("")])


def home(shown: HomeShown) -> View:
    blocks: list[Block] = [_refresh()]
    if shown.problem:
        blocks.append(paragraph(f"⚠️ {escape(shown.problem)}"))
    if shown.is_refused:
        return _view([*blocks, connect_button("", is_again=True)])
    for section in (
        _status(shown),
        _reminders(shown),
        *(_list(each, shown) for each in shown.lists),
        _journal(shown),
    ):
        blocks += [DividerBlock(), *section]
    return _view([*blocks, DividerBlock(), *_settings(shown)])


@answer.register
def lists_chosen(result: HomeListsChosen) -> Message:
    if not result.names:
        return said(
            "🏠 Your Home tab shows the lists that you have used last. `/backpack home LIST on` chooses one."
        )
    rows = bullets([line(literal(shorten(name, QUOTE_MOST))) for name in result.names])
    text = "🏠 Your Home tab shows:"
    return Message(
        f"{text} {escape(shorten(', '.join(result.names), QUOTE_MOST))}",
        (rich(line(literal(text)), rows), small_print("`/backpack home LIST off` takes one away.")),
    )


def _view(blocks: list[Block]) -> View:
    return View(type="home", blocks=blocks)


def _refresh() -> ActionsBlock:
    button = ButtonElement(action_id=ids.HOME_REFRESH, text="🔄 Refresh", value="refresh")
    return ActionsBlock(elements=[button])


def _title(text: str, *more: RichTextElement) -> Block:
    return rich(line(literal(text, bold=True), *more))


def _status(shown: HomeShown) -> list[Block]:
    words = shorten(shown.status, QUOTE_MOST) if shown.status else "You have none."
    how = "`/backpack status TEXT` sets it, `/backpack status clear` clears it."
    return [_title("💬 My status", literal(f"\n{words}")), small_print(how)]


def _reminders(shown: HomeShown) -> list[Block]:
    if not shown.reminders:
        example = "`/backpack remind me tomorrow at 9 to call the printer`"
        return [
            _title("⏰ My reminders", literal("\nNone are to come.")),
            small_print(f"To set one: {example}"),
        ]
    rows = bullets([line(*_reminder(each, shown.time_zone)) for each in shown.reminders])
    more = shown.reminder_count - len(shown.reminders)
    also = f"… and {more} more. " if more > 0 else ""
    return [
        rich(line(literal("⏰ My reminders", bold=True)), rows),
        small_print(f"{also}`/backpack reminders` changes and deletes them."),
    ]


def _reminder(each: CardReminder, time_zone: str) -> list[RichTextElement]:
    item, due = each.item, datetime.fromtimestamp(each.due_seconds, UTC)
    about = [item.recurrence.describe()] if item.recurrence else []
    about += [f"for {shorten(', '.join(each.for_names), _NAMES_MOST)}"] if each.for_names else []
    parts = [moment(due, time_zone), literal(f": {shorten(item.content, QUOTE_MOST)}")]
    return [*parts, literal(f" ({', '.join(about)})")] if about else parts


def _list(each: HomeList, shown: HomeShown) -> list[Block]:
    title = _title(
        f"📋 {shorten(each.name, QUOTE_MOST)}", literal(f" on {shorten(each.page_title, QUOTE_MOST)}")
    )
    edition = f"{shown.at_seconds:.3f}"  # of this drawing, see `TickValue`
    boxes = [
        tick_box(ids.HOME_TICK, item, TickValue(each.page_id, each.list_id, item.item_id, edition))
        for item in each.open_items
    ]
    if not boxes:
        return [title, small_print("Nothing is open.")]
    return [title, *boxes, *left_out(each.open_count - len(boxes))]


def _journal(shown: HomeShown) -> list[Block]:
    title = _title("📓 Today’s journal")
    how = small_print("`/journal` opens a form with what you have done.")
    if not shown.people:
        return [title, small_print("Nobody has written anything yet."), how]
    entries = entry_blocks(
        shown.people[:_PEOPLE_MOST], shown.time_zone, with_day=False, room_characters=_JOURNAL_ROOM_CHARACTERS
    )
    unseen = sum(len(each.entries) + each.left_out_count for each in shown.people[_PEOPLE_MOST:])
    return [title, *entries.blocks, *left_out(entries.left_out_count + unseen), how]


def _settings(shown: HomeShown) -> list[Block]:
    asked = moment_text(datetime.fromtimestamp(shown.at_seconds, UTC), shown.time_zone)
    who = f"🔗 You are *{escape(shown.backpack_user_name)}* of *{escape(shown.account)}*."
    return [
        small_print(f"{who} `/backpack disconnect` forgets your token. As of {asked}."),
        small_print(
            "⚙️ `/backpack home LIST on` (or `off`) chooses the lists here; `/backpack help` shows the rest."
        ),
    ]
