"""`dnd.info`, `dnd.teamInfo`."""

from typing import Any

from ..errors import SlackError
from ..seed import person_by_id
from ..state import Workspace
from .registry import Arguments, method

Json = dict[str, Any]
_MOST_USERS = 50  # dnd.teamInfo: "for up to 50 users on a team"


@method("dnd.info")
def info(workspace: Workspace, args: Arguments) -> Json:
    """Whether one person wants no notifications; `snooze_*` are for that person alone, never for an app."""
    if person_by_id(args.required("user")) is None:
        raise SlackError("user_not_found")
    return _status(workspace, args.text("user"))


@method("dnd.teamInfo")
def team_info(workspace: Workspace, args: Arguments) -> Json:
    """The same of several people."""
    users = [user for user in args.text("users").split(",") if user]
    if not users:
        raise SlackError("no_users_provided")
    return {"users": {user: _status(workspace, user) for user in users[:_MOST_USERS] if person_by_id(user)}}


def _status(workspace: Workspace, user_id: str) -> Json:
    start, end = workspace.dnd.get(user_id, (0.0, 0.0))
    if end <= workspace.now():  # it is over; there is no other
        return {"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1}
    return {"dnd_enabled": True, "next_dnd_start_ts": int(start), "next_dnd_end_ts": int(end)}
