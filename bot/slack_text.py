"""Text on its way in from Slack and out to it (docs.slack.dev: Formatting message text)."""

import re

_REFERENCE = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}
_ENTITY = re.compile("|".join(_ENTITIES))


def from_slack(text: str) -> str:
    """What the person typed: references become the words shown for them, entities the characters.

    Done in one pass, so that `&amp;lt;` (somebody typed `&lt;`) stays `&lt;`.
    """
    spoken, end = [], 0
    for match in _REFERENCE.finditer(text):
        spoken += [_unescape(text[end : match.start()]), _unescape(_referred(*match.groups()))]
        end = match.end()
    return "".join([*spoken, _unescape(text[end:])])


def escape(text: str) -> str:
    """Safe inside mrkdwn: nothing in it can ping, link or open a tag."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def shorten(text: str, most_characters: int) -> str:
    """At most so many characters, with `…` where some were left out."""
    return text if len(text) <= most_characters else text[: most_characters - 1].rstrip() + "…"


def _referred(kind: str, target: str, label: str | None) -> str:
    if kind == "@":
        return f"@{label or target}"
    if kind == "#":
        return f"#{label or target}"
    if kind == "!" and target in ("channel", "everyone", "here"):
        return f"@{target}"
    if kind == "!":
        return label or f"@{target.partition('^')[0]}"
    bare = target.removeprefix("mailto:").removeprefix("tel:")
    # Slack links what looks like an address by itself: `example.com` becomes <http://example.com|example.com>.
    if not label or label == bare or label == re.sub(r"^https?://", "", target):
        return label or bare
    return f"{label} ({bare})"


def _unescape(text: str) -> str:
    return _ENTITY.sub(lambda match: _ENTITIES[match.group()], text)
