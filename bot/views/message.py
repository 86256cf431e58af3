"""A message: blocks, and the plain text that stands for them in notifications and screen readers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from slack_sdk.models.blocks import (
    Block,
    ContextBlock,
    MarkdownTextObject,
    PlainTextObject,
    RichTextBlock,
    RichTextElement,
    RichTextElementParts,
    RichTextListElement,
    RichTextSectionElement,
    SectionBlock,
)

from bot.slack_text import escape, shorten

_SECTION_MOST = 3_000  # characters; docs.slack.dev, section block
_TEXT_MOST = 3_000  # characters of a notification's text: more is never read there
# One person's text inside an answer. Slack refuses a message of more than about 13,200 characters over
# all its blocks, so 40 lines of it, the most we show, have to stay below.
QUOTE_MOST = 280


# An address as people write it in a sentence, which may go on right after it.
_LINK = re.compile(r"(https?://[^\s<>|…]*[^\s<>|….,:;!?'\"”’)\]])")


@dataclass(frozen=True)
class Message:
    """What is posted. `text` is mrkdwn: build it with `escape`."""

    text: str
    blocks: tuple[Block, ...]

    def payload(self) -> dict[str, Any]:
        """As chat.postMessage, chat.update and response_url take it.

        :raises slack_sdk.errors.SlackObjectFormationError: a block breaks one of Slack's limits
        """
        return {"text": shorten(self.text, _TEXT_MOST), "blocks": [block.to_dict() for block in self.blocks]}


def said(text: str) -> Message:
    """One paragraph of our own words in mrkdwn; people's words in it have to be escaped already."""
    return Message(text, (paragraph(text),))


def paragraph(text: str) -> SectionBlock:
    return SectionBlock(text=MarkdownTextObject(text=shorten(text, _SECTION_MOST)))


def small_print(text: str) -> ContextBlock:
    return ContextBlock(elements=[MarkdownTextObject(text=shorten(text, _SECTION_MOST))])


def literal(text: str, *, bold: bool = False, strike: bool = False) -> RichTextElement:
    """People's words inside rich text: shown exactly as they are, `*`, `<!channel>`, `:smile:` and all.

    Rich text is not parsed by Slack, so nothing in it can ping anybody or change its look.
    """
    style = RichTextElementParts.TextStyle(bold=bold, strike=strike)
    return RichTextElementParts.Text(text=text or " ", style=style if bold or strike else None)


def line(*parts: RichTextElement) -> RichTextSectionElement:
    """Addresses in people's words can be clicked; nothing else in them is more than text."""
    return RichTextSectionElement(elements=[piece for part in parts for piece in _with_links(part)])


def plain(text: str) -> PlainTextObject:
    """The same for blocks that take no rich text: `*`, `:smile:` and all."""
    return PlainTextObject(text=text or " ", emoji=False)


def _with_links(part: RichTextElement) -> list[RichTextElement]:
    if not isinstance(part, RichTextElementParts.Text) or "://" not in part.text:
        return [part]
    pieces = list[RichTextElement]()
    for number, piece in enumerate(_LINK.split(part.text)):
        if number % 2:
            pieces.append(RichTextElementParts.Link(url=piece, text=piece, style=part.style))
        elif piece:
            pieces.append(RichTextElementParts.Text(text=piece, style=part.style))
    return pieces


def bullets(lines: Sequence[RichTextSectionElement]) -> RichTextListElement:
    return RichTextListElement(style="bullet", elements=list(lines))


def rich(*elements: RichTextElement) -> RichTextBlock:
    return RichTextBlock(elements=list(elements))


def quoted(text: str) -> str:
    """People's words for the plain-text twin of an answer."""
    return f"“{escape(shorten(text, QUOTE_MOST))}”"
