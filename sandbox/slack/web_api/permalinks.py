"""`chat.getPermalink`."""

from typing import Any

from ..errors import SlackError
from ..state import Workspace
from .registry import Arguments, method


@method("chat.getPermalink")
def get_permalink(workspace: Workspace, args: Arguments) -> dict[str, Any]:
    """The address at which the page shows a message; no scope is needed."""
    channel = workspace.channel(args.get("channel"))
    message = workspace.messages.find(channel.id, args.required("message_ts"))
    if message.ephemeral_to is not None:
        raise SlackError("message_not_found")
    path = f"/archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.thread_ts not in {None, message.ts}:
        path += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": workspace.url + path}
