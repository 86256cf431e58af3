"""`conversations.open`, `.list`, `.info`, `.members`."""

from typing import Any

from sandbox.people import PEOPLE

from ..errors import SlackError
from ..seed import BOT_USER_ID, CHANNELS, DIRECT_MESSAGES, TEAM_ID, Channel
from ..state import Workspace
from .registry import Arguments, method

Json = dict[str, Any]


@method("conversations.open")
def open_conversation(_: Workspace, args: Arguments) -> Json:
    """The direct messages between the app and one person."""
    wanted = args.text("channel") or args.required("users")
    dm = next((each for each in DIRECT_MESSAGES if wanted in {each.id, each.person_id}), None)
    if dm is None:
        raise SlackError("user_not_found")
    if args.flag("return_im"):
        return {"no_op": True, "already_open": True, "channel": channel_object(dm)}
    return {"channel": {"id": dm.id}}


@method("conversations.list")
def list_conversations(_: Workspace, args: Arguments) -> Json:
    """Channels, and direct messages where `types` asks for them; on one page."""
    types = (args.text("types") or "public_channel").split(",")
    wanted = [*(CHANNELS if "public_channel" in types else ()), *(DIRECT_MESSAGES if "im" in types else ())]
    channels = [channel_object(channel) for channel in wanted]
    return {"channels": channels, "response_metadata": {"next_cursor": ""}}


@method("conversations.info")
def info(workspace: Workspace, args: Arguments) -> Json:
    """One conversation."""
    return {"channel": channel_object(workspace.channel(args.get("channel")))}


@method("conversations.members")
def members(workspace: Workspace, args: Arguments) -> Json:
    """Who is in a conversation: everybody, and the app where it is still there; in pages."""
    channel = workspace.channel(args.get("channel"))
    people = [person.slack_user_id for person in PEOPLE if channel.person_id in {None, person.slack_user_id}]
    everybody = people if channel.id in workspace.app.left else [*people, BOT_USER_ID]
    start = int(args.number("cursor", 0))
    end = start + int(args.number("limit", 100))
    cursor = str(end) if end < len(everybody) else ""
    return {"members": everybody[start:end], "response_metadata": {"next_cursor": cursor}}


def channel_object(channel: Channel) -> Json:
    """A conversation ("Conversation object")."""
    common = {"id": channel.id, "created": 0, "is_archived": False, "is_org_shared": False}
    common |= {"context_team_id": TEAM_ID, "updated": 0, "is_im": channel.is_im, "is_mpim": False}
    if channel.is_im:
        return {**common, "user": channel.person_id, "is_user_deleted": False, "is_open": True}
    return {
        **common,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": True,
        "is_group": False,
        "is_private": False,
        "is_general": channel is CHANNELS[0],
        "is_member": True,
        "creator": BOT_USER_ID,
        "topic": {"value": channel.topic, "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "num_members": 4,
    }
