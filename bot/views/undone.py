"""A change that was undone: what it was, struck out."""

from slack_sdk.models.blocks import RichTextElement, RichTextElementParts

from bot.slack_text import escape, shorten
from bot.views.answers import answer
from bot.views.message import QUOTE_MOST, Message, line, literal, quoted, rich
from tasks.undoing.undone import Kind, Undone

# What stands before the person's words, and after them: with the place, where that is known.
_AROUND: dict[Kind, tuple[str, str]] = {
    "item": ("adding ", " to {place}"),
    "done": ("marking ", " as done ({place})"),
    "open": ("marking ", " as open again ({place})"),
    "note": ("adding the note ", " to {place}"),
    "entry": ("writing ", " in the journal"),
    "edit": ("changing an entry to ", "; it is “{place}” again"),
    "status": ("setting the status ", "; it is “{place}” again"),
    "cleared": ("clearing the status ", ""),
    "reminder": ("setting the reminder ", ""),
}


@answer.register
def undone(result: Undone) -> Message:
    before, after = _AROUND[result.change]
    if "{place}" in after:
        after = after.replace("{place}", shorten(result.place, 2 * QUOTE_MOST)) if result.place else ""
    by: list[RichTextElement] = []
    if result.slack_user_id:
        by = [literal(" by "), RichTextElementParts.User(user_id=result.slack_user_id)]
    what = literal(shorten(result.content, QUOTE_MOST), strike=True)
    sentence = line(literal("↩️ Undone"), *by, literal(f": {before}"), what, literal(f"{after}."))
    text = f"↩️ Undone: {before}{quoted(result.content)}{escape(after)}."
    return Message(text, (rich(sentence),))
