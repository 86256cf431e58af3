"""Accepting an operation: durably recorded first, hinted to the workers second, acknowledged last."""

import asyncio
import json
import logging
import secrets
import time
from functools import partial

from kombu.exceptions import OperationalError
from redis import RedisError

from bot.withdrawals import Withdrawals
from store.operations import Acceptance
from store.stores import Stores
from tasks.delivery import Delivery
from tasks.intent import Intent
from tasks.publish import publish
from tasks.results import NotConnected
from tasks.wire import encode

logger = logging.getLogger(__name__)

# Whoever can't be served is told within a second …
_ACCEPT_SECONDS = 1.0
# … and by Redis's clock nothing lands later than this, so that a hung Redis can't accept behind our back.
_DEADLINE_SECONDS = 0.8
# The record is safe by then; waiting longer for the hint would only use up Slack's 3 s.
_HINT_SECONDS = 0.4


class NothingAcceptedError(Exception):
    """The ledger is out of reach, or too slow: for certain nothing will be done."""


class Receiver:
    """Takes intents from the listeners."""

    def __init__(self, stores: Stores) -> None:
        self._stores = stores
        self._withdrawals = Withdrawals(stores.operations)

    async def receive(
        self,
        operation_id: str,
        intent: Intent,
        delivery: Delivery,
        *,
        needs_link: bool = True,
        waits_in_line: bool = True,
    ) -> NotConnected | None:
        """Accept the intent, once for each operation id; None means accepted.

        `NotConnected` means that the person has to connect first; the command is kept until they do.

        :param waits_in_line: behind the person's earlier commands, while Backpack is away
        :raises NothingAcceptedError: see there
        """
        ticket = secrets.token_hex(8)
        try:
            async with asyncio.timeout(_ACCEPT_SECONDS):
                until = time.monotonic() + _DEADLINE_SECONDS
                record = partial(self._record, operation_id, ticket, intent, delivery)
                how = {"needs_link": needs_link, "waits_in_line": waits_in_line}
                refusal = await asyncio.to_thread(record, until, **how)
        except (RedisError, TimeoutError) as error:
            logger.error("nothing accepted: %s", type(error).__name__)
            # By now the deadline is over, or the request has failed: nothing can be recorded any more, but
            # it may have been, and Redis's word for it been lost.
            self._withdrawals.add(operation_id, ticket)
            raise NothingAcceptedError from None
        if refusal is None:
            await self._hint(operation_id)
        return refusal

    def _record(  # noqa: PLR0913 -- what travels together through one thread
        self,
        operation_id: str,
        ticket: str,
        intent: Intent,
        delivery: Delivery,
        until: float,
        *,
        needs_link: bool,
        waits_in_line: bool,
    ) -> NotConnected | None:
        intent_json, delivery_json = json.dumps(encode(intent)), json.dumps(encode(delivery))
        ledger = self._stores.operations
        # What is left of the time, counted after Redis has told its own: a slow reply must not add to it.
        deadline_seconds = ledger.now_seconds() + until - time.monotonic()
        if needs_link and not self._stores.accounts.is_linked(delivery.slack_team_id, delivery.slack_user_id):
            kept = json.dumps({"intent": intent_json, "delivery": delivery_json})
            return NotConnected(self._stores.interrupted.keep(operation_id, kept), token_was_refused=False)
        # To connect is a matter between this person and a modal; it waits for no command.
        person = delivery.person if needs_link and waits_in_line else ""
        accepted = ledger.accept(operation_id, intent_json, delivery_json, deadline_seconds, ticket, person)
        if accepted is Acceptance.LATE:
            raise TimeoutError
        return None

    async def _hint(self, operation_id: str) -> None:
        """Without the hint the operation is only later: the sweeper finds it."""
        try:
            async with asyncio.timeout(_HINT_SECONDS):
                await asyncio.to_thread(publish, operation_id)
        except (OperationalError, RedisError, TimeoutError) as error:
            logger.warning("accepted, but not hinted: %s", type(error).__name__)


def delivery_of(
    *, slack_team_id: str, slack_user_id: str, slack_channel_id: str, response_url: str | None, words: str
) -> Delivery:
    """A delivery accepted now."""
    return Delivery(slack_team_id, slack_user_id, slack_channel_id, response_url, words, time.time())
