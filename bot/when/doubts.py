"""Signs that a time found in a text is not all that was said about it, or is none at all.

A wrong reading that is presented as certain is the worst that can happen; so each of these makes it a guess.
"""

import re
from collections.abc import Sequence

from bot.when.dates import DayOfMonth
from bot.when.every_forms import read_every
from bot.when.patterns import MONTH, WEEKDAY, WEEKDAYS, pattern, word_set
from bot.when.phrase import Phrase
from bot.when.words import Word, window

# Right before a time these bind it to the text: "the rent is due friday", "the 5pm train", "it starts at 9".
_BINDS = word_set(
    "is are was were be been due by before after until till since from for of than the a an my our your his "
    "her its their this that these those last past previous next every each only about between around per "
    "with in on at to as like called named titled via or and & - – — / + not early late later scheduled "
    "planned booked set starts begins ends leaves closes opens expires happens arrives departs lands runs "
    "moved moves goes ships"
)
# "Black Friday", "Good Friday": names of one day of the year.
_NAMES_OF_DAYS = word_set("black good cyber ash easter palm casual fat super holy whit giving ruby taco")
# Right after a time these go on with it: "at 5 or so", "friday week", "tomorrow after lunch".
_GOES_ON = word_set(
    "or and & - – — / + to until till through thru ish week weeks month months year years day days hour "
    "hours minute minutes am pm a.m p.m before after by if when whenever unless except but time o'clock "
    "morning afternoon evening night noon midnight of at early late later"
)
_NUMBER = re.compile(r"[\d+~][\d.,:/-]*", re.ASCII)
_DAY_WORD = pattern(
    rf"(?:{'|'.join(WEEKDAYS)})s?|today|tonight|tomorrow|weekend|weekdays?|next (?:week|month)",
    rf"{MONTH} \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH}",
)
_CLOCK_WORD = pattern(r"\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m|\d{1,2}:\d\d|at \d{1,2}|noon|midnight")
_PROPER = pattern(WEEKDAY, MONTH)


def is_bound(words: Sequence[Word], first: int) -> bool:
    """Whether the word before a time binds it to the text."""
    if first == 0:
        return False
    before = words[first - 1]
    is_name = before.core in _NAMES_OF_DAYS and bool(pattern(WEEKDAY).match(words[first].core))
    return (before.core in _BINDS and not before.tail) or is_name


def goes_on(words: Sequence[Word], after: int, phrase: Phrase) -> bool:
    """Whether what follows a time at the start may belong to it."""
    if after >= len(words):
        return False
    before, here = words[after - 1], words[after].core
    if here == "to" and after + 1 < len(words):
        return bool(_NUMBER.match(words[after + 1].core))
    if _NUMBER.match(here):
        # `tomorrow at 9: 3 eggs` is clear, `tomorrow, 3 eggs` is not.
        return not (before.tail and phrase.has_time)
    if before.tail:
        return False
    if phrase.clock and after + 1 < len(words) and words[after + 1].core == "time":
        return True  # "at 9 Tokyo time"
    is_floor = isinstance(phrase.day, DayOfMonth) and not phrase.has_time  # "on the 14th floor"
    return here in _GOES_ON or is_floor or bool(_DAY_WORD.match(here) or _CLOCK_WORD.match(here))


def comes_after_number(words: Sequence[Word], first: int, phrase: Phrase) -> bool:
    """`meet Ann 9 tomorrow`: a time at the end, and a number before it that may be the hour."""
    if first == 0 or phrase.has_time:
        return False
    before = words[first - 1].core
    return before.isdecimal() and int(before) < 60


def is_titled(words: Sequence[Word], first: int, phrase: Phrase) -> bool:
    """`watch The Day After Tomorrow`: capitals where a time has none."""
    return any(
        word.is_titled and not _PROPER.match(word.core)
        for word in words[max(first, 1) : first + phrase.words]
    )


def is_bare(phrase: Phrase) -> bool:
    """`psalm 8:30`, `High Noon` at the end of a text: nothing says that it is a time."""
    return bool(
        phrase.clock and not phrase.clock.is_clear and phrase.clock.at.hour < 13 and not phrase.has_day
    )


def competes(words: Sequence[Word], phrase: Phrase) -> bool:
    """Whether the rest of the text has what the time lacks: `second monday meeting notes at 10`."""
    for first in range(len(words)):
        here = window(words, first)
        if (
            (not phrase.has_day and _DAY_WORD.match(here))
            or (not phrase.has_time and _CLOCK_WORD.match(here))
            or (not phrase.every and read_every(here))
        ):
            return True
    return False
