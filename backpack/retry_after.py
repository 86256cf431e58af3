"""What a Retry-After header asks for."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

from backpack.errors import RateLimited

# Without a usable header: the limits are counted over 5 s, after which the quota is whole again.
DEFAULT_SECONDS: Final = 5.0
# A broken or hostile server must not stop an account for longer than this.
LONGEST_SECONDS: Final = 300.0

_SECONDS: Final = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?", re.ASCII)


def retry_after_seconds(header: str | None, now: datetime | None = None) -> float:
    """Seconds to wait, 0 to 300, from a header in seconds (as documented) or as an HTTP date.

    :param now: an aware time; by default the clock's.
    """
    text = (header or "").strip()
    if _SECONDS.fullmatch(text):
        return min(float(text), LONGEST_SECONDS)
    try:
        then = parsedate_to_datetime(text)
    except ValueError:
        return DEFAULT_SECONDS
    seconds = (then.replace(tzinfo=then.tzinfo or UTC) - (now or datetime.now(UTC))).total_seconds()
    return min(max(seconds, 0.0), LONGEST_SECONDS)


def closed_for_seconds(status: int, asked_seconds: float | None) -> float:
    """For how long nobody may call after this answer; 0 unless it is a refusal.

    :param asked_seconds: what its Retry-After asks for, if it has one.
    """
    if status not in RateLimited.statuses:
        return 0.0
    return min(DEFAULT_SECONDS if asked_seconds is None else asked_seconds, LONGEST_SECONDS)
