"""Buttons (docs.slack.dev: Handling user interaction)."""

import logging
from typing import Any

from aiohttp import ClientError
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.receive import Receiver
from bot.resuming import resume
from bot.views import ids
from bot.views.connect import ConnectState, form
from bot.views.message import said
from bot.views.troubles import NOTHING_INTERRUPTED
from store.stores import Stores

logger = logging.getLogger(__name__)


def register(app: AsyncApp, receiver: Receiver, stores: Stores) -> None:
    async def handle_connect_button(
        ack: AsyncAck,
        action: dict[str, Any],
        body: dict[str, Any],
        client: AsyncWebClient,
        respond: AsyncRespond,
    ) -> None:
        if not await resume(receiver, stores, _interrupted_id(action), body):
            await _open_form(action, body, client, respond)
        await ack()

    app.action(ids.CONNECT_BUTTON)(handle_connect_button)
    app.action(ids.CONNECT_AGAIN)(handle_connect_again)


async def handle_connect_again(
    ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond
) -> None:
    await _open_form(action, body, client, respond)
    await ack()


def _interrupted_id(action: dict[str, Any]) -> str:
    # Not `removeprefix`: an id may begin with a dash itself.
    return "" if action["value"] == NOTHING_INTERRUPTED else str(action["value"])


async def _open_form(
    action: dict[str, Any], body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond
) -> None:
    """At once: the trigger lives 3 s."""
    interrupted_id = _interrupted_id(action)
    state = ConnectState(interrupted_id, (body.get("channel") or {}).get("id") or "")
    try:
        await client.views_open(trigger_id=body["trigger_id"], view=form(state))
    except (SlackApiError, ClientError, TimeoutError, OSError) as error:
        logger.warning("the connect form could not be opened: %s", type(error).__name__)
        message = said("⚠️ Slack could not open the form. Nothing is lost: please click the button again.")
        await respond(response_type="ephemeral", replace_original=False, **message.payload())
