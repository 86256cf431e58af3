"""The shapes that one and the same payload of Slack comes in: no listener may depend on which."""

from collections.abc import Callable
from typing import Any

Json = dict[str, Any]

_ORGANISATION = "E0TRAILHEAD"

# All that our listeners read, by the payload's `type`. Slack's pages, and the payloads that its own SDKs are
# tested with, have each of these wherever what it tells is the case.
RELIED_ON = {
    "block_actions": """
        type user.id team.id channel.id container.message_ts container.is_ephemeral container.thread_ts
        trigger_id response_url actions.action_id actions.block_id actions.action_ts actions.value
        actions.selected_option.value actions.selected_options""",
    "block_suggestion": "type user.id team.id action_id value",
    "event_callback": """
        type team_id event_id event.type event.subtype event.event_ts event.user event.bot_id event.text
        event.edited event.channel event.channel_type event.thread_ts event.tab event.reaction event.item.type
        event.item.channel event.item.ts event.unfurl_id event.source event.links.url""",
    "message_action": """
        type user.id team.id team.domain channel.id callback_id trigger_id response_url message""",
    "shortcut": "type user.id team.id callback_id trigger_id",
    "slash command": "team_id channel_id user_id command text response_url trigger_id",
    "url_verification": "type challenge",
    "view_submission": """
        type user.id team.id view.id view.hash view.type view.callback_id view.private_metadata
        view.state.values""",
}


def as_recorded(payload: Json) -> Json:
    """As it stands in its file."""
    return payload


def pared(payload: Json) -> Json:
    """With nothing more than we rely on."""
    relied_on = RELIED_ON[payload.get("type", "slash command")].split()

    def kept(whole: Any, path: str) -> Any:
        if isinstance(whole, list):
            return [kept(part, path) for part in whole]
        if not isinstance(whole, dict) or path in relied_on:
            return whole
        parts = {name: (part, f"{path}.{name}".lstrip(".")) for name, part in whole.items()}
        return {
            name: kept(part, at)
            for name, (part, at) in parts.items()
            if any(f"{each}.".startswith(f"{at}.") for each in relied_on)
        }

    return dict(kept(payload, ""))


def on_a_grid(payload: Json) -> Json:
    """From a workspace that belongs to an Enterprise Grid: people are the organisation's there."""
    organisation = {"enterprise_id": _ORGANISATION, "enterprise_name": "Trailhead Worldwide"}
    if "event" in payload:
        authorizations = [each | {"enterprise_id": _ORGANISATION} for each in payload["authorizations"]]
        context = {"context_enterprise_id": _ORGANISATION, "authorizations": authorizations}
        return payload | context | {"enterprise_id": _ORGANISATION}
    if "team" not in payload:
        return payload | organisation
    return payload | {
        "team": payload["team"] | organisation,
        "user": payload["user"] | {"team_id": _ORGANISATION},
        "enterprise": {"id": _ORGANISATION, "name": organisation["enterprise_name"]},
    }


SHAPES: tuple[Callable[[Json], Json], ...] = (as_recorded, pared, on_a_grid)
