"""Four weeks of journal writing at a glance, as text: a row for each person, a sign for each day."""

from collections.abc import Sequence

from slack_sdk.models.blocks import RichTextBlock, RichTextElementParts, RichTextPreformattedElement

from bot.slack_text import shorten
from tasks.journaling.activity import Activity

ROWS_MOST = 15
"""More would push the digest itself off the screen."""
_SIGNS = "·▂▅█"
"""None, one, two or three, more."""
_NAME_WIDTH = 12  # with 28 days and the gaps between weeks, a row is as wide as a phone shows
_WEEK = 7
_SUMMARY_NAME_MOST = 60  # 15 of them in the 2,000 characters of a picture's description


def level(count: int) -> int:
    """From 0 to 3: how much a day's entries are shown as."""
    return 0 if count <= 0 else 1 if count == 1 else 2 if count <= 3 else 3


def activity_text(rows: Sequence[Activity]) -> RichTextBlock:
    """`rows` are not empty."""
    lines = [f"{_name(row.name)} {_days(row.counts)}" for row in rows[:ROWS_MOST]]
    text = RichTextElementParts.Text(text="\n".join(lines))
    return RichTextBlock(elements=[RichTextPreformattedElement(elements=[text])])


def activity_summary(rows: Sequence[Activity]) -> str:
    """For those who can't see the picture. Plain text."""
    counts = ", ".join(f"{shorten(row.name, _SUMMARY_NAME_MOST)} {sum(row.counts)}" for row in rows)
    return f"Journal entries in the last four weeks: {counts}"


def _name(name: str) -> str:
    return shorten(" ".join(name.split()), _NAME_WIDTH).ljust(_NAME_WIDTH)


def _days(counts: Sequence[int]) -> str:
    signs = "".join(_SIGNS[level(count)] for count in counts)
    return " ".join(signs[start : start + _WEEK] for start in range(0, len(signs), _WEEK))
