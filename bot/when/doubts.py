"""Signs that a time found in a text is not all that was said about it, or is none at all.

A wrong reading that is presented as certain is the worst that can happen; so each of these makes it a guess.
"""

import re
from collections.abc import Sequence

from bot.when.every_forms import read_every
from bot.when.patterns import COUNT, MONTH, WEEKDAY, WEEKDAYS, pattern, word_set
from bot.when.phrase import Phrase
from bot.when.words import NO_WORD, Word, window

# Right before a time these bind it to the text: "the rent is due friday", "the 5pm train", "it starts at 9".
_BINDS = word_set(
    "is are was were be been due by before after until till since from for of than the a an my our your his "
    "her its their this that these those last past previous next every each only about between around per "
    "with in on at to as like called named titled via or and & / + not early late later scheduled "
    "planned booked set starts begins ends leaves closes opens expires happens arrives departs lands runs "
    "moved moves goes ships"
)
_DASHES = word_set("- – —")
_TELLS_OR_ASKS = word_set(
    "start begin end leave close open expire happen arrive depart land launch ship meet"
)
_ASKS = word_set("to and then please or must should")
# A text that begins so tells of something, and its time may be that of what is told: "we have a call at 5pm".
_TELLERS = word_set(
    "that of i i'm i've we we're he he's she she's it it's they they're you there there's who what "
    "is are was were will"
)
_VERBS = word_set("is are was were will has have had isn't aren't won't wants needs")
_CLAUSES = word_set("if whether that when whenever because who which where")
# "Black Friday", "Good Friday": names of one day of the year.
_NAMES_OF_DAYS = word_set("black good cyber ash easter palm casual fat super holy whit giving ruby taco")
# Right after a time these go on with it: "at 5 or so", "friday week", "tomorrow after lunch".
_GOES_ON = word_set(
    "or and & / + to until till through thru ish week weeks month months year years day days hour "
    "hours minute minutes am pm a.m p.m before after by from starting beginning if when whenever unless "
    "except but not time o'clock morning afternoon evening night noon midnight of at early late later"
)
_PLACE = pattern(r"(?:utc|gmt)\S+|[a-z]+/[a-z_/]+|ak[sd]t|hst|clt|sast|gst|pkt|npt|bdt|ict|wib|pht|kst|trt")
_RELATIVE = pattern(
    rf"(?:{COUNT}|an?) ?(?:minutes?|mins?|hours?|hrs?|days?|weeks?) (?:before|after|prior|ahead|early)"
)
_NUMBER = re.compile(r"[\d+~][\d.,:/-]*", re.ASCII)
_DAY_WORD = pattern(
    rf"(?:{'|'.join(WEEKDAYS)})s?|today|tonight|tomorrow|yesterday|weekend|weekdays?|next (?:week|month)",
    rf"last (?:night|week|month|{'|'.join(WEEKDAYS)})",
    rf"{MONTH} \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH}",
)
_CLOCK_WORD = pattern(r"\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m|\d{1,2}:\d\d|(?:at|from) \d{1,2}|noon|midnight")
_TIME_WORD = pattern(rf"(?:{'|'.join(WEEKDAYS)})s?|today|tonight|tomorrow|weekends?|{COUNT}")
_PROPER = pattern(WEEKDAY, MONTH)


def is_bound(words: Sequence[Word], first: int) -> bool:
    """Whether the word before a time binds it to the text."""
    if first == 0:
        return False
    before = words[first - 1]
    # "We leave at 6" tells, "leave at 6" and "remember to leave at 6" are to be done then.
    is_told = before.core in _TELLS_OR_ASKS and first > 1 and words[first - 2].core not in _ASKS
    is_name = before.core in _NAMES_OF_DAYS and bool(pattern(WEEKDAY).match(words[first].core))
    is_range = first > 1 and before.core in _DASHES and words[first - 2].core.isdecimal()
    is_object = ":" in before.tail and before.core[0] != ":"  # "email Ann re: friday", not ":tada: friday"
    return ((before.core in _BINDS or is_told) and not before.tail) or is_name or is_range or is_object


def goes_on(words: Sequence[Word], after: int, phrase: Phrase) -> bool:
    """Whether what follows a time at the start may belong to it."""
    if after >= len(words):
        return False
    here, next_one = (word.core for word in [*words[after : after + 2], NO_WORD][:2])
    is_marked_off = bool(words[after - 1].tail)
    if here == "to" or here in _DASHES:
        return bool(_NUMBER.match(next_one))
    if _NUMBER.match(here):
        # `tomorrow at 9: 3 eggs` is clear, `tomorrow, 3 eggs` is not.
        return not (is_marked_off and phrase.has_time)
    if is_marked_off:
        return False
    # "On the 14th floor", "at 9 Tokyo time", "at 9 Asia/Tokyo".
    is_floor = not (phrase.has_time or phrase.every) and bool(
        re.search(r"the \d+(?:st|nd|rd|th)$", phrase.text)
    )
    is_elsewhere = bool(phrase.clock) and (next_one == "time" or bool(_PLACE.match(here)))
    return is_floor or is_elsewhere or here in _GOES_ON or bool(_TIME_WORD.match(here))


def comes_after_number(words: Sequence[Word], first: int, phrase: Phrase) -> bool:
    """`meet Ann 9 tomorrow`: a time at the end, and a number before it that may be the hour."""
    if first == 0 or phrase.clock or phrase.span:
        return False
    before = words[first - 1].core
    return before.isdecimal() and int(before) < 24


def is_titled(words: Sequence[Word], first: int, phrase: Phrase) -> bool:
    """`watch The Day After Tomorrow`: capitals where a time has none."""
    begins_sentence = first == 0 or words[first - 1].ends_phrase
    return any(
        word.is_titled and not _PROPER.match(word.core)
        for word in words[first + begins_sentence : first + phrase.words]
    )


def tells(words: Sequence[Word]) -> bool:
    """`Ann is free on friday`, `ask Ann whether she is in on friday`: the time is that of what is told."""
    return (
        words[0].core in _TELLERS
        or any(word.core in _VERBS for word in words[1:4])  # behind a subject, which is short
        or any(word.core in _CLAUSES for word in words)
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
            or _RELATIVE.match(here)
        ):
            return True
    return False
