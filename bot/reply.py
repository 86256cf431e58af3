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


async def reply(
    response_url: str | None, message: Message, thread_ts: str | None = None, *, in_place: bool = False
) -> bool:
    """Show it to the one who clicked alone; False when Slack does not take it.

    :param in_place: instead of the message with the button.
    """
    if response_url is None:
        return False
    body: dict[str, object] = {"replace_original": in_place, **message.payload()}
    if not in_place:
        body["response_type"] = "ephemeral"
        if thread_ts:
            body["thread_ts"] = thread_ts
    # Not the client's own time-out: that takes whole seconds only.
    client = AsyncWebhookClient(response_url, retry_handlers=[])
    try:
        async with asyncio.timeout(_TIMEOUT_SECONDS):
            answer = await client.send_dict(body)
    except (SlackClientError, ClientError, TimeoutError, OSError) as error:
        logger.warning("a reply was not taken: %s", type(error).__name__)
        return False
    return answer.status_code == 200
