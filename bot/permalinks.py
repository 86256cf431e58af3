"""The address of a message, for people to come back to it."""

import asyncio
import logging

from aiohttp import ClientError
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

logger = logging.getLogger(__name__)

# A submission has 3 s for everything; the time zone is asked for meanwhile.
_LOOK_UP_SECONDS = 0.9


async def permalink(
    client: AsyncWebClient, channel_id: str, message_ts: str, thread_ts: str | None, team_domain: str
) -> str:
    """As Slack tells it, or, as the bot is not in every conversation, as Slack documents the form.

    Empty where even the workspace's domain is unknown.
    """
    try:
        async with asyncio.timeout(_LOOK_UP_SECONDS):
            answer = await client.chat_getPermalink(channel=channel_id, message_ts=message_ts)
    except (SlackClientError, ClientError, TimeoutError, OSError) as error:
        logger.info("chat.getPermalink failed: %s", type(error).__name__)
    else:
        return str(answer["permalink"])
    if not team_domain:
        return ""
    # docs.slack.dev: chat.getPermalink, the two examples.
    address = f"https://{team_domain}.slack.com/archives/{channel_id}/p{message_ts.replace('.', '')}"
    return f"{address}?thread_ts={thread_ts}&cid={channel_id}" if thread_ts else address
