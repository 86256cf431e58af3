"""`reminders …`: what the buttons on reminders do, in words."""

import re
from collections.abc import Iterator
from datetime import datetime

from bot.lone_time import LoneTime, UnclearTimeError, read_lone_time
from bot.speaker import Speaker
from bot.when import PastTimeError, read_when
from tasks.intents import SettleReminder, ShowReminders
from tasks.intents.settle_reminder import Action
from tasks.reminding.times import local_time
from tasks.results import RefusalError, Refused

_SETTLED: dict[str, Action] = {"done": "done", "finish": "done", "delete": "delete", "remove": "delete"}
_MOVED: dict[str, Action] = {"snooze": "snooze", "change": "change", "move": "change", "rename": "change"}
_BEFORE_A_TIME = re.compile(r"\s+(?:until|till|for|to)\s+", re.IGNORECASE)
# Quotes say where an old text ends that has a "to" of its own.
_OLD_AND_NEW = re.compile(
    r"(?:[\"“](?P<quoted>[^\"“”]+)[\"”]|(?P<old>\S.*?))\s+to\s+(?P<new>\S.*)", re.IGNORECASE | re.DOTALL
)
_EXAMPLES = (
    "Say `reminders`, `reminders done TEXT`, `reminders delete TEXT`, `reminders snooze TEXT until WHEN`, or "
    "`reminders change TEXT to WHEN`."
)


def names_a_time(words: str) -> bool:
    return words.split(maxsplit=1)[0].lower() in _MOVED if words else False


def read_reminders(words: str, speaker: Speaker) -> ShowReminders | SettleReminder:
    """:raises RefusalError: it says something else, or a time that can't be meant"""
    if not words:
        return ShowReminders()
    verb, _, rest = words.partition(" ")
    text = rest.strip()
    if action := _SETTLED.get(verb.lower()):
        return SettleReminder(_named(text, verb), action)
    if verb.lower() not in _MOVED:
        raise RefusalError(Refused(f"I don’t understand “{words}” after `reminders`.", _EXAMPLES, kept=""))
    _named(text, verb)
    if _MOVED[verb.lower()] == "snooze":
        name, lone = _with_time(text, speaker)
        return SettleReminder(name, "snooze", _sure(lone, text, speaker), time_zone=speaker.zone.key)
    return _change(text, speaker)


def _change(text: str, speaker: Speaker) -> SettleReminder:
    zone = speaker.zone.key
    try:
        name, lone = _with_time(text, speaker)
    except RefusalError:
        found = _OLD_AND_NEW.fullmatch(text)
        if found is None:
            raise
        return SettleReminder(found["quoted"] or found["old"], "change", new_content=found["new"])
    if lone.recurrence:
        problem = "This changes one time."
        raise RefusalError(Refused(problem, "To have it come again otherwise, delete it and set it anew."))
    return SettleReminder(name, "change", _sure(lone, text, speaker), time_zone=zone)


def _with_time(text: str, speaker: Speaker) -> tuple[str, LoneTime]:
    """The reminder's words, and the time after them.

    :raises RefusalError: there is none
    """
    for name, when in _splits(text):
        try:
            return name, read_lone_time(when, speaker.now, speaker.zone)
        except UnclearTimeError:
            continue
    try:
        when_at_end = read_when(text, speaker.now, speaker.zone)
    except PastTimeError as error:
        return error.offer.content, LoneTime(error.offer.moment, has_passed=True)
    except UnclearTimeError as error:
        raise RefusalError(Refused(str(error), _EXAMPLES)) from None
    return when_at_end.content, LoneTime(when_at_end.moment, when_at_end.recurrence, when_at_end.is_guess)


def _splits(text: str) -> Iterator[tuple[str, str]]:
    """At each word that stands before a time, the last first."""
    for found in reversed(list(_BEFORE_A_TIME.finditer(text))):
        yield text[: found.start()].strip(), text[found.end() :].strip()


def _sure(lone: LoneTime, text: str, speaker: Speaker) -> datetime:
    if lone.has_passed or lone.is_guess:
        problem = "That has passed." if lone.has_passed else f"I am not sure about the time in “{text}”."
        offered, exact = lone.moment.astimezone(speaker.zone), "%Y-%m-%d %H:%M"
        meant = f"If you mean {local_time(offered, speaker.zone.key)}, say “{offered:{exact}}” for it."
        raise RefusalError(Refused(problem, meant))
    return lone.moment


def _named(text: str, verb: str) -> str:
    if not text:
        raise RefusalError(Refused(f"You did not say which reminder to {verb}.", _EXAMPLES, kept=""))
    return text
