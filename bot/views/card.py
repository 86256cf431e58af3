"""A list as a card: a box an item, for everybody to tick."""

from slack_sdk.models.blocks import Block, RichTextElement

from bot.slack_text import escape, shorten
from bot.views import ids
from bot.views.live import live_message
from bot.views.message import QUOTE_MOST, Message, line, literal, rich, small_print
from bot.views.tick_box import OPTION_MOST, tick_box
from bot.views.tick_values import TickValue
from tasks.feeding.live_posts import ListPost, ShownTick

_REMARKS = {
    "resting": "⏸️ I can’t look at this list any more: nobody who posted it is connected to Backpack and may "
    "see it. `/backpack card` posts it anew.",
    "gone": "🏁 This list is not in Backpack any more.",
}


@live_message.register
def card(post: ListPost, edition: str) -> Message:
    """:param edition: of this drawing, see `TickValue`"""
    heading = line(
        literal("📋 "),
        literal(shorten(post.name, QUOTE_MOST), bold=True),
        literal(f" on {shorten(post.page_title, QUOTE_MOST)}"),
    )
    blocks: list[Block] = [rich(heading)]
    if post.standing == "live":
        for item in post.items:
            value = TickValue(post.page_id, post.list_id, item.item_id, edition)
            blocks.append(tick_box(ids.CARD_TICK, item, value))
    else:
        lines = [part for item in post.items for part in _line(item)]
        blocks += [rich(line(*lines))] if lines else []
        blocks.append(small_print(_REMARKS[post.standing]))
    counts = f"{post.open_count} open, {post.done_count} done"
    left_out = post.open_count + post.done_count - len(post.items)
    more = f" · {left_out} more in Backpack" if left_out else ""
    blocks.append(small_print(f"{counts}{more}" if post.items else "The list is empty."))
    where = escape(f"{shorten(post.name, QUOTE_MOST)} on {shorten(post.page_title, QUOTE_MOST)}")
    return Message(f"📋 {where}: {counts}", tuple(blocks))


def _line(item: ShownTick) -> list[RichTextElement]:
    mark = "☑ " if item.completed else "☐ "
    return [literal(f"\n{mark}"), literal(shorten(item.content, OPTION_MOST), strike=item.completed)]
