"""The form of a journal entry: opened while the trigger lives (3 s), filled in by a worker, taken."""

import asyncio
import logging
import time
from typing import Any

from aiohttp import ClientError
from redis import RedisError
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.form_opening import NOT_OPENED
from bot.receive import NothingAcceptedError, Receiver
from bot.views import ids
from bot.views.entry_form import EntryFormState, entry_form, entry_form_loading, entry_of
from bot.views.message import Message
from bot.views.troubles import not_connected, nothing_accepted
from store.stores import Stores
from tasks.delivery import Delivery
from tasks.intent import Intent
from tasks.intents import ChangeJournalEntry, DoAtHome, FillEntryForm, WriteJournalEntry
from tasks.intents.fill_entry_form import EntryForm
from tasks.results import NotConnected, RefusalError

logger = logging.getLogger(__name__)

Acknowledgement = dict[str, Any]
"""What is said to the modal: nothing closes it (docs.slack.dev: Modals, `response_action`)."""
Person = tuple[str, str]
"""(Slack team, Slack user)."""

_NOTHING_ACCEPTED = "I can't take this just now, and nothing was written. Please try again in a minute."
_NOT_CONNECTED = "Connect your Backpack account first: /backpack connect"
_NOTHING_PROPOSED = "I can’t look for what you have done just now."


class EntryForms:
    """Opens the form and takes what it says."""

    def __init__(self, receiver: Receiver, stores: Stores) -> None:
        self._receiver = receiver
        self._stores = stores

    async def open(
        self,
        person: Person,
        trigger_id: str,
        state: EntryFormState,
        operation_id: str,
        client: AsyncWebClient,
    ) -> Message | None:
        """None where the form is open; else what to tell the person instead."""
        try:
            if not await asyncio.to_thread(self._stores.accounts.is_linked, *person):
                return not_connected(NotConnected("", token_was_refused=False))
        except RedisError:
            return nothing_accepted()
        try:
            opened = await client.views_open(trigger_id=trigger_id, view=entry_form_loading(state))
        except (SlackClientError, ClientError, TimeoutError, OSError) as error:
            logger.warning("a form could not be opened: %s", type(error).__name__)
            return NOT_OPENED
        await self._fill(person, str(opened["view"]["id"]), state, operation_id, client)
        return None

    async def _fill(
        self, person: Person, view_id: str, state: EntryFormState, operation_id: str, client: AsyncWebClient
    ) -> None:
        fill = FillEntryForm(view_id, state.entry_id, state.prompt_channel_id, state.home_time_zone)
        try:
            delivery = delivery_from(person, state, "journal")
            await self._receiver.receive(operation_id, fill, delivery, waits_in_line=False)
        except NothingAcceptedError:
            unfilled = EntryForm(view_id, "", state.entry_id, problem=_NOTHING_PROPOSED)
            try:
                await client.views_update(view_id=view_id, view=entry_form(state, unfilled))
            except (SlackClientError, ClientError, TimeoutError, OSError) as error:
                logger.warning("a form stays empty: %s", type(error).__name__)

    async def submit(self, body: dict[str, Any], view: dict[str, Any]) -> Acknowledgement:
        """Accepted first; only then the form closes."""
        state = EntryFormState.load(view["private_metadata"])
        person = body["team"]["id"], body["user"]["id"]
        text = entry_of(view)
        try:
            intent = _intent(state, text)
            # The hash changes with every version of the view: a second try is an operation of its own.
            operation_id = f"view-{view['id']}-{view['hash']}"
            delivery = delivery_from(person, state, f"journal {text}")
            refusal = await self._receiver.receive(operation_id, intent, delivery)
        except RefusalError as error:
            return _error(f"{error.refused.problem} {error.refused.next_step}")
        except (NothingAcceptedError, RedisError):
            return _error(_NOTHING_ACCEPTED)
        return {} if refusal is None else _error(_NOT_CONNECTED)


def _intent(state: EntryFormState, text: str) -> Intent:
    """:raises RefusalError: Backpack could not keep the text"""
    if state.entry_id is not None:
        return ChangeJournalEntry(state.entry_id, text, state.prompt_channel_id)
    write = WriteJournalEntry(text, state.prompt_channel_id)
    return DoAtHome.of(write, state.home_time_zone) if state.home_time_zone else write


def delivery_from(person: Person, state: EntryFormState, words: str) -> Delivery:
    """A delivery accepted now; the answer goes where the form was opened."""
    return Delivery(
        slack_team_id=person[0],
        slack_user_id=person[1],
        slack_channel_id=state.slack_channel_id,
        response_url=state.response_url,
        words=words,
        accepted_at_seconds=time.time(),
        thread_ts=state.thread_ts,
        is_direct=state.is_direct,
        clicked_ts=state.clicked_ts,
        clicked_is_ephemeral=state.clicked_is_ephemeral,
    )


def _error(problem: str) -> Acknowledgement:
    return {"response_action": "errors", "errors": {ids.ENTRY_BLOCK: problem}}
