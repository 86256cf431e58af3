"""The Home tab (docs.slack.dev: app_home_opened event, App Home)."""

import time
from contextlib import suppress
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


# Nothing was accepted, or the tab could not be drawn.
_FAILURES = (NothingAcceptedError, RedisError, SlackClientError, ClientError, TimeoutError, OSError)


def register(app: AsyncApp, receiver: Receiver, stores: Stores) -> None:
    async def zone_of(client: AsyncWebClient, team: str, user: str) -> str:
        """A journal's "today" is worth no waiting: where Slack does not tell the zone, it is UTC's."""
        try:
            return (await time_zone_of(client, stores.slack_time_zones, team, user)).key
        except TimeZoneUnknownError:
            return "UTC"

    async def show(operation_id: str, intent: Intent, team: str, user: str, client: AsyncWebClient) -> None:
        """Have a worker draw the tab; who has to connect first is shown so at once. Raises _FAILURES."""
        delivery = Delivery(team, user, user, None, "", time.time(), is_direct=True)
        if await receiver.receive(operation_id, intent, delivery, waits_in_line=False):
            await client.views_publish(user_id=user, view=home_to_connect())

    async def handle_opened(body: Json, event: Json, client: AsyncWebClient) -> BoltResponse:
        """Delivered again until it is accepted: whoever opened the tab is looking at it."""
        if event.get("tab") != "home":
            return BoltResponse(status=DONE)
        person = body["team_id"], event["user"]
        try:
            intent = ShowHome(await zone_of(client, *person))
            await show(f"event-{body['event_id']}", intent, *person, client)
        except _FAILURES:
            return BoltResponse(status=AGAIN)
        return BoltResponse(status=DONE)

    async def handle_refresh(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        with suppress(*_FAILURES):  # the tab stays as it was: there is nowhere else to say it
            person = _person(body)
            await show(_operation_id(body), ShowHome(await zone_of(client, *person)), *person, client)
        await ack()

    async def handle_tick(ack: AsyncAck, action: Json, body: Json, client: AsyncWebClient) -> None:
        value, completed = TickValue.read(action["block_id"]), bool(action["selected_options"])
        with suppress(*_FAILURES):
            person = _person(body)
            item = value.page_id, value.list_id, value.item_id
            intent = TickAtHome(*item, completed, await zone_of(client, *person))
            await show(_operation_id(body), intent, *person, client)
        await ack()

    app.event("app_home_opened")(handle_opened)
    app.action(ids.HOME_REFRESH)(handle_refresh)
    app.action(ids.HOME_TICK)(handle_tick)


def _person(body: Json) -> tuple[str, str]:
    """(Slack team, Slack user) of a click."""
    return body["team"]["id"], body["user"]["id"]


def _operation_id(body: Json) -> str:
    return f"home-{body['user']['id']}-{body['actions'][0]['action_ts']}"
