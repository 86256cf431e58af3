"""`conversations.open`, `.list`, `.info`, `.history`, `.replies`."""

from typing import Any

from ..errors import SlackError
from ..messages import Message
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


@method("conversations.history")
def history(workspace: Workspace, args: Arguments) -> Json:
    """A conversation's messages, newest first; ephemeral ones are in no history."""
    channel = workspace.own_channel(args.get("channel"))
    found = [each for each in _between(workspace, channel, args) if each.thread_ts in {None, each.ts}]
    found.reverse()
    limit = int(min(args.number("limit", 100), 999))
    start = int(args.number("cursor", 0))
    end = start + limit
    with_metadata = args.flag("include_all_metadata")
    page = {"messages": [each.as_slack(with_metadata=with_metadata) for each in found[start:end]]}
    has_more = len(found) > end
    return {
        **page,
        "has_more": has_more,
        "pin_count": 0,
        "response_metadata": {"next_cursor": str(end) if has_more else ""},
    }


@method("conversations.replies")
def replies(workspace: Workspace, args: Arguments) -> Json:
    """A thread, oldest first, with the message it hangs on."""
    channel, ts = workspace.own_channel(args.get("channel")), args.required("ts")
    found = [each for each in _between(workspace, channel, args) if ts in {each.ts, each.thread_ts}]
    if not found:
        raise SlackError("thread_not_found")
    with_metadata = args.flag("include_all_metadata")
    return {"messages": [each.as_slack(with_metadata=with_metadata) for each in found], "has_more": False}


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


def _between(workspace: Workspace, channel: Channel, args: Arguments) -> list[Message]:
    oldest = args.number("oldest", 0)
    latest = args.number("latest", float("inf"))
    inclusive = args.flag("inclusive")
    return [
        each
        for each in workspace.messages.in_channel(channel.id)
        if each.ephemeral_to is None
        and (oldest < float(each.ts) < latest or (inclusive and float(each.ts) in {oldest, latest}))
    ]
