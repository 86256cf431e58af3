"""Whom a reminder is for: the reader, people by their mentions, or a channel."""

from collections.abc import Sequence

from slack_sdk.models.blocks import RichTextElement, RichTextElementParts

from bot.views.message import literal

_PEOPLE_MOST = 20  # named; who names more gets the rest counted


def whom(slack_channel_id: str | None, slack_user_ids: Sequence[str]) -> list[RichTextElement]:
    """For rich text; nobody and no channel named is the reader."""
    if slack_channel_id:
        return [RichTextElementParts.Channel(channel_id=slack_channel_id)]
    if not slack_user_ids:
        return [literal("you")]
    named = slack_user_ids[:_PEOPLE_MOST]
    parts: list[RichTextElement] = [RichTextElementParts.User(user_id=named[0])]
    for slack_user_id in named[1:]:
        parts += [literal(", "), RichTextElementParts.User(user_id=slack_user_id)]
    rest = len(slack_user_ids) - len(named)
    return [*parts, literal(f" and {rest} more")] if rest else parts


def whom_in_words(slack_channel_id: str | None, slack_user_ids: Sequence[str]) -> str:
    """For the plain-text twin, where a mention would be a ping."""
    if slack_channel_id:
        return "the channel"
    return "them" if slack_user_ids else "you"
