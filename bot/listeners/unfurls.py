"""Addresses of pages in messages (docs.slack.dev: link_shared event, Unfurling links)."""

import asyncio
from typing import Any

from redis import RedisError
from slack_bolt.async_app import AsyncApp
from slack_bolt.response import BoltResponse

from bot.backpack_urls import page_at
from bot.config import bot_config
from bot.event_answers import AGAIN, DONE
from bot.place_options import linked
from bot.receive import NothingAcceptedError, Receiver, delivery_of
from store.stores import Stores
from tasks.intents import UnfurlPages
from tasks.intents.unfurl_pages import LinkedPage

Json = dict[str, Any]

EVENTS = ("link_shared",)
"""As the manifest subscribes to them."""


def register(app: AsyncApp, receiver: Receiver, stores: Stores) -> None:
    async def handle_link_shared(body: Json, event: Json) -> BoltResponse:
        """Of a poster who is not connected, and of other addresses, nothing is said, not even that."""
        try:
            link = await asyncio.to_thread(linked, stores, body["team_id"], event["user"])
            if link is None:
                return BoltResponse(status=DONE)
            if found := _pages(event["links"], link.account):
                intent = UnfurlPages(event["unfurl_id"], event["source"], found)
                delivery = delivery_of(
                    slack_team_id=body["team_id"],
                    slack_user_id=event["user"],
                    slack_channel_id=event["channel"],
                    response_url=None,
                    words="",
                )
                await receiver.receive(f"event-{body['event_id']}", intent, delivery, waits_in_line=False)
        except (NothingAcceptedError, RedisError):
            return BoltResponse(status=AGAIN)
        return BoltResponse(status=DONE)

    app.event("link_shared")(handle_link_shared)


def _pages(links: list[Json], account: str) -> tuple[LinkedPage, ...]:
    backpack_url = bot_config().backpack_url
    pages = ((link["url"], page_at(link["url"], account, backpack_url)) for link in links)
    return tuple(LinkedPage(url, page_id) for url, page_id in pages if page_id is not None)
