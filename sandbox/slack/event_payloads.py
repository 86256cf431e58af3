"""The bodies of events, each as its reference page has it ("Events API", Event types)."""

from typing import Any

from .ids import new_id
from .messages import Message
from .payloads import VERIFICATION_TOKEN
from .seed import APP_ID, BOT_USER_ID, TEAM_ID
from .views import View

Json = dict[str, Any]


def event_callback(event: Json, seconds: int) -> Json:
    """The envelope of every event ("Events API", Callback field)."""
    authorization = {"enterprise_id": None, "team_id": TEAM_ID, "user_id": BOT_USER_ID}
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": TEAM_ID,
        "context_team_id": TEAM_ID,
        "context_enterprise_id": None,
        "api_app_id": APP_ID,
        "event": event,
        "type": "event_callback",
        "event_id": new_id("Ev", 9),
        "event_time": seconds,
        "authorizations": [{**authorization, "is_bot": True, "is_enterprise_install": False}],
        "is_ext_shared_channel": False,
        "event_context": new_id("4-", 20),
    }


def message(posted: Message, channel_type: str) -> Json:
    """Something was said, be it by the app itself."""
    where = {"channel": posted.channel, "event_ts": posted.ts, "channel_type": channel_type}
    return {**posted.as_slack(), **where}


def message_changed(changed: Message, previous: Json, channel_type: str, event_ts: str) -> Json:
    """`message_changed`: a subtype, which an app must not take for something said."""
    change = {"subtype": "message_changed", "message": changed.as_slack(), "previous_message": previous}
    return _hidden(changed.channel, channel_type, event_ts) | change


def message_deleted(deleted: Message, channel_type: str, event_ts: str) -> Json:
    """`message_deleted`: another."""
    change = {"previous_message": deleted.as_slack(), "deleted_ts": deleted.ts}
    return _hidden(deleted.channel, channel_type, event_ts) | {"subtype": "message_deleted", **change}


def app_mention(posted: Message) -> Json:
    """`app_mention`: the app's name was called in a channel."""
    return {**posted.as_slack(), "type": "app_mention", "channel": posted.channel, "event_ts": posted.ts}


def link_shared(message: Message, links: list[dict[str, str]], event_ts: str, *, is_member: bool) -> Json:
    """`link_shared`: addresses that the app has asked to hear of."""
    event: Json = {
        "type": "link_shared",
        "channel": message.channel,
        "is_bot_user_member": is_member,
        "user": message.user,
        "message_ts": message.ts,
        "unfurl_id": f"{message.channel}-{message.ts}",
        "source": "conversations_history",
        "links": links,
        "event_ts": event_ts,
    }
    if message.thread_ts:
        event["thread_ts"] = message.thread_ts
    return event


def app_home_opened(user_id: str, channel: str, tab: str, event_ts: str, view: View | None) -> Json:
    """`app_home_opened`: a person looks at the app's Home tab, or at its direct messages."""
    event: Json = {"type": "app_home_opened", "user": user_id, "channel": channel, "tab": tab}
    event["event_ts"] = event_ts
    if view:
        event["view"] = view.as_slack()
    return event


def reaction(kind: str, user_id: str, name: str, item: Message, event_ts: str) -> Json:
    """`reaction_added` or `reaction_removed`."""
    return {
        "type": kind,
        "user": user_id,
        "reaction": name,
        "item_user": item.user,
        "item": {"type": "message", "channel": item.channel, "ts": item.ts},
        "event_ts": event_ts,
    }


def _hidden(channel: str, channel_type: str, event_ts: str) -> Json:
    times = {"ts": event_ts, "event_ts": event_ts}
    return {"type": "message", "channel": channel, "hidden": True, "channel_type": channel_type, **times}
