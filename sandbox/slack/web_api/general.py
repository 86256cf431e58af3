"""`api.test`, `auth.test`, `bots.info`."""

from typing import Any

from ..errors import SlackError
from ..seed import APP_ID, BOT_ID, BOT_NAME, BOT_USER_ID, TEAM_DOMAIN, TEAM_ID, TEAM_NAME
from ..state import Workspace
from .registry import Arguments, method

Json = dict[str, Any]


@method("api.test")
def api_test(_: Workspace, args: Arguments) -> Json:
    """Says that it is there, or the error it is asked for."""
    if args.get("error"):
        raise SlackError(args.text("error"))
    return {"args": {name: args.get(name) for name in ("foo",) if name in args}}


@method("auth.test")
def auth_test(_: Workspace, __: Arguments) -> Json:
    """Whose token this is."""
    return {
        "url": f"https://{TEAM_DOMAIN}.slack.com/",
        "team": TEAM_NAME,
        "user": BOT_NAME.lower(),
        "team_id": TEAM_ID,
        "user_id": BOT_USER_ID,
        "bot_id": BOT_ID,
        "is_enterprise_install": False,
    }


@method("bots.info")
def bots_info(_: Workspace, args: Arguments) -> Json:
    """The app's bot."""
    if args.text("bot") not in {"", BOT_ID}:
        raise SlackError("bot_not_found")
    bot = {"id": BOT_ID, "deleted": False, "name": BOT_NAME, "updated": 0, "app_id": APP_ID}
    return {"bot": {**bot, "user_id": BOT_USER_ID, "icons": {}}}
