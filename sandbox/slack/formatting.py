"""What Slack does to text on its way from the composer to the app ("Formatting message text")."""

import re

from sandbox.people import PEOPLE

from .seed import BOT_USER_ID, CHANNELS

ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_CHARACTERS = {entity: character for character, entity in ENTITIES.items()}
USER_IDS = {**{person.handle: person.slack_user_id for person in PEOPLE}, "backpack": BOT_USER_ID}
EVERYBODY = ("here", "channel", "everyone")
CHANNEL_IDS = {channel.name: channel.id for channel in CHANNELS}
MENTION = re.compile(r"(?<![\w/.@#&])([@#])([\w-]+)")
# Neither an escaped bracket nor the punctuation after a URL belongs to it.
URL = re.compile(r"https?://(?:(?!&[lg]t;)[^\s|])*(?!&[lg]t;)[^\s|.,;:!?)\]'\"]")


def escape(text: str) -> str:
    """The three characters with a meaning become entities, each exactly once."""
    return "".join(ENTITIES.get(character, character) for character in text)


def unescape(text: str) -> str:
    """The characters again, in one pass: `&amp;lt;` is `&lt;`."""
    return re.sub("|".join(_CHARACTERS), lambda match: _CHARACTERS[match.group()], text)


def command_text(typed: str) -> str:
    """The `text` of a slash command whose manifest sets `should_escape`.

    Mentions become `<@U…|handle>`, `<#C…|name>` and `<!here>`; URLs stay as typed.
    """
    return _with_mentions(escape(typed), labelled=True)


def message_text(typed: str) -> str:
    """The `text` of a message: mentions become `<@U…>`, URLs stand in angle brackets."""
    parts: list[str] = []
    position = 0
    escaped = escape(typed)
    for match in URL.finditer(escaped):
        parts += [_with_mentions(escaped[position : match.start()], labelled=False), f"<{match.group()}>"]
        position = match.end()
    return "".join(parts) + _with_mentions(escaped[position:], labelled=False)


def _with_mentions(text: str, *, labelled: bool) -> str:
    def mention(match: re.Match[str]) -> str:
        sign, name = match.groups()
        if sign == "@" and name in EVERYBODY:
            return f"<!{name}>"
        known = (USER_IDS if sign == "@" else CHANNEL_IDS).get(name.lower())
        if known is None:
            return match.group()
        # Message text names channels with their label even where it leaves it off people.
        label = f"|{name.lower()}" if labelled or sign == "#" else ""
        return f"<{sign}{known}{label}>"

    return MENTION.sub(mention, text)
