"""The documented limits, and which calls count against which."""

import pytest

from backpack import BACKPACK, BASECAMP_CLASSIC, Call, Profile, Timeouts, list_calendars, list_pages
from backpack.quota import LEASE_SECONDS
from backpack.retry_after import closed_for_seconds


@pytest.mark.parametrize(
    ("profile", "call", "windows"),
    [
        (BACKPACK, list_pages(), [(100, 5)]),
        (BACKPACK, list_calendars(), [(100, 5), (10, 5)]),
        (BASECAMP_CLASSIC, list_calendars(), [(500, 10)]),
        (BASECAMP_CLASSIC, list_pages(), [(100, 10)]),
    ],
    ids=["default", "calendar", "GET", "POST"],
)
def test_a_call_counts_against_the_documented_windows(
    profile: Profile, call: Call[object], windows: list[tuple[int, float]]
) -> None:
    assert [(window.slots, window.seconds) for window in profile.windows_for(call)] == windows


def test_the_usual_lease_is_long_enough_for_the_usual_time_outs_and_no_longer() -> None:
    BACKPACK.check(Timeouts(), LEASE_SECONDS)
    with pytest.raises(ValueError, match="too short"):
        BACKPACK.check(Timeouts(), LEASE_SECONDS - 0.001)


@pytest.mark.parametrize(
    ("status", "asked", "seconds"),
    [
        (200, None, 0),
        (500, 7, 0),
        (503, 7, 7),
        (429, 0.5, 0.5),
        (503, None, 5),
        (429, None, 5),
        (503, 1e6, 300),
    ],
)
def test_only_a_refusal_closes_the_gate_for_as_long_as_it_says_within_reason(
    status: int, asked: float | None, seconds: float
) -> None:
    assert closed_for_seconds(status, asked) == seconds
