"""What each result looks like: one function a result, found by its type. Here: what was done.

Other modules beside this one register theirs too; `bot.present` imports them all.
"""

from functools import singledispatch

from bot.slack_text import escape, shorten
from bot.views.message import QUOTE_MOST, Message, line, literal, quoted, rich, said
from tasks.feeding.statuses import DASH
from tasks.intents.add_item import ItemAdded
from tasks.intents.add_note import NoteAdded
from tasks.intents.clear_status import StatusCleared
from tasks.intents.complete_item import ItemCompleted
from tasks.intents.set_default import DefaultSet
from tasks.intents.set_status import StatusSet
from tasks.intents.take_back import ItemTakenBack
from tasks.intents.tick_item import ItemTicked
from tasks.own_status import StatusOvertaken


@singledispatch
def answer(result: object) -> Message:
    """The message for a result. :raises TypeError: when no view is registered for its type"""
    raise TypeError(f"no view for {type(result).__name__}")


def sentence(before: str, words: str, after: str = "") -> Message:
    """Our words around a person's words, which stand out in bold."""
    text = f"{escape(before)}{quoted(words)}{escape(after)}"
    parts = [literal(before), literal(shorten(words, QUOTE_MOST), bold=True)]
    if after:
        parts.append(literal(shorten(after, 2 * QUOTE_MOST)))
    return Message(text, (rich(line(*parts)),))


@answer.register
def item_added(result: ItemAdded) -> Message:
    return sentence("✅ Added ", result.content, f" to {result.list_name} on {result.page_title}.")


@answer.register
def item_taken_back(result: ItemTakenBack) -> Message:
    return sentence("↩️ Took ", result.content, f" back from {result.list_name} on {result.page_title}.")


@answer.register
def item_completed(result: ItemCompleted) -> Message:
    verb = "was done already" if result.was_done_already else "is done"
    return sentence("☑️ ", result.content, f" {verb} ({result.list_name} on {result.page_title}).")


@answer.register
def item_ticked(result: ItemTicked) -> Message:
    if result.was_so_already:
        verb = "was done already" if result.completed else "was open already"
    else:
        verb = "is done" if result.completed else "is open again"
    mark = "☑️ " if result.completed else "⬜ "
    return sentence(mark, result.content, f" {verb} ({result.list_name} on {result.page_title}).")


@answer.register
def note_added(result: NoteAdded) -> Message:
    return sentence("📝 Added the note ", result.title, f" to {result.page_title}.")


@answer.register
def status_set(result: StatusSet) -> Message:
    return sentence("💬 Your status is now ", result.message, ".")


@answer.register
def status_cleared(result: StatusCleared) -> Message:
    if result.before is None:
        return said("💬 You have no status: there is nothing to clear.")
    kept = f" Backpack keeps no empty one: there it is now “{DASH}”." if result.is_dash else ""
    return sentence("💬 Your status is cleared; it was ", result.before, f".{kept}")


@answer.register
def status_overtaken(result: StatusOvertaken) -> Message:
    if not result.message:
        return said("💬 You have cleared your status since, and that stands.")
    since = f" “{shorten(result.overtaken, QUOTE_MOST)}”" if result.overtaken else ""
    return sentence(f"💬 You have set your status since{since}, and that stands: ", result.message)


@answer.register
def default_set(result: DefaultSet) -> Message:
    place = f"{result.page_title} / {result.list_name}" if result.list_name else result.page_title
    return sentence("📌 ", place, " is this channel's default now: where things go when nobody says where.")
