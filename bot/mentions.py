"""People's names in a message: Slack tells ids alone, `<@U123>`, and nobody else can read those."""

import asyncio
import logging
import re

from aiohttp import ClientError
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

logger = logging.getLogger(__name__)

_MENTION = re.compile(r"<@([A-Z0-9]+)>")
_PEOPLE_MOST = 5  # a look-up each; whoever mentions more gets the rest as Slack writes them
# A form waits for it, and its trigger lives 3 s; so does the acknowledgement of an event.
_LOOK_UP_SECONDS = 0.7


async def with_names(client: AsyncWebClient, text: str) -> str:
    """The text, its mentions with names as far as Slack tells them in time: `<@U123|tomas>`."""
    ids = list(dict.fromkeys(_MENTION.findall(text)))[:_PEOPLE_MOST]
    names = dict(zip(ids, await asyncio.gather(*(_name(client, each) for each in ids)), strict=True))

    def named(mention: re.Match[str]) -> str:
        name = names.get(mention[1])
        return f"<@{mention[1]}|{name}>" if name else mention[0]

    return _MENTION.sub(named, text)


async def _name(client: AsyncWebClient, slack_user_id: str) -> str:
    """Empty where Slack does not tell."""
    try:
        async with asyncio.timeout(_LOOK_UP_SECONDS):
            answer = await client.users_info(user=slack_user_id)
    except (SlackClientError, ClientError, TimeoutError, OSError) as error:
        logger.info("users.info failed: %s", type(error).__name__)
        return ""
    user = answer.get("user") or {}
    name = (user.get("profile") or {}).get("display_name") or user.get("real_name") or user.get("name") or ""
    return re.sub(r"[<>|]", "", name)  # what would end the mention
