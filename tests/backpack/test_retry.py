"""What is retried and after how long, and what Retry-After means."""

from datetime import UTC, datetime

import pytest

from backpack import (
    BackpackError,
    ConnectionLost,
    Forbidden,
    NotFound,
    RateLimited,
    RedirectRefused,
    Rejected,
    ServerError,
    UnexpectedReply,
    Unreachable,
    UnsendableText,
    retry_delay_seconds,
)
from backpack.retry_after import retry_after_seconds


def latest(_low: float, high: float) -> float:
    return high


def earliest(low: float, _high: float) -> float:
    return low


@pytest.mark.parametrize("safe", [True, False])
@pytest.mark.parametrize("asked", [0.0, 7.0, 300.0])
def test_retry_after_is_waited_out_exactly(asked: float, safe: bool) -> None:
    error = RateLimited("busy", retry_after_seconds=asked)
    assert retry_delay_seconds(error, 3, safe, uniform=earliest) == asked


@pytest.mark.parametrize("safe", [True, False])
def test_what_was_certainly_not_sent_is_always_retried(safe: bool) -> None:
    assert retry_delay_seconds(Unreachable("down"), 1, safe, uniform=latest) == 1


@pytest.mark.parametrize("kind", [ConnectionLost, ServerError, UnexpectedReply])
def test_what_may_have_happened_is_retried_only_if_that_is_safe(kind: type[BackpackError]) -> None:
    assert retry_delay_seconds(kind("?"), 1, safe_to_retry=True) is not None
    assert retry_delay_seconds(kind("?"), 1, safe_to_retry=False) is None


@pytest.mark.parametrize("kind", [Forbidden, NotFound, Rejected, RedirectRefused, UnsendableText])
def test_what_would_fail_again_is_not_retried(kind: type[BackpackError]) -> None:
    assert retry_delay_seconds(kind("no"), 1, safe_to_retry=True) is None


def test_delays_double_up_to_half_a_minute() -> None:
    attempts = [1, 2, 3, 4, 5, 6, 10_000]
    delays = [retry_delay_seconds(Unreachable("down"), attempt, True, uniform=latest) for attempt in attempts]
    assert delays == [1, 2, 4, 8, 16, 30, 30]


def test_jitter_takes_off_half_at_most() -> None:
    assert retry_delay_seconds(Unreachable("down"), 3, True, uniform=earliest) == 2


def test_attempts_are_counted_from_one() -> None:
    with pytest.raises(ValueError, match="from 1"):
        retry_delay_seconds(Unreachable("down"), 0, safe_to_retry=True)


NOW = datetime(2011, 3, 26, 19, 15, 55, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7),
        (" 0 ", 0),
        ("2.5", 2.5),
        ("86400", 300),
        ("Sat, 26 Mar 2011 19:16:05 GMT", 10),
        ("Sat, 26 Mar 2011 19:15:05 GMT", 0),
        ("Fri, 25 Mar 2016 19:15:05 GMT", 300),
        (None, 5),
        ("", 5),
        ("soon", 5),
        ("-1", 5),
        ("nan", 5),
        ("inf", 5),
        ("9" * 500, 5),
        ("\u0667", 5),
    ],
)
def test_a_retry_after_header_is_read_within_bounds(header: str | None, seconds: float) -> None:
    assert retry_after_seconds(header, NOW) == seconds
