"""The faults that find most in a second, on one stack; `make chaos` has all of them, each by itself."""

from tests.chaos.cases import Case
from tests.chaos.faults_of_the_rest import kill_redis
from tests.chaos.faults_of_workers import kill_after_success
from tests.chaos.run import run_case
from tests.chaos.site import Site

# Sent in 13 s, which three rounds take; the rest is waiting for the sweeper.
_OPERATIONS = 40
_PER_SECOND = 3.0


def _strike(site: Site, number: int) -> bool:
    return kill_redis(site, number) if number % 3 == 1 else kill_after_success(site, number)


def test_nothing_is_lost_or_doubled_while_worker_and_redis_die() -> None:
    case = Case("short", "1 and 5", _strike, per_second=_PER_SECOND)
    row = run_case(case, operations=_OPERATIONS, hurry=True)
    assert row["why"] == "", row
    assert row["operations"] == _OPERATIONS
