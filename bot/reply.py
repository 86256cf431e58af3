"""A word to somebody who has clicked, said at once through the click's `response_url`."""

import asyncio
import logging

from aiohttp import ClientError
from slack_sdk.errors import SlackClientError
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.views.message import Message

logger = logging.getLogger(__name__)

# A listener has 3 s for everything, and what comes before this may take 2.3.
_TIMEOUT_SECONDS = 0.6


async def reply(response_url: str | None, message: Message, *, in_place: bool = False) -> bool:
    """Show it to the one who clicked alone; False when Slack does not take it.

    :param in_place: instead of the message with the button.
    """
    if response_url is None:
        return False
    how = (
        {"replace_original": True} if in_place else {"response_type": "ephemeral", "replace_original": False}
    )
    # A whole number is all that the client's own time-out takes.
    client = AsyncWebhookClient(response_url, retry_handlers=[])
    try:
        async with asyncio.timeout(_TIMEOUT_SECONDS):
            answer = await client.send_dict({**how, **message.payload()})
    except (SlackClientError, ClientError, TimeoutError, OSError) as error:
        logger.warning("a reply was not taken: %s", type(error).__name__)
        return False
    return answer.status_code == 200
