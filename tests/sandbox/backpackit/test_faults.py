"""Trouble on demand."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.sandbox.backpackit.conftest import Backpack


@pytest.fixture(autouse=True)
def _no_faults_left(backpack: Backpack) -> Iterator[None]:
    yield
    backpack.admin("DELETE", "/faults")


def test_a_status_replaces_the_operation(backpack: Backpack) -> None:
    backpack.admin("POST", "/faults", {"status": 500})

    answer = backpack.ws("pages/new", "<page><title>x</title></page>")

    assert answer.status == 500
    assert answer.xml.findtext("error") == "Internal error"
    assert backpack.rest("GET", "/me.xml").status == 500
    assert backpack.admin("DELETE", "/faults").json == {"rules": []}
    assert backpack.rest("GET", "/me.xml").status == 200
    assert backpack.state()["pages"] == []


def test_a_503_says_when_to_come_back(backpack: Backpack) -> None:
    backpack.admin("POST", "/faults", {"status": 503, "retry_after": 7})

    answer = backpack.ws("pages/all")

    assert (answer.status, answer.headers["Retry-After"]) == (503, "7")


def test_times_counts_only_the_requests_that_the_path_picks(backpack: Backpack) -> None:
    backpack.admin("POST", "/faults", {"status": 502, "path_contains": "/me", "times": 2})

    statuses = [backpack.rest("GET", path).status for path in ("/me.xml", "/users.xml", "/me.xml", "/me.xml")]

    assert statuses == [502, 200, 502, 200]
    assert backpack.admin("GET", "/faults").json == {"rules": []}


def test_the_path_of_a_rule_does_not_see_the_token(backpack: Backpack) -> None:
    backpack.admin("POST", "/faults", {"status": 502, "path_contains": backpack.user.token[:6]})

    assert backpack.rest("GET", "/me.xml").status == 200


def test_a_server_that_is_down_performs_and_counts_nothing(backpack: Backpack) -> None:
    backpack.admin("POST", "/faults", {"down": True})
    for _ in range(101):
        with pytest.raises(ConnectionError):
            backpack.ws("pages/new", "<page><title>x</title></page>")

    backpack.admin("DELETE", "/faults")

    assert backpack.ws("pages/all").status == 200
    assert backpack.state()["pages"] == []


def test_a_delayed_request_waits_while_others_are_served_and_is_freed_by_clearing(backpack: Backpack) -> None:
    backpack.admin("POST", "/faults", {"delay_seconds": 300, "path_contains": "/me", "times": 1})

    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(backpack.rest, "GET", "/me.xml")
        while backpack.admin("GET", "/faults").json["rules"]:
            pass  # until the rule is used up, which is when the request waits
        assert backpack.rest("GET", "/me.xml").status == 200
        assert not slow.done()
        backpack.admin("DELETE", "/faults")
        assert slow.result(timeout=10).status == 200


def test_a_short_delay_ends_by_itself_and_the_operation_is_performed(backpack: Backpack) -> None:
    backpack.admin("POST", "/faults", {"delay_seconds": 0.01})

    assert backpack.ws("pages/new", "<page><title>x</title></page>").status == 200
    assert len(backpack.state()["pages"]) == 1


@pytest.mark.parametrize(
    "rule",
    [
        {},
        {"status": 200},
        {"status": "500"},
        {"status": True},
        {"delay_seconds": -1},
        {"status": 500, "times": 0},
        {"status": 500, "path_contains": 1},
        {"down": "yes"},
        {"statsu": 500},
        {"cut": "sometimes"},
        {"cut": []},
        {"body": "pdf"},
        {"status": 500, "cut": "after"},
        {"down": True, "body": "html"},
        {"performed": True},
        {"status": 500, "performed": 1},
        {"status": 500, "account": None},
        {"delay_seconds": None},
        {"delay_seconds": 1e9},
    ],
)
def test_a_senseless_rule_is_refused(backpack: Backpack, rule: dict[str, object]) -> None:
    answer = backpack.admin("POST", "/faults", rule)

    assert answer.status == 422
    assert answer.json["error"]
    assert backpack.admin("GET", "/faults").json == {"rules": []}
