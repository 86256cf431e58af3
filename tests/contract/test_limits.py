"""The documented limits, and that a client of ours keeps within them by itself."""

from collections.abc import Iterator

import pytest

import backpack as bp
from sandbox.backpackit.site import new_site
from sandbox.backpackit.thread import serving
from tests.contract.site import SharedSite
from tests.contract.world import World


@pytest.fixture(scope="module")
def limited() -> Iterator[SharedSite]:
    """A server with the documented limits."""
    with serving(new_site()) as url:
        yield SharedSite(url)


@pytest.fixture
def crowded(limited: SharedSite) -> Iterator[World]:
    """A world on it, in whose account nobody has called yet."""
    world = World(limited)
    limited.limit(100, 10)  # forgets what making the world took
    yield world
    world.close()


@pytest.mark.parametrize(
    ("call", "limit", "other"),
    [(bp.list_users(), 100, bp.list_calendars()), (bp.list_calendars(), 10, bp.list_users())],
    ids=["default", "calendar"],
)
def test_the_documented_number_of_calls_is_admitted_and_not_one_more(
    call: bp.Call[object], limit: int, other: bp.Call[object], crowded: World
) -> None:
    for _ in range(limit):
        crowded.maya(call)
    with pytest.raises(bp.RateLimited) as caught:
        crowded.maya(call)
    assert 1 <= (caught.value.retry_after_seconds or 0) <= 5
    crowded.maya(other)  # the two are counted apart


def test_a_client_with_its_own_limiter_waits_and_is_never_refused(crowded: World) -> None:
    auth = bp.TokenAuth(crowded.maya.token)
    with bp.Backpack(crowded.account, auth, contact="ops@example.com", base_url=crowded.site.url) as polite:
        for _ in range(12):
            polite(bp.list_calendars())
    assert crowded.site.ask("counters")["accounts"][crowded.account]["refused"] == 0
