"""The question what somebody did today."""

from collections.abc import Sequence

from slack_sdk.models.blocks import ActionsBlock, ButtonElement, RichTextElement, RichTextElementParts

from bot.views import ids
from bot.views.message import Message, line, literal, rich, small_print

_CHANNELS_MOST = 5
_QUESTION = "👋 What did you do today?"


def prompt(slack_channel_ids: Sequence[str]) -> Message:
    """For the digests of these channels; at least one."""
    parts: list[RichTextElement] = [literal(_QUESTION, bold=True), literal(" It goes in your journal, for ")]
    for number, channel_id in enumerate(slack_channel_ids[:_CHANNELS_MOST]):
        parts += [literal(", ")] if number else []
        parts.append(RichTextElementParts.Channel(channel_id=channel_id))
    button = ButtonElement(
        text="Write it", action_id=ids.PROMPT_ANSWER, value=slack_channel_ids[0], style="primary"
    )
    below = (
        "Or reply in this message’s thread: your words become the entry. You can change it until the digest."
    )
    return Message(_QUESTION, (rich(line(*parts)), ActionsBlock(elements=[button]), small_print(below)))
