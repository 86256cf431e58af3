"""Answering Slack's events: each once, however often it is delivered.

Slack delivers an event again (at once, after a minute, after five more) when it has heard no 200 within 3 s.
So the status says whether it should:

    200   it is accepted, or its person has read the answer
    503   another delivery of it is in hand, or nobody was told; the next one will find out or try again

Who was told that nothing was accepted can rely on it: that is a 200, and the event is over. Open: a 200 that
gets lost while Redis is away, and a bot that dies before Redis has heard that the event is over.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import partial

from redis import RedisError
from slack_sdk.web.async_client import AsyncWebClient

from bot.backlog import Backlog
from bot.conversation import Conversation
from bot.posting_at_once import NotPostedError, post_at_once
from bot.receive import NothingAcceptedError
from bot.slack_calls import SlackUncertainError
from bot.surprises import surprised
from bot.utterance import Utterance
from bot.views.message import Message
from bot.views.troubles import nothing_accepted, perhaps_again
from store.slack_events import SlackEvents, Standing
from tasks.delivery import Delivery

logger = logging.getLogger(__name__)

# Without Redis nothing can be accepted, and that is said within Slack's 3 s.
_BEGIN_SECONDS = 0.8
# The answer is posted by then; whatever takes longer is told to Redis after the 200.
_NOTE_SECONDS = 0.3

DONE = 200
AGAIN = 503


class EventAnswers:
    """Hears what was said in events, and posts what there is to say at once."""

    def __init__(self, conversation: Conversation, events: SlackEvents) -> None:
        self._conversation = conversation
        self._events = events
        self._backlog = Backlog()

    async def answer(self, event_id: str, utterance: Utterance, client: AsyncWebClient) -> int:
        """The HTTP status for Slack."""

        async def hear() -> Message | None:
            return await self._conversation.hear(utterance, client)

        return await self.answer_with(event_id, utterance.delivery, hear, client)

    async def answer_with(
        self,
        event_id: str,
        delivery_now: Callable[[], Delivery],
        hear: Callable[[], Awaitable[Message | None]],
        client: AsyncWebClient,
    ) -> int:
        """The same for what is no sentence.

        :param hear: accepts it; returns what is to be said at once, raises as `Conversation.hear` does
        """
        try:
            standing = await self._begin(event_id)
            if standing is Standing.OVER:
                return DONE
            if standing is Standing.BUSY:
                return AGAIN
            message = await _heard(hear)
        except (NothingAcceptedError, RedisError, TimeoutError):
            return await self._refuse(event_id, delivery_now(), client)
        delivery = delivery_now()
        if message is not None and standing is Standing.AGAIN:
            message = perhaps_again(message, delivery)
        try:
            if message is not None:
                await post_at_once(client, delivery, message)
        except NotPostedError as error:
            logger.error("an answer could not be posted: %s", error)
            await self._note(self._events.release, event_id)
            return AGAIN
        except SlackUncertainError as error:
            logger.warning("nobody knows whether an answer was posted: %s", error)
            await self._note(self._events.doubt, event_id)
            return AGAIN
        await self._note(self._events.end, event_id)
        return DONE

    async def _begin(self, event_id: str) -> Standing:
        async with asyncio.timeout(_BEGIN_SECONDS):
            return await asyncio.to_thread(self._events.begin, event_id)

    async def _refuse(self, event_id: str, delivery: Delivery, client: AsyncWebClient) -> int:
        try:
            await post_at_once(client, delivery, nothing_accepted())
        except NotPostedError as error:
            logger.error("nor could anybody be told that nothing was accepted: %s", error)
            return AGAIN
        except SlackUncertainError as error:
            # To accept it after all would make a lie of what the person may have read.
            logger.error("nobody knows whether it was told that nothing was accepted: %s", error)
        self._backlog.add(partial(self._events.end, event_id))
        return DONE

    async def _note(self, note: Callable[[str], None], event_id: str) -> None:
        try:
            async with asyncio.timeout(_NOTE_SECONDS):
                await asyncio.to_thread(note, event_id)
        except (RedisError, TimeoutError):
            self._backlog.add(partial(note, event_id))


async def _heard(hear: Callable[[], Awaitable[Message | None]]) -> Message | None:
    """A surprise is an answer too, or the next delivery would meet it again."""
    try:
        return await hear()
    except (NothingAcceptedError, RedisError):
        raise
    except Exception as error:  # noqa: BLE001 -- as Bolt's own handler does, which could show it nowhere
        return surprised(error)
