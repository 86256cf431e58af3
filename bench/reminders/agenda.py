"""The reminders that every scheduler is given."""

import math
import random
import re
from collections.abc import Iterable
from dataclasses import dataclass

# As people set them: until after lunch, or until the next release.
_SOONEST_FAR_SECONDS, _LATEST_FAR_SECONDS = 3 * 3600, 6 * 7 * 24 * 3600

_NUMBER = re.compile(rb"reminder-(\d{6})")


@dataclass(frozen=True)
class Reminder:
    """One person's own, so that Slack's pace of a message a second and channel holds none of them up.

    :ivar due_seconds: Unix time, in whole milliseconds.
    """

    number: int
    due_seconds: float

    @property
    def text(self) -> str:
        return f"reminder-{self.number:06}"

    @property
    def slack_user_id(self) -> str:
        return f"U{self.number:08}"


def numbers_in(posted: bytes) -> set[int]:
    """Which reminders a request's body speaks of."""
    return {int(number) for number in _NUMBER.findall(posted)}


def near(count: int, first_due_seconds: float, within_seconds: float) -> list[Reminder]:
    """Due at random moments within so many seconds from the first, numbered from 0."""
    moments = random.Random(6)
    return [
        Reminder(number, round(first_due_seconds + moments.uniform(0, within_seconds), 3))
        for number in range(count)
    ]


def far(count: int, first_number: int, now_seconds: float) -> list[Reminder]:
    """Due in hours to weeks, log-uniformly: most of what people set is for soon."""
    moments = random.Random(7)
    logarithms = math.log(_SOONEST_FAR_SECONDS), math.log(_LATEST_FAR_SECONDS)
    return [
        Reminder(first_number + place, round(now_seconds + math.exp(moments.uniform(*logarithms)), 3))
        for place in range(count)
    ]


def to_lines(reminders: Iterable[Reminder]) -> str:
    """For the process that schedules them."""
    return "".join(f"{reminder.number} {reminder.due_seconds:.3f}\n" for reminder in reminders)


def from_lines(lines: Iterable[str]) -> list[Reminder]:
    return [Reminder(int(number), float(due)) for number, due in map(str.split, lines)]
