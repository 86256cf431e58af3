"""The words of somebody's message, without what its author has made bold, or quoted, or numbered.

A message's `text` writes formatting down as `*bold*` and `~struck~`, which nobody wants in an item. What
people type in Slack has a `rich_text` block beside it, that keeps the two apart (docs.slack.dev: Rich text
block).
"""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.slack_text import escape, labels_of

Json = Mapping[str, Any]


def message_words(message: Json) -> str:
    """As a message's `text`: with references like `<@U123>`, and escaped. May be empty."""
    text = str(message.get("text") or "")
    rich = [block for block in message.get("blocks") or () if block.get("type") == "rich_text"]
    if not rich:
        return text  # written by an app, or cut down by Slack
    return "\n".join(line for block in rich for line in _lines(block, labels_of(text)))


def _lines(part: Json, labels: Mapping[str, str]) -> Iterator[str]:
    """Of a block, a list in it, or what stands in either."""
    kind, elements = part.get("type"), part.get("elements") or ()
    if kind == "rich_text":
        for element in elements:
            yield from _lines(element, labels)
    elif kind == "rich_text_list":
        for element in elements:
            yield from (f"• {line}" for line in _lines(element, labels))
    else:
        yield "".join(_piece(element, labels) for element in elements).removesuffix("\n")


def _piece(element: Json, labels: Mapping[str, str]) -> str:
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
        return _emoji(element)
    if kind == "broadcast":
        return f"<!{element['range']}>"
    return escape(str(element.get("text") or element.get("fallback") or element.get("value") or ""))


def _emoji(element: Json) -> str:
    """Itself, or the name of one that is the workspace's own."""
    try:
        return "".join(chr(int(code, 16)) for code in element["unicode"].split("-"))
    except (KeyError, ValueError, OverflowError):
        return f":{element.get('name', '')}:"
