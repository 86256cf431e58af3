"""What follows `journal`: a text to write, or the days that somebody wants to see."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from tasks.journaling.period import Period
from tasks.journaling.whose import Whose

_DAYS = re.compile(r"(?P<period>today|yesterday|week)(?:\s+@(?P<whose>\S.*))?", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“](?P<text>.+)[\"”]", re.DOTALL)
# A name has a word or three; more behind an @ is what somebody did today.
_NAME_MOST_WORDS = 3


@dataclass(frozen=True)
class Asked:
    """To see, not to write."""

    period: Period
    whose: Whose | None


def journal_asked_for(words: str, references: Mapping[str, str] | None = None) -> Asked | None:
    """None: this is a text to write.

    :param references: as in `bot.utterance.Utterance`
    """
    found = _DAYS.fullmatch(words)
    if found is None:
        return None
    period, name = cast("Period", found["period"].lower()), found["whose"]
    if name is None:
        return Asked(period, None)
    if slack_user_id := (references or {}).get(f"@{name}"):
        return Asked(period, Whose(name, slack_user_id))
    goes_on = any(name.startswith(f"{shown[1:]} ") for shown in references or () if shown.startswith("@"))
    if goes_on or len(name.split()) > _NAME_MOST_WORDS:
        return None
    return Asked(period, Whose(name))


def unquoted(words: str) -> str:
    """The text itself, where quotes say that `"today"` is one."""
    quoted = _QUOTED.fullmatch(words)
    return quoted["text"] if quoted and journal_asked_for(quoted["text"]) else words
