"""Modal submissions (docs.slack.dev: Modals)."""

import asyncio
import logging
import re
from typing import Any

from redis import RedisError
from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.receive import NothingAcceptedError, Receiver, delivery_of
from bot.views import ids
from bot.views.connect import ConnectState, checking
from store.candidates import Candidate
from store.stores import Stores
from tasks.intents.connect import Connect

logger = logging.getLogger(__name__)

_ACCOUNT_URL = re.compile(
    r"(?:https?://)?([a-z0-9][a-z0-9-]{0,62})(?:\.backpackit\.com.*)?", re.IGNORECASE | re.ASCII
)
_TOKEN = re.compile(r"[0-9A-Za-z_-]{8,200}")  # documented as 40 hex digits; sandboxes and proxies may differ


def register(app: AsyncApp, receiver: Receiver, stores: Stores) -> None:
    async def handle_connect_submission(ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]) -> None:
        """Keep the token sealed, have a worker check it, and show meanwhile that it is being checked."""
        account, token, errors = _read(view)
        if errors:
            await ack(response_action="errors", errors=errors)
            return
        state = ConnectState.load(view["private_metadata"])
        delivery = delivery_of(
            slack_team_id=body["team"]["id"],
            slack_user_id=body["user"]["id"],
            slack_channel_id=state.slack_channel_id,
            response_url=None,
            words="connect",
        )
        try:
            candidate_id = await asyncio.to_thread(stores.candidates.keep, Candidate(account, token))
            intent = Connect(candidate_id, view["id"], state.interrupted_id, account)
            # The hash changes with every version of the view: a second try is an operation of its own.
            operation_id = f"view-{view['id']}-{view['hash']}"
            await receiver.receive(operation_id, intent, delivery, needs_link=False)
        except (NothingAcceptedError, RedisError):
            problem = "I can't take this just now, and nothing was kept. Please try again in a minute."
            await ack(response_action="errors", errors={ids.TOKEN_BLOCK: problem})
            return
        await ack(response_action="update", view=checking(state, account))

    app.view(ids.CONNECT_VIEW)(handle_connect_submission)


def _read(view: dict[str, Any]) -> tuple[str, str, dict[str, str]]:
    values = view["state"]["values"]
    account_typed = (values[ids.ACCOUNT_BLOCK][ids.ACCOUNT_INPUT]["value"] or "").strip()
    token = (values[ids.TOKEN_BLOCK][ids.TOKEN_INPUT]["value"] or "").strip()
    account = _ACCOUNT_URL.fullmatch(account_typed)
    errors = {}
    if account is None:
        errors[ids.ACCOUNT_BLOCK] = "Only the name: letters, digits and dashes, as in NAME.backpackit.com"
    if not _TOKEN.fullmatch(token):
        errors[ids.TOKEN_BLOCK] = "That is not a token: it is 40 letters and digits, without blanks"
    return account[1].lower() if account else "", token, errors
