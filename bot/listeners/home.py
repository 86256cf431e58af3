"""The Home tab (docs.slack.dev: app_home_opened event, App Home)."""

import asyncio
import time
from typing import Any

from aiohttp import ClientError
from redis import RedisError
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.event_answers import AGAIN, DONE
from bot.receive import NothingAcceptedError, Receiver
from bot.time_zone import TimeZoneUnknownError, time_zone_of
from bot.views import ids
from bot.views.home import home_to_connect
from bot.views.tick_values import TickValue
from store.stores import Stores
from tasks.delivery import Delivery
from tasks.intent import Intent
from tasks.intents import ShowHome, TickAtHome

Json = dict[str, Any]

EVENTS = ("app_home_opened",)
"""As the manifest subscribes to them."""


def register(app: AsyncApp, receiver: Receiver, stores: Stores) -> None:
    async def zone_of(client: AsyncWebClient, team: str, user: str) -> str:
        """A journal's "today" is worth no waiting: where Slack does not tell the zone, it is UTC's."""
        try:
            return (await time_zone_of(client, stores.slack_time_zones, team, user)).key
        except TimeZoneUnknownError:
            return "UTC"

    async def handle_opened(body: Json, event: Json, client: AsyncWebClient) -> BoltResponse:
        """Delivered again until it is accepted: whoever opened the tab is looking at it."""
        if event.get("tab") != "home":
            return BoltResponse(status=DONE)
        team, user = body["team_id"], event["user"]
        try:
            if not await asyncio.to_thread(stores.accounts.is_linked, team, user):
                await client.views_publish(user_id=user, view=home_to_connect())
                return BoltResponse(status=DONE)
            intent = ShowHome(await zone_of(client, team, user))
            await _receive(receiver, f"event-{body['event_id']}", intent, team, user)
        except (NothingAcceptedError, RedisError, SlackClientError, ClientError, TimeoutError, OSError):
            return BoltResponse(status=AGAIN)
        return BoltResponse(status=DONE)

    async def handle_refresh(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        team, user = body["team"]["id"], body["user"]["id"]
        await _accept(body, ShowHome(await zone_of(client, team, user)), receiver, client)
        await ack()

    async def handle_tick(ack: AsyncAck, action: Json, body: Json, client: AsyncWebClient) -> None:
        value, team, user = TickValue.read(action["block_id"]), body["team"]["id"], body["user"]["id"]
        item, completed = (value.page_id, value.list_id, value.item_id), bool(action["selected_options"])
        await _accept(body, TickAtHome(*item, completed, await zone_of(client, team, user)), receiver, client)
        await ack()

    app.event("app_home_opened")(handle_opened)
    app.action(ids.HOME_REFRESH)(handle_refresh)
    app.action(ids.HOME_TICK)(handle_tick)


async def _accept(body: Json, intent: Intent, receiver: Receiver, client: AsyncWebClient) -> None:
    """What keeps a click from being accepted leaves the tab as it was: there is nowhere else to say it."""
    team, user = body["team"]["id"], body["user"]["id"]
    operation_id = f"home-{user}-{body['actions'][0]['action_ts']}"
    try:
        if await _receive(receiver, operation_id, intent, team, user):
            await client.views_publish(user_id=user, view=home_to_connect())
    except (NothingAcceptedError, RedisError, SlackClientError, ClientError, TimeoutError, OSError):
        return


async def _receive(receiver: Receiver, operation_id: str, intent: Intent, team: str, user: str) -> bool:
    """Whether the person has to connect first."""
    delivery = Delivery(team, user, user, None, "", time.time(), is_direct=True)
    return await receiver.receive(operation_id, intent, delivery, waits_in_line=False) is not None
