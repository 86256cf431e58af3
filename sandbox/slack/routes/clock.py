"""`/_sandbox/clock`: what time it is in the sandbox, and moving it so that reminders come due."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import aiohttp
from redis.exceptions import RedisError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ..config import Config
from ..errors import SlackError
from ..http_client import HttpClient
from ..shared_clock import SharedClock
from ..state import Workspace
from .body import moment, read_body

_IN_STEP_SECONDS = 0.001  # what is the same number in both differs by nothing


class ClockRoutes:
    """The clock of Backpack, of the bot's schedule and of the messages here, as one."""

    def __init__(self, config: Config, workspace: Workspace, http: HttpClient) -> None:
        self._redis_url = config.redis_url
        self._clock = SharedClock(config.backpack_url, config.redis_url, http)
        self._workspace = workspace

    async def clock(self, request: Request) -> Response:
        """GET; POST {now?, advance_seconds?}; DELETE: the real time again."""
        if not self._redis_url:
            return _refusal(
                409, "no_redis_url", "start the workspace with --redis-url: the bot's clock is there"
            )
        try:
            if request.method == "POST":
                await self._move(self._wanted(await read_body(request)))
            elif request.method == "DELETE":
                await self._move(lambda _: 0.0)
            return await self._shown()
        except (aiohttp.ClientError, TimeoutError) as error:
            return _refusal(502, "backpack_unreachable", str(error))
        except RedisError as error:
            return _refusal(502, "redis_unreachable", str(error))

    async def _move(self, ahead_of: Callable[[float], float]) -> None:
        self._workspace.move_clock(await self._clock.move(ahead_of))

    async def _shown(self) -> Response:
        backpack, bot = await self._clock.read()
        now = datetime.fromtimestamp(self._workspace.clock() + backpack, UTC)
        return JSONResponse(
            {
                "now": f"{now:%Y-%m-%dT%H:%M:%SZ}",
                "ahead_seconds": backpack,
                "in_step": abs(backpack - bot) < _IN_STEP_SECONDS,
            }
        )

    def _wanted(self, body: dict[str, Any]) -> Callable[[float], float]:
        """:raises SlackError: invalid_arguments"""
        by = body.get("advance_seconds", 0)
        if set(body) - {"now", "advance_seconds"} or type(by) not in {int, float}:
            raise SlackError(
                "invalid_arguments", ["now is a time, advance_seconds a number; there is no more"]
            )
        wanted = moment(body, "now")
        if wanted is None:
            return lambda ahead_seconds: ahead_seconds + by
        return lambda _: wanted - self._workspace.clock() + by


def _refusal(status: int, error: str, why: str) -> Response:
    return JSONResponse(SlackError(error, [why]).as_json(), status_code=status)
