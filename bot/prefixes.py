"""Messages that are commands by how they begin, in channels that want it: `todo: Buy oat milk`."""

import re
from dataclasses import dataclass

VERB_OF_PREFIX = {"todo": "add", "note": "note", "journal": "journal"}
"""What each means in the grammar of `bot.bindings`."""

_PREFIXED = re.compile(rf"\s*({'|'.join(VERB_OF_PREFIX)}):\s*(\S.*)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class Prefixed:
    """A message that may be meant for us."""

    prefix: str
    command: str
    """As it would be typed after `/backpack`, in Slack's text."""


def prefixed(text: str, bot_user_id: str | None) -> Prefixed | None:
    """None: it begins as messages do, or calls our name, which comes as an event of its own."""
    found = _PREFIXED.match(text)
    if found is None or (bot_user_id and re.search(rf"<@{bot_user_id}[|>]", text)):
        return None
    prefix = found[1].lower()
    return Prefixed(prefix, f"{VERB_OF_PREFIX[prefix]} {found[2]}")
