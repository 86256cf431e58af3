"""Buttons (docs.slack.dev: Handling user interaction)."""

import logging
from typing import Any

from aiohttp import ClientError
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.views import ids
from bot.views.connect import ConnectState, form
from bot.views.message import said
from bot.views.troubles import NOTHING_INTERRUPTED

logger = logging.getLogger(__name__)


def register(app: AsyncApp) -> None:
    app.action(ids.CONNECT_BUTTON)(handle_connect_button)


async def handle_connect_button(
    ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond
) -> None:
    """Open the form at once: the trigger lives 3 s."""
    # Not `removeprefix`: an id may begin with a dash itself.
    interrupted_id = "" if action["value"] == NOTHING_INTERRUPTED else action["value"]
    state = ConnectState(interrupted_id, (body.get("channel") or {}).get("id") or "")
    try:
        await client.views_open(trigger_id=body["trigger_id"], view=form(state))
    except (SlackApiError, ClientError, TimeoutError, OSError) as error:
        logger.warning("the connect form could not be opened: %s", type(error).__name__)
        message = said("⚠️ Slack could not open the form. Nothing is lost: please click the button again.")
        await respond(response_type="ephemeral", replace_original=False, **message.payload())
    await ack()
