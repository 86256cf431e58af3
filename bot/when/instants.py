"""A time stamp as machines write it, `2026-07-03T14:00Z`: the same moment in every zone."""

import re
from contextlib import suppress
from datetime import UTC, datetime

_STAMP = re.compile(r"(?:at |on )?(\d{4}-\d\d-\d\dt\d\d:\d\d(?::\d\d)?(?:z|[+-]\d\d:?\d\d))(?= |$)", re.ASCII)


def read_instant(words: str) -> tuple[datetime, int] | None:
    """The moment (aware, UTC) of the time stamp at the start of `words`, and its length."""
    if found := _STAMP.match(words):
        with suppress(ValueError, OverflowError):
            return datetime.fromisoformat(found[1].upper()).astimezone(UTC), found.end()
    return None
