"""Names as people type them: case, accents, spacing and curly quotes don't matter."""

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


def fold(name: str) -> str:
    """The form in which two names are compared: `Café  Ideas` and `cafe ideas` are the same."""
    decomposed = unicodedata.normalize("NFKD", name.translate(_QUOTES))
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    # Case last: what was taken apart may hold capitals (`℡` is `TEL`), and İ is an i with a dot.
    folded = unicodedata.normalize("NFKD", bare.casefold())
    return " ".join(folded.split()).strip("\"' ")


def nearest(name: str, among: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """Up to `most` of `among` that `name` may have been meant for, the likeliest first."""
    by_folded: dict[str, str] = {}
    for candidate in among:
        by_folded.setdefault(fold(candidate), candidate)
    folded = fold(name)
    # 0.6 is difflib's own cut-off for "looks alike": `Grocries` passes, `Grandma` does not.
    close = get_close_matches(folded, by_folded, n=most, cutoff=0.6)
    containing = [
        other for other in by_folded if other and len(folded) >= 3 and (folded in other or other in folded)
    ]
    return tuple(by_folded[match] for match in dict.fromkeys([*close, *containing]))[:most]
