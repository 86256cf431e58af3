"""What of a message is said to the bot: the words without its name, and without the look of a command."""

import re

_ANYBODY = "[UW][A-Z0-9]+"
# Some type the slash command here as well; a blank before it keeps Slack from taking it for one.
_ROOT = re.compile(r"/?(?:backpack|bp)(?:[\s:,]+|$)|/(?=\w)", re.IGNORECASE)
_MARKS = " \t\n.,:;!?…"
_GREETINGS = {"", "hi", "hello", "hey", "help"}


def without_mention(text: str, bot_user_id: str | None) -> str:
    """Slack's text of a mention: what follows our name or, where nothing does, what precedes it.

    While we don't know yet who we are, a name counts only at the start.
    """
    found = re.search(_mention(bot_user_id), text) if bot_user_id else None
    if found is None:
        return without_salutation(text, bot_user_id)
    before, after = text[: found.start()], text[found.end() :]
    return after if after.strip(_MARKS) else before


def without_salutation(text: str, bot_user_id: str | None) -> str:
    """Slack's text of a direct message: our name at its start is no part of what is said."""
    text = text.lstrip()
    found = re.match(_mention(bot_user_id or _ANYBODY), text)
    return text[found.end() :] if found else text


def command_in(words: str) -> str:
    """The command as it is typed after `/backpack`; a greeting asks for help."""
    words = words.strip()
    if root := _ROOT.match(words):
        words = words[root.end() :]
    return "help" if words.strip(_MARKS).lower() in _GREETINGS else words


def _mention(name: str) -> str:
    return rf"<@{name}(?:\|[^<>]*)?>[\s:,]*"
