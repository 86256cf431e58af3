"""What came of an intent, as plain data; `bot` turns it into blocks.

Results of one intent stand in that intent's file. These can come of any.
"""

from dataclasses import dataclass

from tasks.wire import wire


@wire
@dataclass(frozen=True)
class Refused:
    """Nothing was done, and the person can put it right."""

    problem: str
    """What was wrong, naming the person's own words."""
    next_step: str
    """What to do now."""
    choices: tuple[str, ...] = ()
    """Names to choose from: near misses, or the several things that one name means."""
    question: str = "Did you mean"
    """What the choices answer."""
    kept: str = "Nothing was changed in Backpack."
    """What was done or kept nevertheless."""


@wire
@dataclass(frozen=True)
class Silence:
    """There is nothing to say: what was due has been deleted or moved, say."""


@wire
@dataclass(frozen=True)
class NotConnected:
    """This person has no (working) Backpack token here. The command is kept until they connect."""

    interrupted_id: str
    token_was_refused: bool
    """True: there was a token and Backpack refused it; False: there was none."""


@wire
@dataclass(frozen=True)
class GivenUp:
    """It was kept for as long as promised and never got through."""

    kept_hours: int


@wire
@dataclass(frozen=True)
class Unconfirmed:
    """Backpack may or may not have done it: repeating blindly could do it twice."""

    reason: str


@wire
@dataclass(frozen=True)
class Surprise:
    """A fault of ours. The reference is in the log beside the traceback."""

    reference: str


@wire
@dataclass(frozen=True)
class Abandoned:
    """Every attempt died on the way, so no more are made. It may have been done."""

    reference: str


class NotYetError(Exception):
    """Raised by an intent's code while what it waits for is under way; nothing was done."""

    def __init__(self, wait_seconds: float) -> None:
        super().__init__(f"in {wait_seconds:g} s")
        self.wait_seconds = wait_seconds


class RefusalError(Exception):
    """Raised by an intent's code to answer with `refused` instead of a result."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.problem)
        self.refused = refused
