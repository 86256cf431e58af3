"""One real server for all contract tests, and worlds on it."""

from collections.abc import Iterator

import pytest

from sandbox.backpackit.limits import Quota
from sandbox.backpackit.site import new_site
from sandbox.backpackit.thread import serving
from tests.contract.site import PLENTY, SharedSite
from tests.contract.world import World


@pytest.fixture(scope="session")
def site() -> Iterator[SharedSite]:
    """The server, without limits that a test would notice; Launchpad tells the accounts' real addresses."""
    made = new_site(quota=Quota(PLENTY, PLENTY))
    made.listeners.account_url = "https://{account}.backpackit.com"
    with serving(made) as url:
        yield SharedSite(url)


@pytest.fixture(scope="session")
def shared(site: SharedSite) -> Iterator[World]:
    """A world for what changes nothing."""
    world = World(site)
    yield world
    world.close()


@pytest.fixture(scope="session")
def elsewhere(site: SharedSite) -> Iterator[World]:
    """A world of another account on the same server."""
    world = World(site)
    yield world
    world.close()


@pytest.fixture
def world(site: SharedSite, auth: str) -> Iterator[World]:
    """A world of the test's own, whose Maya signs in by the variant that the test says."""
    made = World(site, auth)
    yield made
    made.close()
