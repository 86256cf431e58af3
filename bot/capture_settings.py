"""What makes an item of a message by itself: shown, and switched on and off."""

import re

from bot.slack_text import escape
from bot.views.message import Message, said
from store.stores import Stores
from tasks.results import RefusalError, Refused

# docs.slack.dev: a custom emoji's name.
_EMOJI = re.compile(r":?(?P<name>[a-z0-9_+'-]{1,100}):?(?:\s+(?P<switch>on|off))?", re.IGNORECASE)


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
