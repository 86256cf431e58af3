"""The ASGI application: Slack's deliveries and a health check."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from redis import Redis, RedisError
from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_sdk.signature import SignatureVerifier

from bot.app import create_app
from bot.body import BodyTooLargeError, read_body, replay
from bot.config import bot_config
from bot.logs import set_up_logs
from store.redis_client import FAST_TIMEOUT_SECONDS, connect
from store.stores import open_stores
from tasks.app import configure

logger = logging.getLogger(__name__)

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

SLACK_PATH = "/slack/events"
HEALTH_PATH = "/health"

# Slack itself gives up after 3 s.
_READ_SECONDS = 3
# Slack's largest payload is a view of 250 kB, form-encoded up to three times that.
_BODY_MOST_BYTES = 1_000_000

# While Redis hangs, each command holds a thread for up to 2 s: 20 commands/s need 40.
_THREADS = 64


class Web:
    """Routes by path. Slack's deliveries are checked here already, before anybody parses them."""

    def __init__(self, slack: AsyncSlackRequestHandler, signatures: SignatureVerifier, redis: Redis) -> None:
        self._slack = slack
        self._signatures = signatures
        self._redis = redis

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(_THREADS, "bot"))
            await self._slack(scope, receive, send)
        elif scope["type"] == "http" and scope["path"] == HEALTH_PATH:
            await self._health(send)
        elif scope["type"] == "http" and (scope["method"], scope["path"]) == ("POST", SLACK_PATH):
            await self._delivery(scope, receive, send)
        else:
            await self._slack(scope, receive, send)  # which answers 404

    async def _delivery(self, scope: Message, receive: Receive, send: Send) -> None:
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        problem = "not signed by Slack"
        status = 401
        if any(name.lower() == "x-slack-signature" for name in headers):
            try:
                async with asyncio.timeout(_READ_SECONDS):
                    body = await read_body(receive, _BODY_MOST_BYTES)
            except TimeoutError:
                status, problem = 408, "the body did not arrive in time"
            except BodyTooLargeError:
                status, problem = 413, "the body is too large"
            else:
                if self._is_signed(body, headers):
                    await self._pass_on(scope, body, send)
                    return
        await _respond(send, status, {"ok": "no", "problem": problem})

    def _is_signed(self, body: bytes, headers: dict[str, str]) -> bool:
        try:
            return self._signatures.is_valid_request(body, headers)
        except ValueError:  # a timestamp that is no number
            return False

    async def _pass_on(self, scope: Message, body: bytes, send: Send) -> None:
        """Bolt parses in its constructor, where no error handler of its own reaches."""
        try:
            await self._slack(scope, replay(body), send)
        except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
            logger.exception("a signed delivery can't be read")
            await _respond(send, 400, {"ok": "no", "problem": "the body can't be read"})

    async def _health(self, send: Send) -> None:
        """200 while commands can be accepted, 503 otherwise."""
        try:
            await asyncio.to_thread(self._redis.ping)
            status, body = 200, {"ok": "yes"}
        except RedisError as error:
            status, body = 503, {"ok": "no", "problem": f"Redis: {type(error).__name__}"}
        await _respond(send, status, body)


async def _respond(send: Send, status: int, body: dict[str, str]) -> None:
    headers = [(b"content-type", b"application/json")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps(body).encode()})


def create() -> Web:
    """The application factory that uvicorn calls in each of its processes."""
    config = bot_config()
    set_up_logs(config.log_level)
    configure(config, publisher=True)
    redis = connect(config.redis_url, FAST_TIMEOUT_SECONDS)
    stores = open_stores(redis, [key.get_secret_value() for key in config.backpack_bot_keys])
    slack = AsyncSlackRequestHandler(create_app(config, stores), path=SLACK_PATH)
    return Web(slack, SignatureVerifier(config.slack_signing_secret.get_secret_value()), redis)
