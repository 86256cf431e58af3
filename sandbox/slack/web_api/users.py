"""`users.info`, `users.list`."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.people import PEOPLE, Person

from ..errors import SlackError
from ..seed import APP_ID, BOT_ID, BOT_NAME, BOT_USER_ID, TEAM_ID, person_by_id
from ..state import Workspace
from .registry import Arguments, method

Json = dict[str, Any]

# Slack's `tz_label` follows the season: (standard, summer).
ZONE_LABELS = {
    "Europe/Berlin": ("Central European Time", "Central European Summer Time"),
    "America/Chicago": ("Central Standard Time", "Central Daylight Time"),
    "America/Los_Angeles": ("Pacific Standard Time", "Pacific Daylight Time"),
}


@method("users.info")
def users_info(workspace: Workspace, args: Arguments) -> Json:
    """One person, or the app's bot user."""
    user_id = args.text("user")
    person = person_by_id(user_id)
    if person:
        return {"user": user_object(person, workspace.now())}
    if user_id == BOT_USER_ID:
        return {"user": bot_user_object()}
    raise SlackError("user_not_found")


@method("users.list")
def users_list(workspace: Workspace, _: Arguments) -> Json:
    """Everyone, on one page."""
    members = [user_object(person, workspace.now()) for person in PEOPLE]
    members.append(bot_user_object())
    return {
        "members": members,
        "cache_ts": int(workspace.now()),
        "response_metadata": {"next_cursor": ""},
    }


def user_object(person: Person, seconds: float) -> Json:
    """A person ("User object")."""
    local = datetime.fromtimestamp(seconds, ZoneInfo(person.time_zone))
    offset, summer = local.utcoffset(), bool(local.dst())
    return {
        **_common(person.slack_user_id, person.handle, person.name),
        "tz": person.time_zone,
        "tz_label": ZONE_LABELS[person.time_zone][summer],
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "is_admin": person is PEOPLE[0],
        "is_bot": False,
    }


def bot_user_object() -> Json:
    """The app's bot user."""
    user = _common(BOT_USER_ID, BOT_NAME.lower(), BOT_NAME)
    user["profile"] |= {"bot_id": BOT_ID, "api_app_id": APP_ID}
    zone = {"tz": "America/Los_Angeles", "tz_label": "Pacific Standard Time", "tz_offset": -28800}
    return {**user, **zone, "is_admin": False, "is_bot": True}


def _common(user_id: str, handle: str, name: str) -> Json:
    return {
        "id": user_id,
        "team_id": TEAM_ID,
        "name": handle,
        "deleted": False,
        "real_name": name,
        "is_owner": False,
        "is_restricted": False,
        "is_app_user": False,
        "updated": 0,
        "profile": {
            "real_name": name,
            "real_name_normalized": name,
            "display_name": handle,
            "display_name_normalized": handle,
            "first_name": name.partition(" ")[0],
            "last_name": name.partition(" ")[2],
            "status_text": "",
            "status_emoji": "",
            "team": TEAM_ID,
        },
    }
