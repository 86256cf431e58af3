"""Where in a text its time stands: at the start, at the end, or, as a guess, in the middle."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.when.answer import UnclearTimeError
from bot.when.doubts import comes_after_number, competes, goes_on, is_bare, is_bound, is_titled, tells
from bot.when.every_forms import read_every
from bot.when.patterns import word_set
from bot.when.phrase import Phrase, phrase_at
from bot.when.spans import read_span
from bot.when.words import WINDOW_WORDS, Word, window

NOT_OF_WHAT = "You said when, but not of what."

_PAST = word_set("last past previous")
_JOINS = word_set("and or & / - – — to until till through thru plus")
_LIMITS = word_set("until till except excluding starting beginning unless")
_SEVERAL = "I found more than one time in that. Set a reminder for each."
_GONE = "Yesterday has passed. Say a time that is still to come."
_LIMITED = "I can't read when something that comes back starts, ends or pauses. Leave that out."


@dataclass(frozen=True)
class Found:
    phrase: Phrase
    places: tuple[tuple[int, int], ...]
    """Which words it takes out of the text: from, to. Empty: the text keeps them all."""
    is_guess: bool


def find_phrase(words: Sequence[Word], *, month_first: bool) -> Found | None:
    """:raises UnclearTimeError: there is more than one time, or one with limits that we can't read"""
    return _Finder(words, month_first=month_first).find()


class _Finder:
    def __init__(self, words: Sequence[Word], *, month_first: bool) -> None:
        self._words, self._month_first = words, month_first

    def find(self) -> Found | None:
        start, (end_at, end) = self._at(0), self._ending_at(len(self._words))
        if self._core(0) == "yesterday" and self._at(1):
            raise UnclearTimeError(_GONE)
        if start and start.words == len(self._words):
            raise UnclearTimeError(NOT_OF_WHAT)
        if end and (self._core(end_at - 1) in _PAST or (start and end_at < start.words)):
            end = None
        if start:
            self._refuse_several(0, start)
        if end:
            self._refuse_several(end_at, end)
        if start and end and not is_bound(self._words, end_at):
            return self._both(start, end_at, end)
        if start:
            return self._start(start)
        if end and not is_bound(self._words, end_at):
            return self._end(end_at, end)
        return self._middle() or (self._end(end_at, end) if end else None)

    def _at(self, first: int) -> Phrase | None:
        return phrase_at(self._words, first, month_first=self._month_first)

    def _ending_at(self, end: int) -> tuple[int, Phrase | None]:
        """The longest time that ends before the word `end`, and where it begins."""
        until_there = self._words[:end]
        for first in range(max(0, end - WINDOW_WORDS), end):
            phrase = phrase_at(until_there, first, month_first=self._month_first)
            if phrase and first + phrase.words == end:
                return first, phrase
        return end, None

    def _refuse_several(self, first: int, phrase: Phrase) -> None:
        after, before = first + phrase.words, first - 1
        if not phrase.has_day and "yesterday" in (self._core(before), self._core(after)):
            raise UnclearTimeError(_GONE)
        if phrase.every and self._is_limit(after):
            raise UnclearTimeError(_LIMITED)
        if self._core(before) in _LIMITS and any(read_every(window(self._words, at)) for at in range(before)):
            raise UnclearTimeError(_LIMITED)
        is_number = self._core(after + 1).isdecimal() and (phrase.clock or phrase.span)  # "at 9 and 17"
        follower = self._at(after)
        if follower and follower.is_strong and ":" not in self._words[after - 1].tail:
            raise UnclearTimeError(_SEVERAL)  # "monday in two weeks"
        if self._core(after) == "or" or (self._core(after) in _JOINS and (is_number or self._at(after + 1))):
            raise UnclearTimeError(_SEVERAL)
        if self._core(before) in _JOINS and self._ending_at(before)[1]:
            raise UnclearTimeError(_SEVERAL)

    def _is_limit(self, at: int) -> bool:
        """`until friday`, `for 2 weeks`."""
        if self._core(at) == "for":
            return bool(read_span(f"in {window(self._words, at + 1)}"))
        is_from = self._core(at) == "from" and bool(self._core(at + 1).isdecimal() or self._at(at + 1))
        return is_from or self._core(at) in _LIMITS

    def _core(self, at: int) -> str:
        return self._words[at].core if 0 <= at < len(self._words) else ""

    def _start(self, phrase: Phrase) -> Found:
        rest = self._words[phrase.words :]
        is_guess = (
            goes_on(self._words, phrase.words, phrase)
            or competes(rest, phrase)
            or self._starts_another(phrase.words)
        )
        return Found(phrase, ((0, phrase.words),), is_guess)

    def _end(self, first: int, phrase: Phrase) -> Found:
        words = self._words
        if is_bound(words, first) or phrase.is_deadline:
            return Found(phrase, (), is_guess=True)
        is_guess = (
            comes_after_number(words, first, phrase)
            or is_titled(words, first, phrase)
            or is_bare(phrase)
            or competes(words[:first], phrase)
            or tells(words[:first])
            or self._ending_at(first)[1] is not None
        )
        return Found(phrase, ((first, len(words)),), is_guess)

    def _starts_another(self, after: int) -> bool:
        """`9am pills, 5pm walk`: a second reminder in the rest of the text."""
        return any(word.tail and self._at(at) for at, word in enumerate(self._words[after - 1 : -1], after))

    def _both(self, start: Phrase, end_at: int, end: Phrase) -> Found:
        """`tomorrow call Ann at 9`: one time in two places, or two of which one is about something else."""
        start_place, end_place = (0, start.words), (end_at, len(self._words))
        if together := start.joined_with(end):
            return Found(together, (start_place, end_place), is_guess=True)
        if end.telling > start.telling:
            return Found(end, (end_place,), is_guess=True)
        return Found(start, (start_place,), is_guess=True)

    def _middle(self) -> Found | None:
        """One that speaks of a time beyond doubt; a guess even so."""
        found, at = [], 1
        while at < len(self._words):
            phrase = self._at(at)
            is_phone = phrase and phrase.text[0] == "+" and self._core(at + phrase.words).isdecimal()
            if phrase and phrase.is_strong and not is_phone and not is_bound(self._words, at):
                found.append(Found(phrase, () if phrase.is_deadline else ((at, at + phrase.words),), True))
            at += phrase.words if phrase else 1
        if len(found) > 1:
            raise UnclearTimeError(_SEVERAL)
        return found[0] if found else None
