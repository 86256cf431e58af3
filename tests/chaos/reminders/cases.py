"""The rows of the table: each fault a case of its own, and two that have to go wrong."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from tests.chaos.reminders import faults
from tests.chaos.reminders.plan import Kind, Timeline
from tests.chaos.site import Site

_ALL: Sequence[Kind] = (
    "own", "later", "command", "channel", "pair", "deleted", "intent", "own", "earlier", "daily",
)  # fmt: skip
# As people do who have a thousand: nearly all in Backpack itself.
_MOSTLY_OWN: Sequence[Kind] = (
    "own", "own", "own", "own", "channel", "own", "deleted", "own", "own", "own",
    "own", "later", "own", "own", "intent", "own", "own", "earlier", "own", "command",
)  # fmt: skip
# What a control needs to be shown.
_IN_BACKPACK: Sequence[Kind] = ("own", "pair")
_MINUTES = Timeline()
_SOON = Timeline(due_from=45.0, due_for=45.0, pages_within=5.0)


def _nothing(_site: Site) -> None:
    return


@dataclass(frozen=True)
class ReminderCase:
    """One fault, and what may come of it."""

    key: str
    """With a letter at its end for a control."""
    fault: str
    strike: Callable[[Site, int], bool]
    """One round, called again and again until all is due, with its number from 0; whether it hit."""
    after_start: Callable[[Site], None] = _nothing
    count: int = 240
    kinds: Sequence[Kind] = _ALL
    timeline: Timeline = _MINUTES
    switches: Mapping[str, str] = field(default_factory=dict)
    """Environment that makes the bot unsafe."""
    program: str = "bot.cli"
    """The module that is run instead of the bot's own."""
    must_show: Literal["", "lost", "double"] = ""
    """A control: the suite is able to see this."""


REMINDER_CASES = (
    ReminderCase("r1", "beat and workers killed", faults.kill_dispatchers),
    ReminderCase(
        "r2", "two beats, two workers, one still", faults.dispatch_side_by_side, faults.second_of_each
    ),
    # A tenth is deleted before it is due: 1,000 come due.
    ReminderCase(
        "r3", "Redis killed and stopped, 1,000 due", faults.restart_redis, count=1_120, kinds=_MOSTLY_OWN
    ),
    ReminderCase(
        "r1c",
        "as r1, with early acks and no sweeper",
        faults.kill_dispatchers,
        count=60,
        kinds=_IN_BACKPACK,
        timeline=_SOON,
        switches={"BACKPACK_BOT_UNSAFE_EARLY_ACKS": "1"},
        must_show="lost",
    ),
    ReminderCase(
        "r2c",
        "as r2, with dispatchers that look, then take",
        faults.dispatch_side_by_side,
        faults.second_of_each,
        count=45,
        kinds=_IN_BACKPACK,
        timeline=_SOON,
        program="tests.chaos.reminders.hasty",
        must_show="double",
    ),
)
