"""The bodies that Slack delivers to an app: slash commands and interactions."""

from typing import Any

from sandbox.people import Person

from .messages import Message
from .seed import APP_ID, TEAM_DOMAIN, TEAM_ID, Channel
from .views import View

Json = dict[str, Any]
# Deprecated by Slack in favour of signatures, and still in every payload.
VERIFICATION_TOKEN = "sandbox-verification-token"


def slash_command(
    person: Person, channel: Channel, typed: tuple[str, str], *, response_url: str, trigger_id: str
) -> dict[str, str]:
    """A typed (command, text) as the app gets it ("Slash commands", Preparing your app)."""
    command, text = typed
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": TEAM_ID,
        "team_domain": TEAM_DOMAIN,
        "channel_id": channel.id,
        "channel_name": channel.name,
        "user_id": person.slack_user_id,
        "user_name": person.handle,
        "command": command,
        "text": text,
        "api_app_id": APP_ID,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": trigger_id,
    }


def interaction(kind: str, person: Person, **fields: Any) -> Json:
    """What all interaction payloads have in common ("Interaction payloads")."""
    user = {"id": person.slack_user_id, "username": person.handle, "name": person.handle, "team_id": TEAM_ID}
    return {
        "type": kind,
        "team": {"id": TEAM_ID, "domain": TEAM_DOMAIN},
        "user": user,
        "api_app_id": APP_ID,
        "token": VERIFICATION_TOKEN,
        "enterprise": None,
        "is_enterprise_install": False,
        **fields,
    }


def shortcut(person: Person, callback_id: str, *, trigger_id: str, action_ts: str) -> Json:
    """A global shortcut ("Shortcuts interaction payloads"): it comes from no channel."""
    return {
        "type": "shortcut",
        "token": VERIFICATION_TOKEN,
        "action_ts": action_ts,
        "team": {"id": TEAM_ID, "domain": TEAM_DOMAIN},
        "user": {"id": person.slack_user_id, "username": person.handle, "team_id": TEAM_ID},
        "is_enterprise_install": False,
        "enterprise": None,
        "callback_id": callback_id,
        "trigger_id": trigger_id,
    }


def message_shortcut(common: Json, person: Person, message: Message, channel: Channel, url: str) -> Json:
    """The same for a shortcut of a message, which it brings along with a `response_url`."""
    return {
        **common,
        "type": "message_action",
        "user": {**common["user"], "name": person.handle},
        "channel": {"id": channel.id, "name": channel.name},
        "message_ts": message.ts,
        "message": message.as_slack(with_metadata=True),
        "response_url": url,
    }


def from_message(message: Message, channel: Channel) -> Json:
    """Where a click in a message came from ("block_actions payload"); ephemeral ones are not repeated."""
    ephemeral = message.ephemeral_to is not None
    container = {"type": "message", "message_ts": message.ts, "channel_id": channel.id}
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    body: Json = {
        "container": {**container, "is_ephemeral": ephemeral},
        "channel": {"id": channel.id, "name": channel.name},
    }
    if not ephemeral:
        body["message"] = message.as_slack(with_metadata=True)
    return body


def from_view(view: View) -> Json:
    """Where a click in a modal or in App Home came from."""
    return {"container": {"type": "view", "view_id": view.id}, "view": view.as_slack()}
