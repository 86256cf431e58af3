"""One thing that happened on a page or a calendar, as a line of rich text."""

from datetime import date, datetime

from slack_sdk.models.blocks import RichTextElement

from bot.slack_text import shorten
from bot.views.message import QUOTE_MOST, literal
from bot.views.moments import moment
from tasks.feeding.posts import Change, What

# What a text was before, and the list it is on, only say which one is meant.
_BEFORE_MOST, _WHERE_MOST = 160, 80
_MARKS: dict[What, str] = {
    "added": "🆕 ",
    "done": "☑ ",
    "undone": "☐ ",
    "edited": "✏️ ",
    "removed": "🗑️ ",
    "moved": "🕘 ",
}
_THINGS = {"title": "the page’s title ", "list": "the list ", "note": "the note ", "item": "", "event": ""}


def change_line(change: Change) -> list[RichTextElement]:
    parts = [literal(f"{_MARKS[change.what]}{_THINGS[change.thing]}")]
    if change.before is not None and change.before != change.text:
        parts += [literal(shorten(change.before, _BEFORE_MOST) or "(no title)", strike=True), literal(" → ")]
    is_past = change.what in {"done", "removed"}
    parts.append(literal(shorten(change.text, QUOTE_MOST) or "(no title)", strike=is_past))
    if change.where:
        parts.append(literal(f" on {shorten(change.where, _WHERE_MOST)}"))
    if change.when:
        parts += [literal(", now " if change.what == "moved" else ", "), _when(change.when)]
    return parts


def change_words(change: Change) -> str:
    """The same for a notification, where there is room for the gist."""
    return f"{_MARKS[change.what]}{_THINGS[change.thing]}{shorten(change.text, _BEFORE_MOST)}"


def _when(when: str) -> RichTextElement:
    if "T" in when:
        return moment(datetime.fromisoformat(when), "UTC")
    return literal(f"{date.fromisoformat(when):%a %-d %b %Y}")
