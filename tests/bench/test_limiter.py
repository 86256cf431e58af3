"""What the limiters are measured by has to be strict itself."""

import socket
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.limiter.figures import Stretch, early, most_in_a_window, quota_used
from bench.limiter.latency import Latency
from bench.limiter.log import Entry
from bench.limiter.server import Server
from bench.limiter.window import LIMIT, PERIOD_SECONDS, StrictWindow


def _admitted_at(moments: list[float]) -> list[Entry]:
    window = StrictWindow()
    return [Entry("a", moment, moment, moment, window.admit(moment)) for moment in moments]


@given(st.lists(st.sampled_from([0.0, 0.01, 0.04, 0.05, 0.06, 1.0, 4.99, 5.0]), max_size=400))
def test_no_five_seconds_hold_more_than_the_limit(gaps: list[float]) -> None:
    moments = [sum(gaps[:count]) for count in range(len(gaps) + 1)]
    admitted = [entry.counted for entry in _admitted_at(moments) if not entry.retry_after]
    for first, last in zip(admitted, admitted[LIMIT:], strict=False):
        assert last - first > PERIOD_SECONDS


def test_a_request_counts_until_more_than_five_seconds_have_passed() -> None:
    *_, as_it_ends, after_it = _admitted_at([1.0] * LIMIT + [6.0, 6.001])
    assert (as_it_ends.retry_after, after_it.retry_after) == (1, 0)


def test_a_refused_request_does_not_count() -> None:
    log = _admitted_at([1.0] * (LIMIT + 1) + [6.001] * LIMIT)
    assert [entry.retry_after for entry in log].count(5) == 1
    assert most_in_a_window(log) == LIMIT


def test_the_server_refuses_the_one_request_too_many_and_one_that_it_is_told_to() -> None:
    with Server(Latency()) as server, socket.create_connection(("127.0.0.1", server.port), 30) as client:
        server.refuse_next("other")
        client.sendall(b"one\n" * (LIMIT + 1) + b"other\n" * 2)
        with client.makefile("rb") as answers:
            statuses = Counter(answers.readline().split()[0] for _ in range(LIMIT + 3))
        log = server.log()
    assert statuses == {b"200": LIMIT + 1, b"503": 2}
    assert Counter((entry.account, entry.ordered) for entry in log if entry.retry_after) == {
        ("one", False): 1,
        ("other", True): 1,
    }


@pytest.mark.parametrize(("arrived", "is_early"), [(2.01, 0), (2.5, 1), (4.9, 1), (5.0, 0)])
def test_early_is_what_was_sent_once_the_refusal_was_known(arrived: float, is_early: int) -> None:
    refused = Entry("a", 1.0, 1.5, 2.0, retry_after=3)
    others = [Entry("a", arrived, 7.0, 7.0), Entry("b", 3.0, 3.0, 3.0)]
    assert early([refused, *others]) == is_early


def test_the_quota_is_not_judged_by_half_a_burst() -> None:
    bursts = [burst * 5.2 + place / 1000 for burst in range(10) for place in range(LIMIT)]
    log = [Entry("a", moment, moment, moment) for moment in bursts]
    for end in (42.0, 43.0, 46.0):
        assert quota_used(log, [Stretch(0.0, end)]) == pytest.approx(5 / 5.2)
