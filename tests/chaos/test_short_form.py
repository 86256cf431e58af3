"""The faults that find most in a second, on one stack; `make chaos` has all of them, each by itself."""

from tests.chaos.cases import Case
from tests.chaos.faults_of_the_rest import kill_redis
from tests.chaos.faults_of_workers import kill_after_success
from tests.chaos.reminders.cases import ReminderCase
from tests.chaos.reminders.faults import kill_dispatchers
from tests.chaos.reminders.plan import Timeline
from tests.chaos.reminders.run import run_reminders
from tests.chaos.run import run_case
from tests.chaos.site import Site

# Sent in 13 s, which three rounds take; the rest is waiting for the sweeper.
_OPERATIONS = 40
_PER_SECOND = 3.0
_REMINDERS = 40
# All set in Slack, which is known at once. What a slow machine has not set by then is refused as too late.
_IN_SECONDS = Timeline(due_from=7.0, due_for=7.0)


def _strike(site: Site, number: int) -> bool:
    return kill_redis(site, number) if number % 3 == 1 else kill_after_success(site, number)


def _kill_dispatchers(site: Site, number: int) -> bool:
    # Not the bulk worker, which has nothing to do with these.
    return kill_dispatchers(site, number % 3, between_seconds=1)


def test_nothing_is_lost_or_doubled_while_worker_and_redis_die() -> None:
    case = Case("short", "1 and 5", _strike, per_second=_PER_SECOND)
    row = run_case(case, operations=_OPERATIONS, hurry=True)
    assert row["why"] == "", row
    assert row["operations"] == _OPERATIONS


def test_no_reminder_is_lost_or_doubled_while_those_who_dispatch_them_die() -> None:
    case = ReminderCase(
        "short",
        "r1",
        _kill_dispatchers,
        count=_REMINDERS,
        kinds=("intent", "intent", "intent", "daily"),
        timeline=_IN_SECONDS,
    )
    row = run_reminders(case, hurry=True)
    assert row["why"] == "", row
    assert row["fired"] == row["due"] > 0
