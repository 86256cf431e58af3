"""A time stamp as machines write it: `2026-07-03T14:00Z`, and without an offset `2026-07-03T14:00`."""

import re
from contextlib import suppress
from datetime import datetime

_STAMP = re.compile(
    r"(?:at |on )?(\d{4}-\d\d-\d\dt\d\d:\d\d(?::\d\d)?(?:z|[+-]\d\d:?\d\d)?)(?= |$)", re.ASCII
)


def read_instant(words: str) -> tuple[datetime, int] | None:
    """The time stamp at the start of `words`, naive if it has no offset, and its length."""
    if found := _STAMP.match(words):
        with suppress(ValueError):
            return datetime.fromisoformat(found[1].upper()), found.end()
    return None
