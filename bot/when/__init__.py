"""When somebody wants to be reminded, and of what: `remind me WHEN WHAT`, in the speaker's own time zone.

    in 20 minutes        +30             in 1h30             tomorrow at 9        tomorrow morning
    next friday 14:00    on 3 March 5pm  2026-12-01 8:30     at 5pm tomorrow      tonight
    every weekday at 9:30                every other tuesday 10am         on the 1st of every month at 9

The time stands at the start or at the end of the text. What these mean, and what is a guess that has to be
confirmed, is decided in docs/decisions/0010-what-when-means.md. In short:

- no time of day is 9:00; of `at 5` the next sensible half of the day is meant, as a guess;
- `friday` and `next friday` are the next Friday after today, the latter a guess while this week has one;
- 3/4 is a guess; a date without a year is the next one; what has passed is refused, and the next one offered;
- a time that the clocks skip moves forward by the gap; of one that comes twice the first is meant;
- what comes back keeps the wall clock; a month without a 31st has its last day instead;
- hours and minutes are counted as they pass, days and more by the calendar.

How it is read: `find` looks for a `phrase` at the start and at the end; each kind of part has a reader
(`spans`, `clocks`, `parts`, `days`, `dates`, `every_forms`, `instants`, `zones`); `resolve` makes a moment of
it, and `doubts` says where the text may mean something else. What none know, `fallback` asks dateparser.
"""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.when.answer import PastTimeError, UnclearTimeError, When
from bot.when.content import content_without
from bot.when.fallback import guess_moment
from bot.when.find import NOT_OF_WHAT, find_phrase
from bot.when.order import is_month_first
from bot.when.resolve import resolve
from bot.when.words import split_words

__all__ = ["PastTimeError", "UnclearTimeError", "When", "read_when"]


def read_when(text: str, now: datetime, zone: ZoneInfo) -> When:
    """Find the time in `text`; `now` is aware.

    :raises UnclearTimeError: no time found, an impossible one (`25:00`), or no text besides
    :raises PastTimeError: it has passed; the error has the next sensible one
    """
    words, month_first = split_words(text), is_month_first(zone)
    found = find_phrase(words, month_first=month_first)
    if found is None:
        guessed = guess_moment(words, now, zone, month_first=month_first)
        if guessed is None:
            raise UnclearTimeError("I could not find a time in that.")
        moment, place = guessed
        return When(moment, _some(content_without(text, words, [place])), is_guess=True)
    resolution = resolve(found.phrase, now, zone)
    content = _some(content_without(text, words, found.places))
    when = When(resolution.moment, content, found.is_guess or resolution.is_guess, resolution.recurrence)
    if resolution.passed is None:
        return when
    offered = f"{when.moment.astimezone(zone):%A %-d %B %Y at %H:%M}"
    passed = f"{resolution.passed.astimezone(zone):%A %-d %B %Y at %H:%M}"
    raise PastTimeError(f"{passed} has passed. Did you mean {offered}?", replace(when, is_guess=True))


def _some(content: str) -> str:
    if not content:
        raise UnclearTimeError(NOT_OF_WHAT)
    return content
