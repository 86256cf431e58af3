"""Every error that the documentation knows, for every operation; none of them leaves a trace.

For status codes of the server's own (422) see sandbox/README.md; the client knows them as `Rejected`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

import backpack as bp
from tests.contract import cases
from tests.contract.site import SharedSite
from tests.contract.table import CASES, Case, Denial, all_denials, unknown_ids
from tests.contract.world import World, client

assert cases.__all__
NOBODYS = 999_999_999
WRONG_AUTHS: dict[str, bp.Auth] = {
    "token": bp.TokenAuth("0" * 40),
    "Basic": bp.BasicAuth("0" * 40),
    "Bearer": bp.BearerAuth("0" * 40),
}
every_case = pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))


@contextmanager
def leaves_no_trace(world: World) -> Iterator[None]:
    before = world.site.version(world.account)
    yield
    assert world.site.version(world.account) == before


def refusal(world: World, call: bp.Call[Any], kind: type[bp.Refusal] = bp.Refusal) -> bp.Refusal:
    """What the server answers to Maya, who changes nothing by it."""
    with leaves_no_trace(world), pytest.raises(kind) as caught:
        world.maya(call)
    assert world.maya.token not in str(caught.value)
    return caught.value


@pytest.mark.parametrize(
    ("case", "name"), unknown_ids(), ids=[f"{case.name}-{name}" for case, name in unknown_ids()]
)
def test_an_id_that_is_nobodys_or_of_another_account_is_not_found(
    case: Case, name: str, shared: World, elsewhere: World
) -> None:
    assert refusal(shared, case.call(shared, {name: NOBODYS}), bp.NotFound).status == 404
    assert refusal(shared, case.call(shared, {name: getattr(elsewhere, name)}), bp.NotFound).status == 404


@pytest.mark.parametrize(
    ("case", "denial"),
    all_denials(),
    ids=[f"{case.name}-{denial.status}-{denial.reason}" for case, denial in all_denials()],
)
def test_what_the_server_denies_is_the_error_for_it(case: Case, denial: Denial, shared: World) -> None:
    kind = {403: bp.Forbidden, 404: bp.NotFound, 422: bp.Rejected}[denial.status]
    error = refusal(shared, case.call(shared, denial.given), kind)
    assert (error.status, error.retryable, error.may_have_happened) == (denial.status, False, False)


@every_case
@pytest.mark.parametrize("variant", WRONG_AUTHS)
def test_a_wrong_token_is_forbidden(case: Case, variant: str, shared: World) -> None:
    with (
        client(shared.site, shared.account, WRONG_AUTHS[variant]) as stranger,
        leaves_no_trace(shared),
        pytest.raises(bp.Forbidden) as caught,
    ):
        stranger(case.call(shared))
    assert caught.value.status == (401 if variant == "Bearer" else 403)
    assert not caught.value.retryable
    assert "0" * 40 not in str(caught.value)


@every_case
def test_over_the_limit_of_its_class_a_call_is_refused_and_told_when_to_return(
    case: Case, shared: World, site: SharedSite
) -> None:
    first: bp.Call[Any]
    if case.operation.cost == "calendar":
        site.limit(calendar=1)
        first = bp.list_calendars()
    else:
        site.limit(ordinary=1)
        first = bp.list_users()
    try:
        shared.maya(first)
        error = refusal(shared, case.call(shared), bp.RateLimited)
    finally:
        site.limit()
    assert (error.status, error.retryable, error.may_have_happened) == (503, True, False)
    assert 1 <= (error.retry_after_seconds or 0) <= 5
    assert bp.retry_delay_seconds(error, 1, case.operation.safe_to_retry) == error.retry_after_seconds


@every_case
def test_an_internal_error_may_have_happened(case: Case, shared: World, site: SharedSite) -> None:
    site.tell("faults", status=500, account=shared.account, times=1)
    error = refusal(shared, case.call(shared), bp.ServerError)
    assert (error.status, error.retryable, error.may_have_happened) == (500, True, True)
    delay = bp.retry_delay_seconds(error, 1, case.operation.safe_to_retry)
    assert (delay is not None) == case.operation.safe_to_retry
