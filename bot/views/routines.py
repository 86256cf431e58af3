"""A channel's digest and prompt: set, shown, ended."""

from datetime import UTC, datetime

from bot.slack_text import escape
from bot.views.answers import answer
from bot.views.message import Message, paragraph, said, small_print
from bot.views.moments import moment_text
from tasks.intents.end_routine import RoutineEnded
from tasks.intents.set_digest import DigestSet
from tasks.intents.set_prompt import PromptSet
from tasks.intents.show_routine import RoutineShown

_EXAMPLES = {"digest": "`/backpack digest daily 17:00`", "prompt": "`/backpack prompt weekdays 16:30`"}
_DOES = {"digest": "I post the journal’s digest here", "prompt": "I ask everybody here what they did"}


@answer.register
def digest_set(result: DigestSet) -> Message:
    first = moment_text(datetime.fromtimestamp(result.first_seconds, UTC), result.time_zone)
    often = escape(result.rhythm.describe())
    zone = escape(result.time_zone)
    text = f"📓 I’ll post the journal’s digest here {often} ({zone}), first {first}."
    below = (
        f"Understood in your time zone, {zone}, which is the channel’s for this. If I’m not in the channel "
        "yet, invite me. `/backpack digest off` ends it."
    )
    return Message(text, (paragraph(text), small_print(below)))


@answer.register
def prompt_set(result: PromptSet) -> Message:
    often = escape(result.rhythm.describe())
    whom = "everybody here who has connected Backpack"
    text = f"👋 I’ll ask {whom} what they did, {often} in their own time zone."
    below = (
        "In a direct message; not those who have written by then, nor those who want no notifications. "
        "`/backpack prompt off` ends it."
    )
    return Message(text, (paragraph(text), small_print(below)))


@answer.register
def routine_ended(result: RoutineEnded) -> Message:
    if result.was_there:
        return said(f"📓 This channel has no {result.routine_kind} any more.")
    return said(f"📓 This channel had no {result.routine_kind}.")


@answer.register
def routine_shown(result: RoutineShown) -> Message:
    kind, routine = result.routine_kind, result.routine
    if routine is None:
        return said(f"📓 This channel has no {kind}. {_EXAMPLES[kind]} starts one.")
    zone = "each person’s own time" if kind == "prompt" else routine.time_zone
    often = f"{escape(routine.rhythm.describe())} ({escape(zone)})"
    return said(f"📓 {_DOES[kind]} {often}. `/backpack {kind} off` ends it.")
