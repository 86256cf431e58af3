"""README, "Usage Limits": 100 requests per 5 s and account and client, counted exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sandbox.backpackit.limits import CALENDAR, Caller, Limiter, Quota

if TYPE_CHECKING:
    from tests.sandbox.backpackit.conftest import Backpack

MAYA = Caller("trailhead", "10.0.0.1")


class _Time:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_slot_frees_exactly_five_seconds_after_its_request() -> None:
    time = _Time()
    limiter = Limiter(time, Quota(ordinary=2))
    assert limiter.admit(MAYA) == 0
    time.now = 102.5
    assert limiter.admit(MAYA) == 0

    answers = []
    for moment in (102.5, 103.9, 104.0, 104.999, 105.0, 105.0, 107.499, 107.5):
        time.now = moment
        answers.append(limiter.admit(MAYA))

    # Whole seconds, rounded up, and never 0 for a refusal.
    assert answers == [3, 2, 1, 1, 0, 3, 1, 0]


def test_a_refused_request_does_not_count() -> None:
    time = _Time()
    limiter = Limiter(time, Quota(ordinary=1))
    limiter.admit(MAYA)
    for tenth in range(1, 50):
        time.now = 100 + tenth / 10
        assert limiter.admit(MAYA) > 0
    time.now = 105.0
    assert limiter.admit(MAYA) == 0


def test_accounts_addresses_and_calendar_calls_have_windows_of_their_own() -> None:
    limiter = Limiter(_Time(), Quota(ordinary=1, calendar=2))
    others = [Caller("other", "10.0.0.1"), Caller("trailhead", "10.0.0.2")]

    assert [limiter.admit(caller) for caller in (MAYA, *others)] == [0, 0, 0]
    calendar = Caller(MAYA.account, MAYA.address, CALENDAR)
    assert [limiter.admit(calendar) > 0 for _ in range(3)] == [False, False, True]


@pytest.mark.parametrize("quota", [{"ordinary": 0}, {"calendar": -1}, {"period_seconds": 0.0}])
def test_a_limit_of_nothing_is_refused(quota: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        Quota(**quota)


def test_the_101st_request_in_five_seconds_is_503_with_retry_after(backpack: Backpack) -> None:
    statuses = set()
    for _ in range(100):
        statuses.add(backpack.rest("GET", "/me.xml").status)
        backpack.clock.advance(1 / 64)

    refused = backpack.ws("pages/all")

    assert statuses == {200}
    assert (refused.status, refused.headers["Retry-After"]) == (503, "4")
    backpack.clock.advance(4)
    assert backpack.ws("pages/all").status == 200


def test_wrong_and_malformed_requests_count_too(backpack: Backpack) -> None:
    headers = {"Host": f"{backpack.account}.backpackit.com"}
    for _ in range(50):
        backpack.send("GET", "/wrong/me.xml", "", headers)
        backpack.send("POST", "/ws/pages/all", "<request", headers)

    assert backpack.rest("GET", "/me.xml").status == 503


def test_the_sandboxs_own_routes_are_never_refused(backpack: Backpack) -> None:
    for _ in range(101):
        backpack.rest("GET", "/me.xml")

    assert backpack.admin("GET", f"/state?account={backpack.account}").status == 200


def test_one_accounts_rush_leaves_another_alone(backpack: Backpack, elsewhere: Backpack) -> None:
    for _ in range(101):
        backpack.rest("GET", "/me.xml")

    assert backpack.rest("GET", "/me.xml").status == 503
    assert elsewhere.rest("GET", "/me.xml").status == 200


def test_the_limit_can_be_changed_which_empties_the_windows(backpack: Backpack) -> None:
    try:
        assert backpack.admin("POST", "/limits", {"ordinary": 2}).json == {
            "ordinary": 2,
            "calendar": 10,
            "period_seconds": 5.0,
        }
        statuses = [backpack.rest("GET", "/me.xml").status for _ in range(3)]
    finally:
        restored = backpack.admin("POST", "/limits", {"ordinary": 100})
    assert statuses == [200, 200, 503]
    assert restored.json["ordinary"] == 100
    assert backpack.rest("GET", "/me.xml").status == 200


@pytest.mark.parametrize(
    "fields", [{"ordinary": 0}, {"ordinary": "x"}, {"nothing": 1}, {"period_seconds": -1}]
)
def test_a_senseless_limit_is_refused(backpack: Backpack, fields: dict[str, object]) -> None:
    assert backpack.admin("POST", "/limits", fields).status == 422
    assert backpack.admin("GET", "/limits").json["ordinary"] == 100
