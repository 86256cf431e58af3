"""The form "Add to Backpack" submitted: what is wrong said under its field, else accepted."""

import asyncio
import time
from dataclasses import dataclass
from typing import Any

from redis import RedisError
from slack_sdk.web.async_client import AsyncWebClient

from bot.acknowledgement import CONNECT_FIRST, NOTHING_ACCEPTED, Acknowledgement, errors, refusal_at
from bot.place_options import Place, linked
from bot.posting_at_once import NotPostedError, post_at_once
from bot.receive import NothingAcceptedError, Receiver
from bot.reply import reply
from bot.slack_calls import SlackUncertainError
from bot.slack_text import shorten
from bot.views import ids
from bot.views.add_form import AddFilled, AddFormState, Kind
from bot.views.troubles import not_connected
from store.stores import Stores
from tasks.delivery import Delivery
from tasks.directory import which_list
from tasks.intent import Intent
from tasks.intents import AddItem, AddNote, WriteJournalEntry
from tasks.intents.add_note import title_and_body
from tasks.results import NotConnected, RefusalError, Refused
from tasks.text import NAME_MAX_CHARACTERS

_TITLE_MOST = 100  # characters; of a first line that is too long for a title, enough to know it by


@dataclass(frozen=True)
class _Submission:
    """What a `view_submission` says (docs.slack.dev: view_submission payload)."""

    slack_team_id: str
    slack_user_id: str
    state: AddFormState
    filled: AddFilled

    def delivery(self) -> Delivery:
        """A delivery accepted now; the answer goes where the form was opened."""
        state = self.state
        return Delivery(
            slack_team_id=self.slack_team_id,
            slack_user_id=self.slack_user_id,
            slack_channel_id=state.slack_channel_id or self.slack_user_id,
            response_url=state.response_url,
            words="Add to Backpack",
            accepted_at_seconds=time.time(),
            thread_ts=state.thread_ts,
            is_direct=not state.slack_channel_id,
        )


class AddForms:
    """Takes the form that the two shortcuts open."""

    def __init__(self, receiver: Receiver, stores: Stores) -> None:
        self._receiver = receiver
        self._stores = stores

    async def submit(
        self, body: dict[str, Any], view: dict[str, Any], client: AsyncWebClient
    ) -> Acknowledgement:
        state = AddFormState.load(view["private_metadata"])
        submission = _Submission(body["team"]["id"], body["user"]["id"], state, AddFilled.of(view))
        try:
            intent = intent_of(submission.filled)
        except RefusalError as refusal:
            return refusal_at(ids.TEXT_BLOCK, refusal)
        delivery = submission.delivery()
        try:
            await asyncio.to_thread(self._check_place, submission)
            # The hash changes with every version of the view: a second try is an operation of its own.
            operation_id = f"view-{view['id']}-{view['hash']}"
            refused = await self._receiver.receive(operation_id, intent, delivery)
        except RefusalError as refusal:
            return refusal_at(ids.PLACE_BLOCK, refusal)
        except (NothingAcceptedError, RedisError):
            return errors(ids.TEXT_BLOCK, NOTHING_ACCEPTED)
        if refused is None or await _asked_to_connect(client, delivery, refused):
            return {}
        return errors(ids.TEXT_BLOCK, CONNECT_FIRST)

    def _check_place(self, submission: _Submission) -> None:
        """What memory tells to be wrong with the place; a worker finds out the rest.

        :raises RefusalError: see there; :raises redis.RedisError: the memory is out of reach
        """
        filled, state = submission.filled, submission.state
        link = linked(self._stores, submission.slack_team_id, submission.slack_user_id)
        if filled.kind is Kind.JOURNAL or link is None:
            return
        place = Place.read(filled.place)
        if place is None:
            default = self._stores.channels.default(submission.slack_team_id, state.slack_channel_id)
            if default is None or default.account != link.account:
                raise RefusalError(Refused(f"Choose where the {filled.kind} belongs.", "", kept=""))
            return
        if filled.kind is Kind.ITEM and place.list_id is None:
            pages = self._stores.places.recall(link.account, link.backpack_user_id) or ()
            for page in pages:
                names = tuple(each.list_name for each in page.lists)
                if page.page_id == place.page_id and len(names) != 1:
                    raise RefusalError(which_list(page.page_title, names))


def intent_of(filled: AddFilled) -> Intent:
    """:raises RefusalError: Backpack could not keep the text"""
    place = Place.read(filled.place)
    page_id, list_id = (place.page_id, place.list_id) if place else (None, None)
    if filled.kind is Kind.JOURNAL:
        return WriteJournalEntry(filled.text)
    if filled.kind is Kind.NOTE:
        return AddNote(_with_title(filled.text), page_id=page_id)
    line = " ".join(filled.text.split())
    return AddItem(line, page_id=page_id, list_id=list_id)


def _with_title(text: str) -> str:
    """A message seldom has a title: of one that begins with a long line, its start serves."""
    title, _body = title_and_body(text)
    return f"{shorten(title, _TITLE_MOST)}\n{text}" if len(title) > NAME_MAX_CHARACTERS else text


async def _asked_to_connect(client: AsyncWebClient, delivery: Delivery, refused: NotConnected) -> bool:
    prompt = not_connected(refused)
    if delivery.response_url:
        return await reply(delivery.response_url, prompt, delivery.thread_ts)
    try:
        await post_at_once(client, delivery, prompt)
    except NotPostedError:
        return False
    except SlackUncertainError:
        pass  # it may be there; a second one would do no harm, an error under the field would
    return True
