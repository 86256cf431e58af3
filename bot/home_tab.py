"""What is asked for and done on the Home tab, accepted; its answer is the tab itself."""

import time

from aiohttp import ClientError
from redis import RedisError
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.receive import NothingAcceptedError, Receiver
from bot.time_zone import TimeZoneUnknownError, time_zone_of
from bot.views.home import home_to_connect
from store.stores import Stores
from tasks.delivery import Delivery
from tasks.intent import Intent
from tasks.intents import DoAtHome, ShowHome
from tasks.results import NotConnected

Person = tuple[str, str]
"""(Slack team, Slack user)."""

NOT_TAKEN = (NothingAcceptedError, RedisError, SlackClientError, ClientError, TimeoutError, OSError)
"""Nothing was accepted, or the tab could not be drawn."""


class HomeTab:
    """Has a worker draw the tab. All of it raises `NOT_TAKEN`."""

    def __init__(self, receiver: Receiver, stores: Stores) -> None:
        self._receiver = receiver
        self._stores = stores

    async def show(self, operation_id: str, person: Person, client: AsyncWebClient) -> None:
        """As it is now; who has to connect first is shown so at once."""
        intent = ShowHome(await self.zone_of(person, client))
        if await self._receive(operation_id, intent, person):
            await client.views_publish(user_id=person[1], view=home_to_connect())

    async def do(
        self, operation_id: str, intent: Intent, person: Person, client: AsyncWebClient
    ) -> NotConnected | None:
        """Something of theirs, and the tab as it is then. Returns as `Receiver.receive` does."""
        there = DoAtHome.of(intent, await self.zone_of(person, client))
        refusal = await self._receive(operation_id, there, person)
        if refusal is not None:
            await client.views_publish(user_id=person[1], view=home_to_connect())
        return refusal

    async def zone_of(self, person: Person, client: AsyncWebClient) -> str:
        """A journal's "today" is worth no waiting: where Slack does not tell the zone, it is UTC's."""
        try:
            return (await time_zone_of(client, self._stores.slack_time_zones, *person)).key
        except TimeZoneUnknownError:
            return "UTC"

    async def _receive(self, operation_id: str, intent: Intent, person: Person) -> NotConnected | None:
        delivery = at_home(person, intent.describe())
        return await self._receiver.receive(operation_id, intent, delivery, waits_in_line=False)


def at_home(person: Person, words: str) -> Delivery:
    """A delivery accepted now; what the tab can't show is said in a direct message."""
    slack_team_id, slack_user_id = person
    return Delivery(slack_team_id, slack_user_id, slack_user_id, None, words, time.time(), is_direct=True)
