"""What Slack tells of a person: their zone, and whether they want to be left alone."""

import logging
from typing import Any
from zoneinfo import ZoneInfo

from slack_sdk.errors import SlackApiError

from bot.slack_calls import SlackCalls
from store.slack_users import SlackTimeZones

logger = logging.getLogger(__name__)

# Of the statuses that Slack offers to everybody, those of people who don't work: out sick, on vacation.
_AWAY_EMOJI = {":face_with_thermometer:", ":palm_tree:"}


def time_zone_name(
    calls: SlackCalls, remembered: SlackTimeZones, slack_team_id: str, slack_user_id: str
) -> str | None:
    """An IANA name; None: they are gone, or have none that is known. Raises as `SlackCalls` does, except for
    what Slack refuses."""
    if known := remembered.recall(slack_team_id, slack_user_id):
        return known
    user = _user(calls, slack_team_id, slack_user_id)
    name = str(user.get("tz") or "")
    if not name or user.get("deleted"):
        return None
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        logger.warning("Slack tells of a zone that nobody knows: %s", name[:80])
        return None
    remembered.remember(slack_team_id, slack_user_id, name)
    return name


def is_away(calls: SlackCalls, slack_team_id: str, slack_user_id: str, now_seconds: float) -> bool:
    """Whether they want no notifications now, or their status says that they don't work. Raises as above.

    :param now_seconds: `store.clock`'s
    """
    try:
        dnd: Any = calls.call(slack_team_id, "dnd.info", {"user": slack_user_id})
    except SlackApiError as error:  # the scope dnd:read is one of those that an app can do without
        logger.info("whether somebody wants no notifications is not told: %s", error.response.get("error"))
        dnd = {}
    starts, ends = (float(dnd.get(f"next_dnd_{end}_ts") or 0) for end in ("start", "end"))
    if dnd.get("dnd_enabled") and starts <= now_seconds < ends:
        return True
    profile = _user(calls, slack_team_id, slack_user_id).get("profile") or {}
    return profile.get("status_emoji") in _AWAY_EMOJI


def _user(calls: SlackCalls, slack_team_id: str, slack_user_id: str) -> dict[str, Any]:
    """Empty where Slack does not tell."""
    try:
        answer: Any = calls.call(slack_team_id, "users.info", {"user": slack_user_id})
    except SlackApiError as error:
        logger.warning("users.info is refused: %s", error.response.get("error"))
        return {}
    return dict(answer.get("user") or {})
