"""What is left of a text when its time is taken out: the person's own words."""

import re
from collections.abc import Sequence

from bot.when.words import Word

_MARKS = "-–—:;,"
_NOTHING = re.compile(r"(?:to|of|about|that)?[\s.,:;!?…–—-]*", re.IGNORECASE)
# "that" joins a sentence to the time only where a sentence follows: "that I owe Ann", not "that report".
_JOINING = re.compile(
    r"(?:to\s+"
    r"|of\s+(?!course\b)"
    r"|about\s+(?!to\b|\d)"
    r"|that\s+(?=(?:i|i'm|i’m|we|you|he|she|it|it's|it’s|they|there|the|a|an|my|our|your|his|her|their)\b))"
    r"(?=\S)",
    re.IGNORECASE,
)


def content_without(text: str, words: Sequence[Word], places: Sequence[tuple[int, int]]) -> str:
    """`text` without the words of `places` (from, to), and without what joined them to the rest.

    Empty if nothing is left that says something.
    """
    kept, at = [], 0
    for first, after in places:
        kept.append(_end_trimmed(text[at : words[first].start]))
        # What the sentence ends with is not the time's: "did you call Ann tomorrow?"
        kept[-1] += (
            "".join(mark for mark in words[after - 1].tail if mark in "!?") if after == len(words) else ""
        )
        at = words[after - 1].end
    kept.append(_start_trimmed(text[at:]) if places else text.strip())
    content = " ".join(piece for piece in kept if piece)
    content = _JOINING.sub("", content, count=1) if _JOINING.match(content) else content
    return "" if _NOTHING.fullmatch(content) else content


def _start_trimmed(text: str) -> str:
    """Without what stands between the time and the text: `tomorrow - call Ann`."""
    text = text.strip()
    return text[1:].lstrip() if text[:1] in _MARKS and text[1:2].isspace() else text


def _end_trimmed(text: str) -> str:
    text = text.strip().rstrip(",;").rstrip()
    return text[:-1].rstrip() if text[-1:] in _MARKS and text[-2:-1].isspace() else text
