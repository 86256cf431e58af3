"""`home`: which lists the Home tab shows."""

import re

from bot.speaker import Speaker
from tasks.intents import ChooseHomeLists

_SWITCHED = re.compile(r"(?P<list>\S.*?)(?:\s+(?P<switch>on|off))?", re.IGNORECASE | re.DOTALL)


def read_home(words: str, _speaker: Speaker) -> ChooseHomeLists:
    found = _SWITCHED.fullmatch(words)
    if found is None:
        return ChooseHomeLists()
    return ChooseHomeLists(found["list"], (found["switch"] or "on").lower() == "on")
