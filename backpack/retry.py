"""Whether to try again, and after how long. Pure: nothing here sleeps or calls."""

import random
from collections.abc import Callable
from typing import Final

from backpack.errors import BackpackError

# Half a minute: a server that is down for longer is not helped by asking more often.
_LONGEST_DELAY_SECONDS: Final = 30.0


def retry_delay_seconds(
    error: BackpackError,
    attempt: int,
    safe_to_retry: bool,
    *,
    uniform: Callable[[float, float], float] = random.uniform,
) -> float | None:
    """How long to wait before trying again, in seconds; None: do not.

    A server's Retry-After is waited out exactly, because trying earlier counts as flooding. Otherwise the
    delay is 1, 2, 4 … 30 s less up to half of it, so that those who failed together do not return together.

    :param attempt: how many attempts have failed, from 1. The caller decides how many are enough.
    :param safe_to_retry: the call's own, see `Call`. If it is False, an error after which the call may have
        happened is not for retrying but for looking.
    :param uniform: the source of randomness.
    :raises ValueError: the attempt is below 1.

    >>> from backpack.errors import ConnectionLost, RateLimited
    >>> retry_delay_seconds(RateLimited("busy", retry_after_seconds=7), attempt=1, safe_to_retry=False)
    7
    >>> retry_delay_seconds(ConnectionLost("cut"), attempt=1, safe_to_retry=False) is None
    True
    """
    if attempt < 1:
        raise ValueError("attempts are counted from 1")
    if not error.retryable or (error.may_have_happened and not safe_to_retry):
        return None
    if error.retry_after_seconds is not None:
        return error.retry_after_seconds
    # 2 ** 5 is past the longest delay; a bound on the exponent keeps attempt 10,000 from being a big number.
    delay_seconds = min(_LONGEST_DELAY_SECONDS, 2.0 ** min(attempt - 1, 5))
    return uniform(delay_seconds / 2, delay_seconds)
