"""Which scope each method wants (each method's page, "Required scopes")."""

from ..errors import SlackError
from ..state import Workspace
from .registry import Arguments

SCOPES_OF_METHODS = {
    "chat.postMessage": "chat:write",
    "chat.postEphemeral": "chat:write",
    "chat.update": "chat:write",
    "chat.delete": "chat:write",
    "chat.unfurl": "links:write",
    "conversations.open": "im:write",
    "users.info": "users:read",
    "users.list": "users:read",
    "bots.info": "users:read",
    "dnd.info": "dnd:read",
    "dnd.teamInfo": "dnd:read",
    "files.getUploadURLExternal": "files:write",
    "files.completeUploadExternal": "files:write",
}
"""The others want none, or one that depends on the conversation."""
KINDS = {
    "conversations.history": "history",
    "conversations.replies": "history",
    "conversations.info": "read",
    "conversations.members": "read",
}


def check_scope(workspace: Workspace, name: str, args: Arguments) -> None:
    """:raises SlackError: missing_scope, channel_not_found"""
    for needed in _needed(workspace, name, args):
        if needed not in workspace.app.scopes:
            raise SlackError(
                "missing_scope", more={"needed": needed, "provided": ",".join(workspace.app.scopes)}
            )


def _needed(workspace: Workspace, name: str, args: Arguments) -> list[str]:
    if name == "conversations.list":
        types = (args.text("types") or "public_channel").split(",")
        return ["im:read" if kind == "im" else "channels:read" for kind in types]
    if name in KINDS:
        surface = "im" if workspace.channel(args.get("channel")).is_im else "channels"
        return [f"{surface}:{KINDS[name]}"]
    return [SCOPES_OF_METHODS[name]] if name in SCOPES_OF_METHODS else []
