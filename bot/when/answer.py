"""What comes of reading a WHEN."""

from dataclasses import dataclass
from datetime import datetime

from tasks.recurrence import Recurrence


@dataclass(frozen=True)
class When:
    moment: datetime
    """Aware, UTC, after now: the only occurrence, or the first."""
    content: str
    """The person's own words without the time and what joined it to them; never empty."""
    is_guess: bool
    """Other readings are sensible too: to be confirmed by a click."""
    recurrence: Recurrence | None = None


class UnclearTimeError(Exception):
    """The text names no time, or one that can't be; the text of the error is for the person."""


class PastTimeError(UnclearTimeError):
    """The time has passed; `offer` is the next sensible one."""

    def __init__(self, problem: str, offer: When) -> None:
        super().__init__(problem)
        self.offer = offer
