"""Posting while Slack waits for its 200: what answers an event, which has no acknowledgement to travel in.

A listener calls it, so it uses the asynchronous client. No request is made again unless Slack has said that
it did not take it.
"""

import asyncio
from collections.abc import Iterator
from typing import Any

from aiohttp import ClientConnectorError, ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.slack_calls import SlackUncertainError, is_refusal, retry_after_seconds
from bot.views.message import Message
from tasks.delivery import Delivery

# Slack gives an event 3 s, of which Redis may take 1.1 (`bot.event_answers`).
_POST_SECONDS = 1.6


class NotPostedError(Exception):
    """Slack refused it, or could not be reached: nothing was posted, for certain."""


async def post_at_once(client: AsyncWebClient, delivery: Delivery, message: Message) -> None:
    """Show it to the person alone, where they spoke; where Slack refuses that, in our direct messages.

    :raises NotPostedError: see there
    :raises SlackUncertainError: no answer says what became of it
    """
    refusal = ""
    try:
        async with asyncio.timeout(_POST_SECONDS) as limit:
            for method, where in _ways(delivery):
                refusal = await _refusal(client, method, {**where, **message.payload()}, limit)
                if not refusal:
                    return
    except ClientConnectorError:
        raise NotPostedError("Slack is out of reach") from None
    except (ClientError, TimeoutError, OSError) as error:
        raise SlackUncertainError(type(error).__name__) from None
    raise NotPostedError(refusal)


def _ways(delivery: Delivery) -> Iterator[tuple[str, dict[str, str]]]:
    """Methods and places, the best first."""
    where = {"channel": delivery.slack_channel_id}
    if delivery.thread_ts:
        where["thread_ts"] = delivery.thread_ts
    if delivery.is_direct:
        yield "chat.postMessage", where
    else:
        yield "chat.postEphemeral", {**where, "user": delivery.slack_user_id}
    yield "chat.postMessage", {"channel": delivery.slack_user_id}


async def _refusal(
    client: AsyncWebClient, method: str, arguments: dict[str, Any], limit: asyncio.Timeout
) -> str:
    """Slack's word for why it does not take it; empty where it does.

    A channel takes a message a second. That is waited for, if there is the time.
    """
    try:
        await client.api_call(method, json=arguments)
    except SlackApiError as error:
        response = error.response
        # Where its answer was no JSON, slack_sdk hands on aiohttp's response, or a text.
        if not (isinstance(response, AsyncSlackResponse) and isinstance(response.data, dict)):
            raise SlackUncertainError(method) from None
        code = str(response.get("error"))
        if not is_refusal(response.status_code, code):
            raise SlackUncertainError(method) from None
        if response.status_code != 429:
            return code
        wait_seconds = retry_after_seconds(dict(response.headers))
        if asyncio.get_running_loop().time() + wait_seconds >= (limit.when() or 0.0):
            return code
    else:
        return ""
    await asyncio.sleep(wait_seconds)
    return await _refusal(client, method, arguments, limit)
