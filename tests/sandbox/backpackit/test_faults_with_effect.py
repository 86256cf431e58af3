"""Faults around the commit: what was done and what the client learns of it come apart."""

from __future__ import annotations

import http.client
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.sandbox.backpackit.conftest import Answer, Backpack

NEW_PAGE = "<page><title>x</title></page>"


@pytest.fixture(autouse=True)
def _no_faults_left(backpack: Backpack) -> Iterator[None]:
    yield
    backpack.admin("DELETE", "/faults")
    backpack.admin("POST", "/latency", {"seconds": 0})


def _create(backpack: Backpack, **rule: object) -> Answer:
    """A new page under a fault."""
    assert backpack.admin("POST", "/faults", {"times": 1, **rule}).status == 201
    return backpack.ws("pages/new", NEW_PAGE)


@pytest.mark.parametrize(("cut", "pages"), [("before", 0), ("after", 1)])
def test_a_cut_connection_gives_no_byte_before_or_after_the_commit(
    backpack: Backpack, cut: str, pages: int
) -> None:
    with pytest.raises(ConnectionError):
        _create(backpack, cut=cut)

    assert len(backpack.state()["pages"]) == pages
    assert backpack.admin("GET", "/counters").json["accounts"][backpack.account]["requests"] == 1


def test_a_cut_midway_gives_half_of_the_answer_to_what_was_done(backpack: Backpack) -> None:
    with pytest.raises(http.client.IncompleteRead) as caught:
        _create(backpack, cut="midway")

    assert caught.value.partial.startswith(b'<?xml version="1.0"')
    assert caught.value.expected is not None
    assert caught.value.expected > 0
    assert len(backpack.state()["pages"]) == 1


def test_a_cut_midway_of_an_empty_answer_gives_no_byte(backpack: Backpack) -> None:
    backpack.admin("POST", "/faults", {"cut": "midway", "times": 1})

    with pytest.raises(ConnectionError):
        backpack.rest(
            "PUT", f"/users/{backpack.user.id}/status.xml", "<status><message>Hi</message></status>"
        )

    assert backpack.state()["statuses"][0]["message"] == "Hi"


@pytest.mark.parametrize(("performed", "pages"), [(False, 0), (True, 1)])
def test_a_status_may_come_with_or_without_the_effect(
    backpack: Backpack, performed: bool, pages: int
) -> None:
    answer = _create(backpack, status=503, retry_after=3, performed=performed)

    assert (answer.status, answer.headers["Retry-After"]) == (503, "3")
    assert len(backpack.state()["pages"]) == pages


@pytest.mark.parametrize("body", ["truncated", "malformed", "two_roots", "empty", "html"])
def test_a_spoiled_body_arrives_whole_and_is_no_xml_document(backpack: Backpack, body: str) -> None:
    answer = _create(backpack, body=body)

    assert (answer.status, answer.headers["Content-Length"]) == (200, str(len(answer.body)))
    if body == "html":
        assert (answer.xml.tag, answer.headers["Content-Type"]) == ("html", "text/html; charset=utf-8")
    else:
        with pytest.raises(ParseError):
            _ = answer.xml
    assert len(backpack.state()["pages"]) == 1


def test_even_an_empty_answer_can_be_spoiled_and_keeps_its_headers(backpack: Backpack) -> None:
    backpack.admin("POST", "/faults", {"body": "truncated", "times": 2})
    path = f"/users/{backpack.user.id}/journal_entries.xml"

    created = backpack.rest("POST", path, "<journal-entry><body>x</body></journal-entry>")
    backpack.rest("POST", "/reminders.xml", "<reminder><content>+30 x</content></reminder>")

    assert (created.status, created.body) == (201, b"<response>")
    assert "/journal-entries/" in created.headers["Location"]


def test_a_204_that_is_spoiled_becomes_a_200(backpack: Backpack) -> None:
    made = backpack.rest("POST", "/reminders.xml", "<reminder><content>+30 x</content></reminder>")
    backpack.admin("POST", "/faults", {"body": "malformed", "times": 1})

    answer = backpack.rest("DELETE", f"/reminders/{made.xml.attrib['id']}.xml")

    assert (answer.status, answer.body) == (200, b"<response></oops>")


def test_a_delayed_answer_comes_after_the_commit(backpack: Backpack) -> None:
    backpack.admin("POST", "/faults", {"answer_delay_seconds": 300, "times": 1})

    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(backpack.ws, "pages/new", NEW_PAGE)
        while not backpack.state()["pages"]:
            pass  # until it is committed, which is when the answer waits
        assert not slow.done()
        backpack.admin("DELETE", "/faults")
        assert slow.result(timeout=10).status == 200


def test_a_rule_hits_only_its_operation_and_account(backpack: Backpack, elsewhere: Backpack) -> None:
    backpack.admin("POST", "/faults", {"status": 502, "operation": "list_users", "account": backpack.account})

    statuses = [backpack.rest("GET", path).status for path in ("/me.xml", "/users.xml")]

    assert statuses == [200, 502]
    assert elsewhere.rest("GET", "/users.xml").status == 200


def test_latency_holds_every_request_until_it_is_released(backpack: Backpack) -> None:
    assert backpack.admin("POST", "/latency", {"seconds": 300}).json == {"seconds": 300}

    with ThreadPoolExecutor(2) as pool:
        slow = [pool.submit(backpack.rest, "GET", path) for path in ("/me.xml", "/users.xml")]
        while _requests(backpack) < 2:
            pass
        assert not any(one.done() for one in slow)
        backpack.admin("POST", "/latency", {"seconds": 0})
        backpack.admin("DELETE", "/faults")
        assert [one.result(timeout=10).status for one in slow] == [200, 200]
    assert backpack.admin("GET", "/latency").json == {"seconds": 0}


def _requests(backpack: Backpack) -> int:
    """An account nobody has called yet is not in the counters."""
    accounts = backpack.admin("GET", "/counters").json["accounts"]
    return int(accounts.get(backpack.account, {"requests": 0})["requests"])
