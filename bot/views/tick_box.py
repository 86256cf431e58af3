"""An item as a box to tick."""

from slack_sdk.models.blocks import ActionsBlock, CheckboxesElement, Option

from bot.slack_text import shorten
from bot.views.message import plain
from bot.views.tick_values import TickValue
from tasks.feeding.live_posts import ShownTick

OPTION_MOST = 75
"""Characters; docs.slack.dev, option object."""


def tick_box(action_id: str, item: ShownTick, value: TickValue) -> ActionsBlock:
    """A block of its own, so that a click says which item it is about."""
    option = Option(text=plain(shorten(item.content, OPTION_MOST)), value=str(item.item_id))
    ticked = [option] if item.completed else None
    box = CheckboxesElement(action_id=action_id, options=[option], initial_options=ticked)
    return ActionsBlock(block_id=str(value), elements=[box])
