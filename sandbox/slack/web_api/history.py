"""`conversations.history`, `conversations.replies`."""

from typing import Any

from ..errors import SlackError
from ..messages import Message
from ..seed import Channel
from ..state import Workspace
from ..threads import as_slack, parent_of
from .registry import Arguments, method

Json = dict[str, Any]


@method("conversations.history")
def history(workspace: Workspace, args: Arguments) -> Json:
    """A conversation's messages, newest first, without replies; ephemeral ones are in no history."""
    channel = workspace.own_channel(args.get("channel"))
    found = [each for each in _between(workspace, channel, args) if each.thread_ts in {None, each.ts}]
    found.reverse()
    return {**_page(workspace, found, args, default_limit=100), "pin_count": 0}


@method("conversations.replies")
def replies(workspace: Workspace, args: Arguments) -> Json:
    """A thread, oldest first, with the message it hangs on; `ts` is that one's, or a reply's.

    :raises SlackError: thread_not_found
    """
    channel = workspace.own_channel(args.get("channel"))
    parent = parent_of(workspace.messages, channel.id, args.required("ts"))
    if parent is None:
        raise SlackError("thread_not_found")
    found = [each for each in _between(workspace, channel, args) if each.thread_ts == parent.ts != each.ts]
    return _page(workspace, [parent, *found], args, default_limit=1000)


def _page(workspace: Workspace, found: list[Message], args: Arguments, *, default_limit: int) -> Json:
    limit = int(min(args.number("limit", default_limit), workspace.history_page))
    start = int(args.number("cursor", 0))
    end = start + limit
    has_more = len(found) > end
    with_metadata = args.flag("include_all_metadata")
    shown = [as_slack(workspace.messages, each, with_metadata=with_metadata) for each in found[start:end]]
    return {
        "messages": shown,
        "has_more": has_more,
        "response_metadata": {"next_cursor": str(end) if has_more else ""},
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
