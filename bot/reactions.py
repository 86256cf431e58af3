"""What a reaction to a message does: its text becomes an item; removed in time, that is taken back."""

import asyncio
import logging
import time
from functools import partial
from typing import Any

from aiohttp import ClientError
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.mentions import with_names
from bot.message_words import message_words
from bot.permalinks import permalink
from bot.receive import Receiver
from bot.slack_text import from_slack, shorten
from bot.views.message import Message
from bot.views.troubles import not_connected
from store.reactions import Reaction
from store.stores import Stores
from tasks.delivery import Delivery
from tasks.intents import AddItem, TakeBack
from tasks.text import LINE_MAX_CHARACTERS

logger = logging.getLogger(__name__)

# Slack gives an event 3 s; the link is asked for meanwhile, and the ledger takes a second of the rest.
_READ_SECONDS = 0.8
_PAGE = 15  # messages; as many as Slack gives an app with the tightest limits


class ReactionAnswers:
    """Accepts what reactions mean; a worker carries it out and answers."""

    def __init__(self, receiver: Receiver, stores: Stores) -> None:
        self._receiver = receiver
        self._stores = stores

    async def is_ours(self, slack_team_id: str, name: str) -> bool:
        """Whether this emoji makes an item. :raises redis.RedisError: the memory is out of reach"""
        return name in await asyncio.to_thread(self._stores.emoji.names, slack_team_id)

    async def added(self, reaction: Reaction, event_ts: str, client: AsyncWebClient) -> Message | None:
        """What is to be said at once; None: a worker answers, or nothing is to be done.

        :raises NothingAcceptedError, redis.RedisError: for certain nothing will be done
        """
        number = await asyncio.to_thread(self._stores.reactions.added, reaction, event_ts)
        if not number:
            return None
        intent = AddItem(await _line(client, reaction))
        refused = await self._receiver.receive(
            reaction.operation_id(number), intent, delivery_of_reaction(reaction)
        )
        return None if refused is None else not_connected(refused)

    async def removed(self, reaction: Reaction, event_ts: str) -> None:
        """Raises as `added` does."""
        number = await asyncio.to_thread(self._stores.reactions.removed, reaction, event_ts)
        if number:
            operation_id = reaction.operation_id(number)
            # Of somebody who has not connected yet the command waits; it is dropped with the reaction.
            await asyncio.to_thread(self._stores.interrupted.drop, operation_id)
            if await asyncio.to_thread(self._is_linked, reaction):
                delivery = delivery_of_reaction(reaction)
                await self._receiver.receive(f"{operation_id}-back", TakeBack(operation_id), delivery)

    def _is_linked(self, reaction: Reaction) -> bool:
        return self._stores.accounts.is_linked(reaction.slack_team_id, reaction.slack_user_id)


def delivery_of_reaction(reaction: Reaction) -> Delivery:
    """A delivery accepted now; the answer is for who reacted alone, in that channel."""
    return Delivery(
        slack_team_id=reaction.slack_team_id,
        slack_user_id=reaction.slack_user_id,
        slack_channel_id=reaction.slack_channel_id,
        response_url=None,
        words=f":{reaction.name}:",
        accepted_at_seconds=time.time(),
        is_direct=reaction.slack_channel_id.startswith("D"),
    )


async def _line(client: AsyncWebClient, reaction: Reaction) -> str:
    """The message's words and the way back to it; where we may not read it, the way alone."""
    text, link = await asyncio.gather(
        _text(client, reaction),
        permalink(client, reaction.slack_channel_id, reaction.message_ts, None, ""),
    )
    words = " ".join(from_slack(await with_names(client, text)).split())
    line = f"{shorten(words, LINE_MAX_CHARACTERS - len(link) - 1)} {link}".strip()
    return line or f"A message in {reaction.slack_channel_id}"  # a person can still tell which it was


async def _text(client: AsyncWebClient, reaction: Reaction) -> str:
    """Empty where the app was not given the scope for this conversation's history."""
    try:
        async with asyncio.timeout(_READ_SECONDS):
            return await _read(client, reaction.slack_channel_id, reaction.message_ts)
    except (SlackClientError, ClientError, TimeoutError, OSError) as error:
        logger.info("a message that was reacted to can't be read: %s", type(error).__name__)
        return ""


async def _read(client: AsyncWebClient, channel_id: str, message_ts: str) -> str:
    only: dict[str, Any] = {"oldest": message_ts, "latest": message_ts, "inclusive": True, "limit": _PAGE}
    pages = (
        partial(client.conversations_history, channel=channel_id, **only),
        # A reply is in no channel's history, but its thread can be asked for by the reply itself.
        partial(client.conversations_replies, channel=channel_id, ts=message_ts, **only),
    )
    for page in pages:
        for message in (await page())["messages"]:
            if message["ts"] == message_ts:
                return message_words(message)
    return ""
