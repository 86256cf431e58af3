"""What the field "When" of a reminder's form says, and whether the person has to be asked first."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.lone_time import UnclearTimeError, read_lone_time
from bot.views.reminder_form import Filled, FormState
from bot.views.rows import at
from tasks.recurrence import Recurrence
from tasks.reminding.times import local_time


@dataclass(frozen=True)
class Reading:
    """A moment that is still to come."""

    moment: datetime
    """Aware; of a series the first time."""
    recurrence: Recurrence | None = None
    is_as_shown: bool = False
    """The field says what it said at first."""
    question: str = ""
    """Not sure: to be asked, and nothing to be done. Plain text."""


def read_when_field(filled: Filled, state: FormState, now: datetime, zone: ZoneInfo) -> Reading:
    """:raises UnclearTimeError: no time, or none to come; the error's text is for the person"""
    reading = _read(filled.when, state, now, zone)
    if reading.moment <= now:
        raise UnclearTimeError(f"{local_time(reading.moment, zone.key)} has passed.")
    return reading


def _read(when: str, state: FormState, now: datetime, zone: ZoneInfo) -> Reading:
    if when == state.shown_when:
        # Not read again: a time that comes twice on the clock would lose which one it was, and its seconds.
        return Reading(at(state.due_seconds), is_as_shown=True)
    lone = read_lone_time(when, now, zone)
    if when == state.asked_when:
        # The very moment they were asked about: "in a while" is another one now.
        return Reading(at(state.asked_seconds), lone.recurrence)
    question = ""
    if lone.is_guess or lone.has_passed:
        again = f", and then {lone.recurrence.describe()}" if lone.recurrence else ""
        passed = "That has passed. " if lone.has_passed else ""
        question = f"{passed}Do you mean {local_time(lone.moment, zone.key)} ({zone.key}){again}?"
    return Reading(lone.moment, lone.recurrence, question=question)
