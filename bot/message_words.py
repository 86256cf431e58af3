"""The words of somebody's message, without what its author has made bold, or quoted, or numbered.

A message's `text` writes formatting down as `*bold*` and `~struck~`, which nobody wants in an item. What
people type in Slack has a `rich_text` block beside it, that keeps the two apart (docs.slack.dev: Rich text
block).
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from bot.slack_text import escape, labels_of

logger = logging.getLogger(__name__)

Json = Mapping[str, Any]


def emoji_itself(element: Json) -> str:
    """Or the name of one that is the workspace's own."""
    try:
        return "".join(chr(int(code, 16)) for code in element["unicode"].split("-"))
    except (KeyError, ValueError, OverflowError):
        return emoji_name(element)


def emoji_name(element: Json) -> str:
    """As somebody types it."""
    return f":{element.get('name', '')}:"


def message_words(message: Json, emoji: Callable[[Json], str] = emoji_itself) -> str:
    """As a message's `text`: with references like `<@U123>`, and escaped. May be empty."""
    text = str(message.get("text") or "")
    piece = partial(_piece, labels=labels_of(text), emoji=emoji)
    try:
        rich = [block for block in message.get("blocks") or () if block.get("type") == "rich_text"]
        lines = [line for block in rich for line in _lines(block, piece)]
    except (AttributeError, KeyError, TypeError) as error:  # better with its marks than not at all
        logger.warning("rich text of a shape that nobody knows: %s", type(error).__name__)
        return text
    return "\n".join(lines) if rich else text  # written by an app, or cut down by Slack


def _lines(part: Json, piece: Callable[[Json], str]) -> Iterator[str]:
    """Of a block, a list in it, or what stands in either."""
    kind, elements = part.get("type"), part.get("elements") or ()
    if kind == "rich_text":
        for element in elements:
            yield from _lines(element, piece)
    elif kind == "rich_text_list":
        for element in elements:
            yield from (f"• {line}" for line in _lines(element, piece))
    else:
        yield "".join(piece(element) for element in elements).removesuffix("\n")


def _piece(element: Json, labels: Mapping[str, str], emoji: Callable[[Json], str]) -> str:
    """What Slack adds to these kinds one day shows its text, if it has one."""
    kind = element.get("type")
    if kind == "user":
        return f"<@{element['user_id']}>"
    if kind in ("channel", "usergroup"):
        target = f"#{element['channel_id']}" if kind == "channel" else f"!subteam^{element['usergroup_id']}"
        return f"<{target}|{labels.get(target[1:], '')}>"
    if kind == "link":
        label = element.get("text")
        return f"<{escape(element['url'])}|{escape(label)}>" if label else f"<{escape(element['url'])}>"
    if kind == "emoji":
        return emoji(element)
    if kind == "broadcast":
        return f"<!{element['range']}>"
    return escape(str(element.get("text") or element.get("fallback") or element.get("value") or ""))
