"""Slack's own slash commands, as far as they are here: they bring the app into a channel, or take it out."""

import re

from sandbox.people import Person

from .formatting import USER_IDS
from .seed import BOT_NAME, BOT_USER_ID, Channel, Command
from .state import Workspace

INVITE, REMOVE = "/invite", "/remove"
OWN_COMMANDS = (
    Command(INVITE, "Bring Backpack into this channel", "@backpack"),
    Command(REMOVE, "Take Backpack out of this channel", "@backpack"),
)
_NAME = re.compile(r"@?([\w-]+)")


def carry_out(workspace: Workspace, person: Person, channel: Channel, command: str, text: str) -> None:
    """Done by Slack itself: the app hears of none of them. What does not work, Slackbot tells the person."""
    refusal = _refusal(workspace, channel, command, text)
    if refusal:
        workspace.say_as_slackbot(channel.id, person.slack_user_id, refusal)
    elif command == INVITE:
        workspace.bring_app(channel, person.slack_user_id)
    else:
        workspace.take_app(channel, person.slack_user_id)


def _refusal(workspace: Workspace, channel: Channel, command: str, text: str) -> str:
    found = _NAME.fullmatch(text.strip())
    user_id = USER_IDS.get(found[1].lower()) if found else None
    if user_id is None:
        return f"`{command}` wants the name of who is meant: `{command} @backpack`"
    if channel.is_im:
        return f"`{command}` works in channels."
    if user_id != BOT_USER_ID:
        return "Everybody is in every channel here, and stays."
    is_here = channel.id not in workspace.app.left
    if is_here == (command == INVITE):
        return f"{BOT_NAME} is {'already' if is_here else 'not'} in this channel."
    return ""
