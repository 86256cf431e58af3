"""The Home tab (docs.slack.dev: app_home_opened event, App Home)."""

import asyncio
from contextlib import suppress
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.disconnecting import disconnect
from bot.event_answers import AGAIN, DONE
from bot.home_tab import NOT_TAKEN, HomeTab
from bot.views import ids
from bot.views.home import home_to_connect
from bot.views.tick_values import TickValue
from store.stores import Stores
from tasks.intents import TickItem

Json = dict[str, Any]

EVENTS = ("app_home_opened",)
"""As the manifest subscribes to them."""


def register(app: AsyncApp, tab: HomeTab, stores: Stores) -> None:
    async def handle_opened(body: Json, event: Json, client: AsyncWebClient) -> BoltResponse:
        """Delivered again until it is accepted: whoever opened the tab is looking at it."""
        if event.get("tab") != "home":
            return BoltResponse(status=DONE)
        try:
            await tab.show(f"event-{body['event_id']}", (body["team_id"], event["user"]), client)
        except NOT_TAKEN:
            return BoltResponse(status=AGAIN)
        return BoltResponse(status=DONE)

    async def handle_refresh(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        with suppress(*NOT_TAKEN):  # the tab stays as it was: there is nowhere else to say it
            await tab.show(operation_id_of(body), person_of(body), client)
        await ack()

    async def handle_tick(ack: AsyncAck, action: Json, body: Json, client: AsyncWebClient) -> None:
        value, completed = TickValue.read(action["block_id"]), bool(action["selected_options"])
        tick = TickItem(value.page_id, value.list_id, value.item_id, completed)
        with suppress(*NOT_TAKEN):
            await tab.do(operation_id_of(body), tick, person_of(body), client)
        await ack()

    async def handle_disconnect(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        slack_team_id, slack_user_id = person_of(body)
        with suppress(*NOT_TAKEN):
            await asyncio.to_thread(disconnect, stores, slack_team_id, slack_user_id)
            await client.views_publish(user_id=slack_user_id, view=home_to_connect())
        await ack()

    app.event("app_home_opened")(handle_opened)
    app.action(ids.HOME_REFRESH)(handle_refresh)
    app.action(ids.HOME_TICK)(handle_tick)
    app.action(ids.HOME_DISCONNECT)(handle_disconnect)


def person_of(body: Json) -> tuple[str, str]:
    """(Slack team, Slack user) of a click, or of a form."""
    return body["team"]["id"], body["user"]["id"]


def operation_id_of(body: Json) -> str:
    """Of a click on the tab."""
    return f"home-{body['user']['id']}-{body['actions'][0]['action_ts']}"
