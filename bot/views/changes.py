"""One thing that happened on a page or a calendar, as a line of rich text."""

from datetime import date, datetime

from slack_sdk.models.blocks import RichTextElement

from bot.slack_text import shorten
from bot.views.message import QUOTE_MOST, literal
from bot.views.moments import moment
from tasks.feeding.posts import Change, What

# Characters of what a text is now, was before, and is on: the last two only say which one is meant.
_ROOMY, _TIGHT = (QUOTE_MOST, 160, 80), (120, 60, 40)
_GIST_MOST = 160
_MARKS: dict[What, str] = {
    "added": "🆕 ",
    "done": "☑ ",
    "undone": "☐ ",
    "edited": "✏️ ",
    "removed": "🗑️ ",
    "moved": "🕘 ",
}
_THINGS = {"title": "the page’s title ", "list": "the list ", "note": "the note ", "item": "", "event": ""}


def change_line(change: Change, *, is_tight: bool = False) -> list[RichTextElement]:
    """:param is_tight: it is one of forty, which a message can hold only if they are shorter."""
    text_most, before_most, where_most = _TIGHT if is_tight else _ROOMY
    parts = [literal(f"{_MARKS[change.what]}{_THINGS[change.thing]}")]
    if change.before is not None and change.before != change.text:
        parts += [literal(shorten(change.before, before_most) or "(no title)", strike=True), literal(" → ")]
    is_past = change.what in {"done", "removed"}
    parts.append(literal(shorten(change.text, text_most) or "(no title)", strike=is_past))
    if change.where:
        parts.append(literal(f" on {shorten(change.where, where_most)}"))
    if change.when:
        parts += [literal(", now " if change.what == "moved" else ", "), _when(change.when)]
    return parts


def change_words(change: Change) -> str:
    """The same for a notification, where there is room for the gist."""
    return f"{_MARKS[change.what]}{_THINGS[change.thing]}{shorten(change.text, _GIST_MOST)}"


def _when(when: str) -> RichTextElement:
    if "T" in when:
        return moment(datetime.fromisoformat(when), "UTC")
    return literal(f"{date.fromisoformat(when):%a %-d %b %Y}")
