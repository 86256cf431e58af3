"""The time zone a person lives in, as Slack knows it."""

import asyncio
import logging
from zoneinfo import ZoneInfo

from aiohttp import ClientError
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from store.slack_users import SlackTimeZones
from tasks.results import RefusalError, Refused

logger = logging.getLogger(__name__)

# Slack gives the whole answer 3 s; a zone that takes longer than this is not worth waiting for.
_LOOK_UP_SECONDS = 0.9


class TimeZoneUnknownError(Exception):
    """Slack did not say; a time without a zone would be a guess."""


async def time_zone_of(
    client: AsyncWebClient, remembered: SlackTimeZones, slack_team_id: str, slack_user_id: str
) -> ZoneInfo:
    """:raises TimeZoneUnknownError: see there; :raises redis.RedisError: the memory is out of reach"""
    name = await asyncio.to_thread(remembered.recall, slack_team_id, slack_user_id)
    if name is None:
        name = await _ask_slack(client, slack_user_id)
        await asyncio.to_thread(remembered.remember, slack_team_id, slack_user_id, name)
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError):
        raise TimeZoneUnknownError(f"no zone called {name}") from None


async def sure_time_zone_of(
    client: AsyncWebClient, remembered: SlackTimeZones, slack_team_id: str, slack_user_id: str
) -> ZoneInfo:
    """The same, for whoever can only tell the person.

    :raises RefusalError: Slack did not say; :raises redis.RedisError: the memory is out of reach
    """
    try:
        return await time_zone_of(client, remembered, slack_team_id, slack_user_id)
    except TimeZoneUnknownError as error:
        problem = f"I don't know your time zone: {error}."
    raise RefusalError(Refused(problem, "Try again in a minute, or check the zone in your Slack profile."))


async def _ask_slack(client: AsyncWebClient, slack_user_id: str) -> str:
    try:
        async with asyncio.timeout(_LOOK_UP_SECONDS):
            answer = await client.users_info(user=slack_user_id)
    except (SlackClientError, ClientError, TimeoutError, OSError) as error:
        logger.warning("users.info failed: %s", type(error).__name__)
        raise TimeZoneUnknownError("Slack did not tell your time zone") from None
    zone = (answer.get("user") or {}).get("tz")
    if not zone:
        raise TimeZoneUnknownError("your Slack profile has none")
    return str(zone)
