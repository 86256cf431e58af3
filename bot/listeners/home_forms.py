"""The forms that the Home tab opens: my status, its lists, a journal entry (docs.slack.dev: Modals)."""

import asyncio
from contextlib import suppress
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.models.views import View
from slack_sdk.web.async_client import AsyncWebClient

from bot.acknowledgement import CONNECT_FIRST, NOTHING_ACCEPTED, Acknowledgement, errors, refusal_at
from bot.entry_forms import EntryForms
from bot.form_opening import NOT_OPENED, open_view
from bot.home_tab import NOT_TAKEN, HomeTab, at_home
from bot.listeners.home import operation_id_of, person_of
from bot.place_options import PlaceOptions
from bot.posting_at_once import NotPostedError, post_at_once
from bot.slack_calls import SlackUncertainError
from bot.views import ids
from bot.views.entry_form import EntryFormState
from bot.views.home_forms import lists_form, lists_of, status_form, status_of
from bot.views.message import Message
from store.stores import Stores
from tasks.intent import Intent
from tasks.intents import ClearStatus, SetHomeLists, SetStatus
from tasks.results import RefusalError

Json = dict[str, Any]


def register(app: AsyncApp, tab: HomeTab, entry_forms: EntryForms, stores: Stores) -> None:
    places = PlaceOptions(stores)

    async def handle_status(ack: AsyncAck, action: Json, body: Json, client: AsyncWebClient) -> None:
        await _open(status_form(action.get("value") or ""), body, client)
        await ack()

    async def handle_lists(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        person = person_of(body)
        with suppress(*NOT_TAKEN):
            chosen = await asyncio.to_thread(stores.homes.lists, *person)
            if await _open(lists_form(chosen), body, client):
                await places.look_up_ahead(*person)
        await ack()

    async def handle_write(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        person = person_of(body)
        with suppress(*NOT_TAKEN):
            zone = await tab.zone_of(person, client)
            state = EntryFormState(slack_channel_id=person[1], is_direct=True, home_time_zone=zone)
            trigger_id, operation_id = body["trigger_id"], operation_id_of(body)
            if instead := await entry_forms.open(person, trigger_id, state, operation_id, client):
                await _tell(instead, body, client)
        await ack()

    async def handle_list_options(ack: AsyncAck, body: Json) -> None:
        offered = await places.offer(*person_of(body), body.get("value") or "", lists_only=True)
        await ack(options=[option.to_dict("block") for option in offered])

    async def handle_status_form(ack: AsyncAck, body: Json, view: Json, client: AsyncWebClient) -> None:
        try:
            words = status_of(view)
            intent: Intent = SetStatus(words) if words else ClearStatus()
        except RefusalError as refusal:
            await ack(**refusal_at(ids.HOME_STATUS_BLOCK, refusal))
            return
        await ack(**await _submitted(intent, ids.HOME_STATUS_BLOCK, body, view, client))

    async def handle_lists_form(ack: AsyncAck, body: Json, view: Json, client: AsyncWebClient) -> None:
        intent = SetHomeLists(lists_of(view))
        await ack(**await _submitted(intent, ids.HOME_LISTS_BLOCK, body, view, client))

    async def _submitted(
        intent: Intent, block_id: str, body: Json, view: Json, client: AsyncWebClient
    ) -> Acknowledgement:
        """Accepted first; only then the form closes."""
        try:
            # The hash changes with every version of the view: a second try is an operation of its own.
            refusal = await tab.do(f"view-{view['id']}-{view['hash']}", intent, person_of(body), client)
        except NOT_TAKEN:
            return errors(block_id, NOTHING_ACCEPTED)
        return {} if refusal is None else errors(block_id, CONNECT_FIRST)

    app.action(ids.HOME_STATUS)(handle_status)
    app.action(ids.HOME_LISTS)(handle_lists)
    app.action(ids.HOME_WRITE)(handle_write)
    app.options(ids.HOME_LISTS_INPUT)(handle_list_options)
    app.view(ids.HOME_STATUS_FORM)(handle_status_form)
    app.view(ids.HOME_LISTS_FORM)(handle_lists_form)


async def _open(view: View, body: Json, client: AsyncWebClient) -> bool:
    """At once: the trigger lives 3 s."""
    if await open_view(client, body["trigger_id"], view):
        return True
    await _tell(NOT_OPENED, body, client)
    return False


async def _tell(message: Message, body: Json, client: AsyncWebClient) -> None:
    """A tab has no place for a word to somebody: it is said in a direct message."""
    with suppress(NotPostedError, SlackUncertainError):
        await post_at_once(client, at_home(person_of(body), ""), message)
