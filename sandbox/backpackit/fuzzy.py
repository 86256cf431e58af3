"""Fuzzy dates at the head of a reminder's content (wire 8): `+30 text` and `+1:30 text`, nothing wider."""

import re
from dataclasses import dataclass

from .errors import Unacceptable

# Minutes of any size (+1500 was seen), or hours and minutes.
_FUZZY = re.compile(
    r"\+(?:(?P<hours>\d{1,9}):(?P<of_hour>[0-5]?\d)|(?P<minutes>\d{1,9}))(?=\s|\Z)\s*", re.ASCII
)

_LONGEST_SECONDS = 100 * 366 * 86_400
"""A century; without a bound the time would leave the calendar."""


@dataclass(frozen=True)
class FuzzyContent:
    """A content whose prefix was understood."""

    seconds_from_now: int
    content: str


def read_fuzzy(content: str) -> FuzzyContent | None:
    """Split a fuzzy content; the stored text loses the prefix (wire 8). None where there is no such prefix.

    :raises Unacceptable: it lies more than a century ahead.
    """
    found = _FUZZY.match(content)
    if found is None:
        return None
    minutes = int(found["minutes"]) if found["minutes"] else int(found["hours"]) * 60 + int(found["of_hour"])
    if minutes * 60 > _LONGEST_SECONDS:
        raise Unacceptable("that is too far ahead")
    return FuzzyContent(minutes * 60, content[found.end() :])
