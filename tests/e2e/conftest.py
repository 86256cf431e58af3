"""One sandbox for all tests that leave it as it was; those that break parts of it start their own."""

from collections.abc import Iterator

import pytest

from tests.e2e.driver import Driver, running_sandbox
from tests.e2e.slack_page import LINH
from tests.e2e.xml_api import ListAddress

# Above Backpack's own 100 per 5 s: the tests' raw requests count too, and none of them is about the limit.
_ROOMY_LIMIT = 2_000


@pytest.fixture(scope="session")
def session_driver() -> Iterator[Driver]:
    with running_sandbox(_ROOMY_LIMIT) as driver:
        yield driver


@pytest.fixture
def driver(session_driver: Driver, request: pytest.FixtureRequest) -> Iterator[Driver]:
    """The common sandbox, with every part alive before and after, and nothing left to do."""
    if session_driver.spoilt_by:
        pytest.fail(f"{session_driver.spoilt_by} left the common sandbox in a bad state")
    session_driver.spoilt_by = request.node.name
    yield session_driver
    session_driver.backpack.clear_faults()
    session_driver.backpack.set_limits(ordinary=_ROOMY_LIMIT, period_seconds=5)
    session_driver.wait_until_idle()
    session_driver.stack.check_alive()
    session_driver.spoilt_by = ""


@pytest.fixture
def groceries(driver: Driver) -> ListAddress:
    return driver.maya.find_list("Office", "Groceries")


@pytest.fixture
def fresh_list(driver: Driver) -> ListAddress:
    return driver.fresh_list()


@pytest.fixture
def newcomer(driver: Driver) -> Iterator[str]:
    """Linh, who is not connected: neither before the test nor after it."""
    yield LINH
    driver.stores.accounts.forget("T0TRAILHEAD", LINH)
