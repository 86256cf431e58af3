"""The Bolt app: thin, everything it does is registered from elsewhere."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import ClientError
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.models.views import View
from slack_sdk.web.async_client import AsyncWebClient

from bot.config import BotConfig
from bot.listeners import register
from bot.receive import Receiver
from bot.surprises import surprised
from store.stores import Stores

logger = logging.getLogger(__name__)

_SLACK_TIMEOUT_SECONDS = 2  # a listener has 3 s for everything


class Identity:
    """Who the bot is in Slack: needed to ignore its own messages, and not to take a command.

    So it is asked for in the background, until Slack tells: a Slack API that is away must not keep anybody
    waiting, let alone cost a command. Bolt's own installation stores ask at every request.
    """

    def __init__(self, client: AsyncWebClient, bot_token: str) -> None:
        self._client = client
        self._bot_token = bot_token
        self._ids: dict[str, str] = {}
        self._asking: asyncio.Task[None] | None = None

    def authorize(self) -> Callable[[], Awaitable[AuthorizeResult]]:
        """An `authorize` for Bolt. A function: Bolt can't call a method."""

        async def authorize() -> AuthorizeResult:
            if not self._ids and (self._asking is None or self._asking.done()):
                self._asking = asyncio.create_task(self._ask())
            return AuthorizeResult(
                enterprise_id=None,
                team_id=self._ids.get("team_id"),
                bot_token=self._bot_token,
                bot_id=self._ids.get("bot_id"),
                bot_user_id=self._ids.get("user_id"),
            )

        return authorize

    async def _ask(self) -> None:
        try:
            who = await self._client.auth_test(token=self._bot_token)
        except SlackApiError as error:
            logger.error("Slack refuses SLACK_BOT_TOKEN: %s", error.response.get("error"))
        except (ClientError, TimeoutError, OSError) as error:
            logger.warning("Slack does not say who the bot is: %s", type(error).__name__)
        else:
            self._ids = {name: str(who[name]) for name in ("team_id", "bot_id", "user_id")}


def create_app(config: BotConfig, stores: Stores) -> AsyncApp:
    """The app with all its listeners; makes no request yet."""
    # No retry handlers: a repeated call would come too late for the person, and could be done twice.
    client = AsyncWebClient(base_url=config.slack_api_url, timeout=_SLACK_TIMEOUT_SECONDS, retry_handlers=[])
    app = AsyncApp(
        name="backpack-bot",
        client=client,
        signing_secret=config.slack_signing_secret.get_secret_value(),
        authorize=Identity(client, config.slack_bot_token.get_secret_value()).authorize(),
        # Bolt would otherwise acknowledge first and listen later: what a crash then loses was "accepted".
        process_before_response=True,
    )
    app.error(answer_with_a_reference)
    register(app, Receiver(stores), stores)
    return app


async def answer_with_a_reference(error: Exception, body: dict[str, Any]) -> BoltResponse:
    """The one handler for what no listener foresaw: a reference for the person, the reason for the log.

    Each surface has its own way to show something in the acknowledgement; a button has none, and its
    message stays as it was.
    """
    message = surprised(error)
    if "command" in body:
        return BoltResponse(status=200, body={"response_type": "ephemeral", **message.payload()})
    if body.get("type") == "view_submission":
        view = View(type="modal", title="Something went wrong", close="Close", blocks=message.blocks)
        return BoltResponse(status=200, body={"response_action": "update", "view": view.to_dict()})
    return BoltResponse(status=200, body="")
