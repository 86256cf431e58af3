"""What makes an item of a message by itself: shown, and switched on and off."""

import re

from bot.prefixes import VERB_OF_PREFIX
from bot.slack_text import escape
from bot.utterance import Utterance
from bot.views.message import Message, said
from store.stores import Stores
from tasks.results import RefusalError, Refused

# docs.slack.dev: a custom emoji's name.
_EMOJI = re.compile(r":?(?P<name>[a-z0-9_+'-]{1,100}):?(?:\s+(?P<switch>on|off))?", re.IGNORECASE)

_PREFIX = re.compile(rf"(?P<word>{'|'.join(VERB_OF_PREFIX)}):?(?:\s+(?P<switch>on|off))?", re.IGNORECASE)
_PREFIXES = ", ".join(f"`{word}:`" for word in VERB_OF_PREFIX)


def emoji(stores: Stores, slack_team_id: str, words: str) -> Message:
    """`emoji`, `emoji NAME`, `emoji NAME off`: for the whole workspace.

    :raises RefusalError: it names none; :raises redis.RedisError: the memory is out of reach
    """
    if words:
        asked = _EMOJI.fullmatch(words)
        if asked is None:
            raise RefusalError(
                Refused("That is no emoji's name.", "For example: `emoji :backpack: on`", kept="")
            )
        is_on = (asked["switch"] or "on").lower() == "on"
        stores.emoji.switch(slack_team_id, asked["name"].lower(), is_on=is_on)
    names = stores.emoji.names(slack_team_id)
    if not names:
        return said("No emoji adds anything now. `/backpack emoji NAME on` lets one.")
    shown = ", ".join(f":{escape(name)}: (`{escape(name)}`)" for name in names)
    return said(
        f"{shown} on a message adds it to the channel's default list, in the name of whoever reacts; "
        "removed within ten minutes, it is taken back. `/backpack emoji NAME off` stops that."
    )


def prefix(stores: Stores, utterance: Utterance, words: str) -> Message:
    """`prefix`, `prefix todo`, `prefix todo off`: for the channel. Raises as `emoji` does."""
    where = utterance.slack_team_id, utterance.slack_channel_id
    if not utterance.slack_channel_id.startswith(("C", "G")):
        raise RefusalError(Refused("Here everything is for me: leave the prefix out.", "", kept=""))
    if words:
        asked = _PREFIX.fullmatch(words)
        if asked is None:
            raise RefusalError(
                Refused(
                    f"The prefixes are {', '.join(VERB_OF_PREFIX)}.", "For example: `prefix todo on`", kept=""
                )
            )
        is_on = (asked["switch"] or "on").lower() == "on"
        stores.prefixes.switch(*where, asked["word"].lower(), is_on=is_on)
    switched_on = stores.prefixes.switched_on(*where)
    shown = ", ".join(f"`{word}:`" for word in VERB_OF_PREFIX if word in switched_on)
    if not shown:
        return said(f"No prefix is on in this channel; there are {_PREFIXES}. `/backpack prefix todo on`")
    return said(
        f"A message here that begins with {shown} is a command. I hear it where I am invited, and where your "
        "workspace lets me read along (`channels:history`). `/backpack prefix WORD off` stops that."
    )
