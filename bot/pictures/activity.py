"""Four weeks of journal writing as a picture: a row for each person, a cell for each day."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.pictures.canvas import Canvas
from bot.pictures.font import ADVANCE, HEIGHT, drawable
from bot.slack_text import shorten
from bot.views.activity import level
from tasks.journaling.activity import DAYS, Activity

# As wide as Slack shows a picture beside text; three pixels a unit, for fine screens and a look at full size.
_SCALE = 3
_MARGIN, _NAME_MOST = 10, 15
_CELL, _BETWEEN, _BETWEEN_WEEKS = 8, 2, 4
_ROW = _CELL + 5
_WEEK = 7
_CELLS_LEFT = _MARGIN + _NAME_MOST * ADVANCE + 6
_WIDTH = _CELLS_LEFT + DAYS * (_CELL + _BETWEEN) + 3 * _BETWEEN_WEEKS + _MARGIN - _BETWEEN
_TOP = _MARGIN + HEIGHT + 6
_LEGEND = HEIGHT + 8

# The app's own green, light to dark; ink and paper that stand on white and on Slack's dark ground alike.
_PAPER, _INK, _FAINT = (250, 251, 250), (38, 50, 46), (120, 134, 128)
_LEVELS = ((226, 232, 229), (168, 213, 194), (90, 169, 138), (47, 93, 80))
_FREE_DAY = (239, 243, 241)
"""A Saturday or Sunday without entries: nobody misses any."""


def activity_picture(rows: Sequence[Activity], last_day: date) -> bytes | None:
    """A PNG; None where a name can't be drawn. `last_day` is the day of the last cells."""
    names = [drawable(shorten(" ".join(row.name.split()), _NAME_MOST)) for row in rows]
    if not rows or None in names:
        return None
    canvas = Canvas(_WIDTH, _TOP + len(rows) * _ROW + _LEGEND + _MARGIN - 5, _PAPER, _SCALE)
    days = [last_day - timedelta(days=DAYS - 1 - number) for number in range(DAYS)]
    for number in range(0, DAYS, _WEEK):
        canvas.text(_left(number), _MARGIN, f"{days[number]:%-d %b}", _FAINT)
    for line, (name, row) in enumerate(zip(names, rows, strict=True)):
        top = _TOP + line * _ROW
        canvas.text(_MARGIN, top + 1, name or "", _INK)
        for number, count in enumerate(row.counts):
            is_free = not count and days[number].weekday() >= 5
            canvas.box(_left(number), top, _CELL, _FREE_DAY if is_free else _LEVELS[level(count)])
    _legend(canvas, _TOP + len(rows) * _ROW + 4)
    return canvas.png()


def _legend(canvas: Canvas, top: int) -> None:
    """What the shades mean, at the right."""
    parts = [("0", 0), ("1", 1), ("2-3", 2), ("4 or more", 3)]
    width = sum(_CELL + 4 + len(text) * ADVANCE + 8 for text, _level in parts) - 8
    left = _WIDTH - _MARGIN - width
    for text, shade in parts:
        canvas.box(left, top, _CELL, _LEVELS[shade])
        canvas.text(left + _CELL + 4, top + 1, text, _FAINT)
        left += _CELL + 4 + len(text) * ADVANCE + 8


def _left(number: int) -> int:
    return _CELLS_LEFT + number * (_CELL + _BETWEEN) + number // _WEEK * _BETWEEN_WEEKS
