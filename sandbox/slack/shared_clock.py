"""One time for the whole sandbox: Backpack's clock and the bot's schedule, moved together.

Backpack has a clock of its own. The bot's schedule runs on Redis `TIME` plus the seconds in a key, which
nobody but the sandbox writes. Both are told the same number of seconds ahead of the real time, and run on
the same machine, so that they show the same time to the last digit.
"""

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime

import aiohttp
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from .errors import SlackError
from .http_client import HttpClient

AHEAD_KEY = "backpack-bot:{operations}:clock-ahead"
"""A float as text; absent means 0."""
LATEST = datetime(9000, 1, 1, tzinfo=UTC).timestamp()
"""Backpack's calendar ends here."""
_SECONDS = 5.0  # both are on this machine; the person who pressed the button waits no longer


class SharedClock:
    """Reads and moves both clocks. Raises what their clients raise where one of them is away."""

    def __init__(self, backpack_url: str, redis_url: str, http: HttpClient) -> None:
        self._url = f"{backpack_url.rstrip('/')}/_sandbox/clock"
        self._redis_url = redis_url
        self._http = http
        self._turn = asyncio.Lock()

    async def read(self) -> tuple[float, float]:
        """How many seconds Backpack and the bot are ahead of the real time."""
        return await self._backpack(), await self._bot()

    async def move(self, ahead_of: Callable[[float], float]) -> float:
        """Set both; `ahead_of` tells from Backpack's seconds ahead of the real time the new ones.

        The bot's clock is never ahead of Backpack's, not for the moment between the two writes either: it
        would fire what Backpack still calls upcoming. So Backpack goes forward first and back last; in
        between, what has come due waits, a millisecond or so.

        :raises SlackError: invalid_arguments, where the calendar does not go that far
        """
        async with self._turn:
            backpack, bot = await self.read()
            ahead_seconds = ahead_of(backpack)
            if not 0 <= time.time() + ahead_seconds < LATEST:
                raise SlackError("invalid_arguments", ["the clock goes from 1970 to 9000"])
            if ahead_seconds < bot:
                await self._set_bot(ahead_seconds)
                await self._set_backpack(ahead_seconds)
            else:
                await self._set_backpack(ahead_seconds)
                await self._set_bot(ahead_seconds)
            return ahead_seconds

    async def _backpack(self) -> float:
        timeout = aiohttp.ClientTimeout(total=_SECONDS)
        async with self._http.session.get(self._url, timeout=timeout, raise_for_status=True) as answer:
            return float((await answer.json())["ahead_seconds"])

    async def _set_backpack(self, ahead_seconds: float) -> None:
        # Running, whether it was held or not: the bot's cannot stand still.
        body, timeout = {"ahead_seconds": ahead_seconds}, aiohttp.ClientTimeout(total=_SECONDS)
        async with self._http.session.post(self._url, json=body, timeout=timeout) as answer:
            answer.raise_for_status()

    async def _bot(self) -> float:
        async with self._redis() as redis:
            return float(await redis.get(AHEAD_KEY) or 0.0)

    async def _set_bot(self, ahead_seconds: float) -> None:
        async with self._redis() as redis:
            if ahead_seconds:
                await redis.set(AHEAD_KEY, repr(ahead_seconds))
            else:
                await redis.delete(AHEAD_KEY)

    def _redis(self) -> Redis:
        once = Retry(NoBackoff(), 0)
        return Redis.from_url(
            self._redis_url, socket_timeout=_SECONDS, socket_connect_timeout=_SECONDS, retry=once
        )
