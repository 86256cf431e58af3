"""What lists and pages look like, cut to what one Slack message may hold."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, RichTextElement

from bot.slack_text import escape, shorten
from bot.views.answers import answer, sentence
from bot.views.message import QUOTE_MOST, Message, bullets, line, literal, rich, said, small_print
from tasks.intents.show_list import ListShown, ShownItem
from tasks.intents.show_page import PageShown, ShownSection
from tasks.intents.show_pages import PagesShown

_LINES_MOST = 40  # with QUOTE_MOST it keeps a message under Slack's total of about 13,200 characters


@answer.register
def list_shown(result: ListShown) -> Message:
    done_count = sum(item.completed for item in result.items)
    where = escape(f"{result.list_name} on {result.page_title}")
    text = f"{where}: {len(result.items) - done_count} open, {done_count} done."
    heading = (
        literal(shorten(result.list_name, QUOTE_MOST), bold=True),
        literal(f" on {shorten(result.page_title, QUOTE_MOST)}"),
    )
    if not result.items:
        return Message(text, (rich(line(*heading)), small_print("The list is empty.")))
    return Message(text, (rich(line(*heading, *_items(result.items))), *_left_out(len(result.items))))


@answer.register
def page_shown(result: PageShown) -> Message:
    parts = [literal(shorten(result.title, QUOTE_MOST), bold=True)]
    lines_left = _LINES_MOST
    for section in result.sections:
        if lines_left >= 2:  # a heading and at least one line under it
            parts += _section(section, lines_left - 1)
        lines_left -= 1 + max(1, len(section.items))
    blocks: list[Block] = [rich(line(*parts))]
    if not result.sections:
        blocks.append(small_print("The page is empty."))
    if lines_left < 0:
        blocks.append(small_print("… and more in Backpack."))
    names = ", ".join(section.title or "a note" for section in result.sections)
    return Message(f"{escape(result.title)}: {escape(shorten(names, QUOTE_MOST))}", tuple(blocks))


@answer.register
def pages_shown(result: PagesShown) -> Message:
    if not result.titles:
        return sentence("No page has ", result.term, ".") if result.term else said("You have no pages yet.")
    count = f"{len(result.titles)} page" + ("s" if len(result.titles) > 1 else "")
    heading = f"{count} with “{shorten(result.term, QUOTE_MOST)}”" if result.term else f"Your {count}"
    titles = [line(literal(shorten(title, QUOTE_MOST))) for title in result.titles[:_LINES_MOST]]
    text = f"{escape(heading)}: {escape(shorten(', '.join(result.titles), QUOTE_MOST))}"
    return Message(
        text, (rich(line(literal(heading, bold=True)), bullets(titles)), *_left_out(len(result.titles)))
    )


def _items(items: Sequence[ShownItem]) -> list[RichTextElement]:
    """A line each: a bullet beside the box would be one mark too many.

    All lines are in one section: how much room Slack leaves between two is not ours to say.
    """
    parts: list[RichTextElement] = []
    for item in items[:_LINES_MOST]:
        mark = "☑ " if item.completed else "☐ "
        parts += [literal(f"\n{mark}"), literal(shorten(item.content, QUOTE_MOST), strike=item.completed)]
    return parts


def _section(section: ShownSection, lines_left: int) -> list[RichTextElement]:
    heading = literal(f"\n\n{shorten(section.title or 'Note', QUOTE_MOST)}", bold=True)
    if section.body is not None:
        return [heading, literal(f"\n{shorten(section.body.strip(), QUOTE_MOST)}")]
    return [heading, *(_items(section.items[:lines_left]) or [literal("\n(empty)")])]


def _left_out(count: int) -> tuple[Block, ...]:
    return (small_print(f"… and {count - _LINES_MOST} more in Backpack."),) if count > _LINES_MOST else ()
