"""A text as words, each with its place, so that a time can be taken out of it again.

No pattern ever sees a whole text: it sees a window of a few words, in small letters, with single blanks
between them. So none, however it backtracks, can take long over a text, however long.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

# The longest phrase we read has 15: "on the first and third monday of every month at 9 in the morning sharp".
WINDOW_WORDS = 16
# "2026-07-03T14:00:00+02:00" has 25; what is longer is no part of a time.
_LONGEST_WORD = 26
_UNREADABLE = "\N{REPLACEMENT CHARACTER}"

_PUNCTUATION = ",.:;!?…"
# Their full stop ends no sentence: "Fri. 14:00", "9 a.m. call", "3.3. 17:00".
_ABBREVIATION = re.compile(
    r"[ap]\.m|approx|ca|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
    r"|\d{1,2}\.\d{1,2}",
    re.ASCII,
)
_DATE_WITH_DOTS = re.compile(r"\d{1,2}\.\d{1,2}\.", re.ASCII)


@dataclass(frozen=True)
class Word:
    core: str
    """In small letters, with straight quotes, without the punctuation after it."""
    start: int
    end: int
    """Of the word with its punctuation: `text[start:end]`."""
    tail: str
    """The punctuation after it."""
    ends_phrase: bool
    """A sentence, a line or what stands before a colon ends here; no time goes on past that."""
    is_titled: bool
    """It begins with a capital, and is not all capitals."""


NO_WORD = Word("", 0, 0, "", ends_phrase=True, is_titled=False)


def split_words(text: str) -> list[Word]:
    words = []
    found = list(re.finditer(r"\S+", text))
    for match, follower in zip_longest(found, found[1:]):
        raw = match[0]
        bare = raw.rstrip(_PUNCTUATION)
        tail = raw[len(bare) :]
        core = bare.lower().replace("’", "'") if len(bare) <= _LONGEST_WORD else _UNREADABLE
        has_full_stop = "." in tail and not _ABBREVIATION.fullmatch(core)
        new_line = follower is not None and "\n" in text[match.end() : follower.start()]
        if _DATE_WITH_DOTS.fullmatch(core + tail[:1]):
            core += "."
        ends = has_full_stop or new_line or any(mark in tail for mark in ":;!?…")
        is_titled = bare[:1].isupper() and not bare.isupper()
        words.append(Word(core or _UNREADABLE, match.start(), match.end(), tail, ends, is_titled))
    return words


def window(words: Sequence[Word], first: int) -> str:
    """What a phrase that begins at the word `first` can be read from."""
    cores = []
    for word in words[first : first + WINDOW_WORDS]:
        cores.append(word.core)
        if word.ends_phrase:
            break
    return " ".join(cores)
