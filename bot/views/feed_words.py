"""What feeds are called in a sentence."""

from bot.slack_text import shorten
from bot.views.message import QUOTE_MOST
from tasks.feeding.names import Kind

_ABOUT: dict[Kind, str] = {
    "journal": "the journal of ",
    "status": "everybody’s status in ",
    "page": "the page ",
    "calendar": "the calendar ",
    "list": "the list ",
    "board": "the board of everybody’s status in ",
}
POSTED_BY: dict[Kind, str] = {"list": "card", "board": "status"}
"""What people say for a live message, by what it shows."""


def about(kind: Kind) -> str:
    """What comes before the feed's label."""
    return _ABOUT[kind]


def spoken(kind: Kind, label: str) -> str:
    """For plain text; to be escaped where that is mrkdwn."""
    return f"{about(kind)}{shorten(label, QUOTE_MOST)}"
