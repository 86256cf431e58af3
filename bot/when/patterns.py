"""What the patterns of all readers share: numbers in words, and where a pattern may end."""

import re

_NUMBERS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
_MORE_NUMBERS = {
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "forty-five": 45,
    "sixty": 60,
    "ninety": 90,
}
_IN_WORDS = {word: number for number, word in enumerate(_NUMBERS, 1)} | _MORE_NUMBERS

HOUR = rf"(?:\d{{1,2}}|{'|'.join(_NUMBERS)})"
COUNT = rf"(?:\d{{1,6}}|{'|'.join(sorted(_IN_WORDS, key=len, reverse=True))})"

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?"
    r"|sun(?:day)?)"
)
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def pattern(*alternatives: str) -> re.Pattern[str]:
    """One that ends where a word ends."""
    return re.compile(rf"(?:{'|'.join(alternatives)})(?= |$)", re.ASCII)


def word_set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def number(words: str) -> int:
    return _IN_WORDS[words] if words in _IN_WORDS else int(words)


def weekday_number(name: str) -> int:
    """0 is Monday."""
    return next(number for number, weekday in enumerate(WEEKDAYS) if weekday.startswith(name[:3]))


def month_number(name: str) -> int:
    return _MONTHS.index(name[:3]) + 1
