"""A time by itself, without the text that it stands beside elsewhere."""

import re
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.when import PastTimeError, UnclearTimeError, When, read_when
from tasks.recurrence import Recurrence

__all__ = ["LoneTime", "UnclearTimeError", "read_lone_time"]

_SOMETHING = "x"  # stands for the text
_SPAN = re.compile(r"(?:\d+|an?|half an)\s?[a-z]+", re.IGNORECASE)


@dataclass(frozen=True)
class LoneTime:
    """What somebody wrote where a time was asked for, and nothing else."""

    moment: datetime
    """Aware; of a series the first time."""
    recurrence: Recurrence | None = None
    is_guess: bool = False
    has_passed: bool = False
    """What was written has; the moment is what is offered instead."""


def read_lone_time(text: str, now: datetime, zone: ZoneInfo) -> LoneTime:
    """:raises UnclearTimeError: it names no time, or more than a time; the error's text is for the person"""
    has_passed = False
    try:
        when = _read(text, now, zone)
    except PastTimeError as error:
        when, has_passed = error.offer, True
    if when.content != _SOMETHING:
        raise UnclearTimeError("I understand only a part of that as a time.")
    return LoneTime(when.moment, when.recurrence, when.is_guess, has_passed)


def _read(text: str, now: datetime, zone: ZoneInfo) -> When:
    """Where a time is asked for, `20 minutes` can only be in 20 minutes."""
    try:
        return read_when(f"{text} {_SOMETHING}", now, zone)
    except PastTimeError:
        raise
    except UnclearTimeError:
        if not _SPAN.fullmatch(text.strip()):
            raise
    return read_when(f"in {text} {_SOMETHING}", now, zone)
