"""The App Home: reminders, items, status and journal at a glance (docs.slack.dev: App Home)."""

from datetime import UTC, datetime

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ConfirmObject,
    DividerBlock,
    MarkdownTextObject,
    RichTextElement,
    SectionBlock,
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
_VALUE_MOST = 2_000  # characters; docs.slack.dev, button element
_REFRESH = ButtonElement(action_id=ids.HOME_REFRESH, text="🔄 Refresh")
_WRITE = ButtonElement(action_id=ids.HOME_WRITE, text="📓 Write in journal", style="primary")
_LISTS = ButtonElement(action_id=ids.HOME_LISTS, text="📋 Choose lists")
_EXAMPLES = (
    "`/backpack add Buy oat milk to Groceries`",
    "`/backpack remind me tomorrow at 9 to call the printer`",
    "`/journal Shipped the new sign-up page`",
    "`/backpack help` for the rest",
)
_DISCONNECT = ButtonElement(
    action_id=ids.HOME_DISCONNECT,
    text="Disconnect",
    confirm=ConfirmObject(
        title="Disconnect Backpack?",
        text="I forget your token. Nothing changes in Backpack, and you can connect again.",
        confirm="Disconnect",
        deny="Cancel",
        style="danger",
    ),
)
_NO_LISTS: list[Block] = [
    rich(line(literal("📋 My lists", bold=True))),
    small_print("None yet: choose some, or add something, and the lists that you use last are here."),
]
_PEOPLE_MOST = 10  # a block each: with five lists of ten items the tab stays below Slack's 100


def home_to_connect() -> View:
    """For somebody who has not connected."""
    text = "👋 Connect your Backpack account, and your lists, reminders, status and journal are here."
    examples = "\n".join(f"•  {each}" for each in _EXAMPLES)
    try_it = paragraph(f"Then say things like these, in any channel or to me:\n{examples}")
    return _view([paragraph(text), connect_button(""), DividerBlock(), try_it])


def home(shown: HomeShown) -> View:
    problem = [paragraph(f"⚠️ {escape(shown.problem)}")] if shown.problem else []
    if shown.is_refused:
        return _view([*problem, connect_button("", is_again=True)])
    if shown.is_unknown:
        return _view([*problem, ActionsBlock(elements=[_REFRESH])])
    blocks: list[Block] = [_buttons(shown), *problem]
    for section in (
        _status(shown),
        _reminders(shown),
        *([_list(each, shown) for each in shown.lists] or [_NO_LISTS]),
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


def _buttons(shown: HomeShown) -> ActionsBlock:
    # What the form begins with: it has to be open before Backpack could be asked.
    status = shorten(shown.status or "", _VALUE_MOST) or None
    set_status = ButtonElement(action_id=ids.HOME_STATUS, text="💬 Set status", value=status)
    return ActionsBlock(elements=[_WRITE, set_status, _LISTS, _REFRESH])


def _title(text: str, *more: RichTextElement) -> Block:
    return rich(line(literal(text, bold=True), *more))


def _status(shown: HomeShown) -> list[Block]:
    words = shorten(shown.status, QUOTE_MOST) if shown.status else "You have none."
    return [_title("💬 My status", literal(f"\n{words}"))]


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
    if not shown.people:
        return [title, small_print("Nobody has written anything yet.")]
    entries = entry_blocks(
        shown.people[:_PEOPLE_MOST], shown.time_zone, with_day=False, room_characters=_JOURNAL_ROOM_CHARACTERS
    )
    unseen = sum(len(each.entries) + each.left_out_count for each in shown.people[_PEOPLE_MOST:])
    return [title, *entries.blocks, *left_out(entries.left_out_count + unseen)]


def _settings(shown: HomeShown) -> list[Block]:
    asked = moment_text(datetime.fromtimestamp(shown.at_seconds, UTC), shown.time_zone)
    name, account = (escape(shorten(each, _NAMES_MOST)) for each in (shown.backpack_user_name, shown.account))
    who = f"🔗 You are *{name}* of *{account}*."
    return [
        SectionBlock(text=MarkdownTextObject(text=who), accessory=_DISCONNECT),
        small_print(f"As of {asked}. `/backpack help` shows what you can say."),
    ]
