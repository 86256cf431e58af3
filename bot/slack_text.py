"""Text on its way in from Slack and out to it (docs.slack.dev: Formatting message text)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_REFERENCE = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}
_ENTITY = re.compile("|".join(_ENTITIES))


@dataclass(frozen=True)
class SlackText:
    """What somebody typed."""

    words: str
    references: Mapping[str, str]
    """The Slack id of each person and channel in the words, by what is shown there: `@tomas`, `#launch`."""


def read_slack(text: str) -> SlackText:
    """What the person typed: references become the words shown for them, entities the characters.

    Done in one pass, so that `&amp;lt;` (somebody typed `&lt;`) stays `&lt;`. Slack need not say a name; then
    the id is what is shown. It is too where two in one text have the same name.
    """
    spoken, references, end = list[str](), dict[str, str](), 0
    for match in _REFERENCE.finditer(text):
        kind, target, label = match.groups()
        shown = _unescape(_referred(kind, target, label))
        if kind in ("@", "#") and target and references.setdefault(shown, target) != target:
            shown = f"{kind}{target}"
            references[shown] = target
        spoken += [_unescape(text[end : match.start()]), shown]
        end = match.end()
    return SlackText("".join([*spoken, _unescape(text[end:])]), references)


def labels_of(text: str) -> dict[str, str]:
    """By the id of each person and channel in the text, what Slack shows for them, where it says so."""
    return {match[2]: match[3] for match in _REFERENCE.finditer(text) if match[3]}


def from_slack(text: str) -> str:
    """The words alone."""
    return read_slack(text).words


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
