"""What our own grammar can't read, by dateparser: rare forms of dates and time stamps. Always a guess.

dateparser takes almost anything for a date ("1700 hours" is a day in September for it). So it never sees a
text: we cut out at its start or end the words that can be of a time and nothing else, and it reads those.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from backpack import to_moment, to_wall_clock
from bot.when.on_day import START_OF_DAY
from bot.when.patterns import MONTH, WEEKDAY
from bot.when.words import Word

_MOST_WORDS = 8  # "on Tue, 7 Jul 2026 at 14:00:00 GMT"
_CLOCK = r"\d{1,2}(?:[:.]\d\d){0,2}[ap]\.?m|\d{1,2}(?::\d\d){1,2}|[ap]\.?m|noon|midnight"
# A span needs one of these, and a figure. Not the seconds' clock alone: "finished in 1:02:03" is a result.
_TELLING = re.compile(
    rf"{MONTH}|{WEEKDAY}|\d{{4}}-\d\d-\d\d(?:t\S+)?|\d{{1,4}}[-./]?{MONTH}(?:[-./]\d{{2,4}})?", re.ASCII
)
_JOINING = re.compile(
    rf"{_CLOCK}|at|on|of|the|in|\d{{1,4}}(?:st|nd|rd|th)?|utc|gmt|z|[+-]\d{{2}}:?\d\d", re.ASCII
)
_HAS_CLOCK = re.compile(rf"(?:^| )(?:{_CLOCK})(?= |$)", re.ASCII)


def guess_moment(
    words: Sequence[Word], now: datetime, zone: ZoneInfo, *, month_first: bool
) -> tuple[datetime, tuple[int, int]] | None:
    """The moment (aware, UTC, after `now`), and which words say it: from, to."""
    for first, after in _spans(words):
        text = " ".join(word.core for word in words[first:after])
        moment = _moment(text, now, zone, month_first=month_first)
        if moment and moment > now:
            return moment, (first, after)
    return None


def _spans(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """At the start and at the end, the longest first; something has to be left."""
    most = min(_MOST_WORDS, len(words) - 1)
    for length in range(most, 0, -1):
        for first in (0, len(words) - length):
            cores = [word.core for word in words[first : first + length]]
            telling = [core for core in cores if _TELLING.fullmatch(core)]
            rest = [core for core in cores if core not in telling]
            if (
                telling
                and re.search(r"\d", "".join(cores))
                and all(_JOINING.fullmatch(core) for core in rest)
            ):
                yield first, first + length


def _moment(text: str, now: datetime, zone: ZoneInfo, *, month_first: bool) -> datetime | None:
    import dateparser  # noqa: PLC0415 - 12 MB and 50 ms, for what few people ever say

    settings = {
        "RELATIVE_BASE": to_wall_clock(now, zone),
        "PREFER_DATES_FROM": "future",
        "PREFER_DAY_OF_MONTH": "first",
        "DATE_ORDER": "MDY" if month_first else "DMY",
    }
    found = dateparser.parse(text, languages=["en"], settings=settings)
    if found is None:
        return None
    if found.tzinfo:
        return found.astimezone(UTC)
    if not _HAS_CLOCK.search(text):
        found = datetime.combine(found.date(), START_OF_DAY)
    return to_moment(found, zone)
