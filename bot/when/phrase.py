"""A whole WHEN: what its parts are, in whatever order they are said."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.when.clocks import Clock, read_clock
from bot.when.dates import read_date
from bot.when.days import Day, FromToday, read_day
from bot.when.every import Every
from bot.when.every_forms import read_every
from bot.when.instants import read_instant
from bot.when.parts import Part, read_part
from bot.when.spans import Span, read_span
from bot.when.words import Word, window
from bot.when.zones import read_zone


@dataclass(frozen=True)
class Phrase:
    """At least one of its parts is there."""

    day: Day | None = None
    clock: Clock | None = None
    part: Part | None = None
    span: Span | None = None
    every: Every | None = None
    instant: datetime | None = None
    """A time stamp; naive: on the wall clock where it is said."""
    zone: ZoneInfo | None = None
    """Where the clock is; None: where it is said."""
    bound: str = ""
    """`by`, `before`, `around` …: it names a time near to the one that is meant."""
    text: str = ""
    words: int = 0
    """How many words it takes."""

    @property
    def has_day(self) -> bool:
        return bool(self.day or self.every or self.instant or self.span)

    @property
    def has_time(self) -> bool:
        return bool(self.clock or self.part or self.instant or (self.span and not self.span.is_of_days))

    @property
    def is_deadline(self) -> bool:
        """`by friday`: the text needs it still, as what is to be kept."""
        return bool(self.bound) and (self.bound not in _NEAR or (self.bound == "about" and not self.clock))

    @property
    def is_strong(self) -> bool:
        """Nothing but a time, wherever it stands."""
        if self.span or self.every or self.instant or isinstance(self.day, FromToday):
            return True
        is_clear = bool(self.clock and self.clock.is_clear and not (self.clock.is_open and not self.day))
        return is_clear or bool(self.day and (self.has_time or self.text.startswith("on ")))

    @property
    def telling(self) -> tuple[bool, int]:
        """The more, the less it can be anything but a time."""
        is_faint = bool(self.day and self.day.is_faint) or bool(self.every and self.every.is_faint)
        return not is_faint or self.has_time, self.has_day + self.has_time

    def joined_with(self, end: "Phrase") -> "Phrase | None":
        """The day from one place in a text with the time of day from another. None: each has one."""
        every = self.every.on(end.day) if self.every and end.day else None
        if every and not (self.has_time and end.has_time):  # `biweekly sync on friday at 9`
            clocked = end if end.has_time else self
            return replace(clocked, every=every, day=None)
        if self.has_day and not self.has_time and end.has_time and not end.has_day:
            return replace(self, clock=end.clock, part=end.part, zone=end.zone)
        if end.has_day and not end.has_time and self.has_time and not self.has_day:
            return replace(end, clock=self.clock, part=self.part, zone=self.zone)
        return None

    @property
    def problem(self) -> str:
        """Why it can't be, for the person."""
        return (self.clock.problem if self.clock else "") or (self.every.problem if self.every else "")


_NEAR = ("around", "about", "roughly", "sometime")
_BOUND = re.compile(
    r"(?P<bound>by|before|around|about|roughly|sometime|not later than|no later than) (?:the )?"
)


def phrase_at(words: Sequence[Word], first: int, *, month_first: bool) -> Phrase | None:
    """The longest WHEN that begins with the word `first`."""
    text = window(words, first)
    bound = _BOUND.match(text)
    start = at = bound.end() if bound else 0
    phrase = Phrase(bound=bound["bound"] if bound else "")
    while at < len(text) and (longer := _longer(phrase, text[at:], month_first=month_first)):
        phrase, length = longer
        at += length + 1  # the blank
    if at == start:
        return None
    read = text[: at - 1]
    return replace(phrase, text=read, words=read.count(" ") + 1)


def _longer(phrase: Phrase, words: str, *, month_first: bool) -> tuple[Phrase, int] | None:
    if phrase.instant or (phrase.span and not phrase.span.is_of_days):
        return None
    is_new = not phrase.has_day and not phrase.has_time
    if is_new and (instant := read_instant(words)):
        return replace(phrase, instant=instant[0]), instant[1]
    if not phrase.has_day and (span := read_span(words)) and (is_new or span[0].is_of_days):
        return replace(phrase, span=span[0]), span[1]
    return (
        _with_every(phrase, words)
        or _with_day(phrase, read_date(words, month_first=month_first) or read_day(words))
        or _with_time(phrase, words)
    )


def _with_every(phrase: Phrase, words: str) -> tuple[Phrase, int] | None:
    if phrase.span or phrase.every or not (found := read_every(words)):
        return None
    every: Every | None = found[0]
    if phrase.day:  # `on friday every 2 weeks`
        every = found[0].on(phrase.day)
    return (replace(phrase, every=every, day=None), found[1]) if every else None


def _with_day(phrase: Phrase, found: tuple[Day, int] | None) -> tuple[Phrase, int] | None:
    if phrase.span or phrase.day or not found:
        return None
    if not phrase.every:
        return replace(phrase, day=found[0]), found[1]
    every = phrase.every.on(found[0])
    return (replace(phrase, every=every), found[1]) if every else None


def _with_time(phrase: Phrase, words: str) -> tuple[Phrase, int] | None:
    if not phrase.part and (found := read_part(words, after_day=phrase.has_day)):
        if not found.is_todays:
            return replace(phrase, part=found.part), found.length
        if not phrase.has_day:
            return replace(phrase, part=found.part, day=FromToday(0)), found.length
    if not phrase.clock and (clock := read_clock(words, after_day=phrase.has_day)):
        return replace(phrase, clock=clock[0]), clock[1]
    if phrase.clock and not phrase.zone and (zone := read_zone(words)):
        return replace(phrase, zone=zone[0]), zone[1]
    return None
