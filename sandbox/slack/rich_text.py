"""The rich text block that a person's client makes of what they wrote ("Rich text block")."""

import re
from typing import Any

from .formatting import unescape

Json = dict[str, Any]

# <…> as in message text, or the name of an emoji on its own.
SPECIAL = re.compile(r"<(?P<control>[^<>]+)>|(?<![\w:]):(?P<emoji>[a-z+-][\w+-]*):(?![\w:])")

# `code`, and words between marks that stand at their edges; one in the other stays as typed.
STYLED = re.compile(
    r"`(?P<code>[^`\n]+)`|(?<![\w\\])(?P<mark>[*_~])(?=\S)(?P<words>[^\n]+?)(?<=\S)(?P=mark)(?!\w)"
)
STYLES = {"`": "code", "*": "bold", "_": "italic", "~": "strike"}


def rich_text(text: str, block_id: str) -> Json:
    """One section with links, mentions, emoji, and what is bold and the like told apart."""
    elements: list[Json] = []
    position = 0
    for match in SPECIAL.finditer(text):
        elements += _words(text[position : match.start()])
        elements.append(_special(match))
        position = match.end()
    elements += _words(text[position:])
    section = {"type": "rich_text_section", "elements": elements}
    return {"type": "rich_text", "block_id": block_id, "elements": [section]}


def _special(match: re.Match[str]) -> Json:
    if match["emoji"]:
        return {"type": "emoji", "name": match["emoji"]}
    target, _, label = match["control"].partition("|")
    if target.startswith("@"):
        return {"type": "user", "user_id": target[1:]}
    if target.startswith("#"):
        return {"type": "channel", "channel_id": target[1:]}
    if target.startswith("!"):
        return {"type": "broadcast", "range": target[1:]}
    link = {"type": "link", "url": unescape(target)}
    return {**link, "text": unescape(label)} if label else link


def _words(text: str) -> list[Json]:
    elements: list[Json] = []
    position = 0
    for match in STYLED.finditer(text):
        elements += _plain(text[position : match.start()])
        words = match["code"] or match["words"]
        elements.append(
            {"type": "text", "text": unescape(words), "style": {STYLES[match["mark"] or "`"]: True}}
        )
        position = match.end()
    return elements + _plain(text[position:])


def _plain(text: str) -> list[Json]:
    return [{"type": "text", "text": unescape(text)}] if text else []
