"""The rows of the table: each fault a case of its own, and two that have to go wrong."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from tests.chaos import faults_of_the_rest as others
from tests.chaos import faults_of_workers as workers
from tests.chaos.load import TRIES
from tests.chaos.site import Site


def _nothing(_site: Site) -> None:
    return


@dataclass(frozen=True)
class Case:
    """One fault, and what may come of it."""

    key: str
    """The issue's number; with a letter for a control."""
    fault: str
    strike: Callable[[Site, int], bool]
    """One round, called again and again while the load is sent, with its number from 0; whether it hit."""
    before_start: Callable[[Site], None] = _nothing
    after_start: Callable[[Site], None] = _nothing
    operations: int = 300
    per_second: float = 8.0
    """So that the load lasts for several rounds."""
    at_once: int = 1
    tries: int = 1
    acks_in_time: bool = False
    """Every command has to be answered within the 3 s that Slack waits."""
    switches: Mapping[str, str] = field(default_factory=dict)
    """Environment that makes the bot unsafe."""
    must_show: Literal["", "lost", "double_in_backpack"] = ""
    """A control: the suite is able to see this."""


CASES = (
    Case("1", "worker killed between Backpack's success and the ack", workers.kill_after_success),
    Case("2", "worker killed during the call", workers.kill_during_call),
    Case("3", "worker killed between perform and present", workers.kill_before_present),
    Case("4", "bot killed after enqueue, before ack; Slack repeats", others.kill_bot_before_ack, tries=TRIES),
    Case("5", "Redis killed, restarted from its AOF", others.kill_redis),
    Case("6", "Redis hangs for 10 s", others.hang_redis, operations=700, per_second=20, acks_in_time=True),
    Case("7", "Backpack: 503, 500, slow, cut, truncated", others.trouble_backpack),
    Case("8", "Slack: 429, 5xx, response_url gone", others.trouble_slack),
    Case("9", "beat killed; two beats", workers.kill_beats, after_start=workers.second_beat),
    Case("10", "every delivery three times, in parallel", others.nothing_more, at_once=3),
    Case("11", "one worker's clock 5 min off", others.turn_clock, after_start=others.prepare_clock),
    Case(
        "12", "rolling restart of all workers", workers.restart_one_by_one, after_start=workers.second_worker
    ),
    Case("13", "disk full for Redis", others.fill_disk, before_start=others.shrink_disk),
    Case(
        "1c",
        "as 1, without looking before repeating",
        workers.kill_after_success,
        switches={"BACKPACK_BOT_UNSAFE_NO_RECONCILE": "1"},
        must_show="double_in_backpack",
    ),
    Case(
        "2c",
        "as 2, with early acks and no sweeper",
        workers.kill_during_call,
        switches={"BACKPACK_BOT_UNSAFE_EARLY_ACKS": "1"},
        must_show="lost",
    ),
)
