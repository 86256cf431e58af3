"""A reminder's form submitted: read, asked about where it is a guess, and accepted."""

import asyncio
import time
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from redis import RedisError
from slack_sdk.web.async_client import AsyncWebClient

from bot.acknowledgement import CONNECT_FIRST, NOTHING_ACCEPTED, Acknowledgement, errors, refusal_at
from bot.drafts import find_draft, operation_of
from bot.form_reading import Reading, read_when_field
from bot.lone_time import UnclearTimeError
from bot.permalinks import permalink
from bot.receive import NothingAcceptedError, Receiver
from bot.reply import reply
from bot.time_zone import TimeZoneUnknownError, time_zone_of
from bot.views import ids
from bot.views.confirm import EXPIRED
from bot.views.reminder_form import Filled, Form, FormState, form_of, reminder_form
from bot.views.troubles import not_connected
from store.stores import Stores
from tasks.delivery import Delivery
from tasks.intent import Intent
from tasks.intents import ChangeReminder, SetReminder
from tasks.results import NotConnected, RefusalError

_ONE_TIME_ONLY = "This changes one time. To have it come again otherwise, delete it and set it anew."


@dataclass(frozen=True)
class _Submission:
    """What a `view_submission` says (docs.slack.dev: view_submission payload)."""

    operation_id: str
    slack_team_id: str
    slack_user_id: str
    form: Form
    state: FormState
    filled: Filled

    def delivery(self, words: str) -> Delivery:
        """A delivery accepted now; the answer goes where the form was opened."""
        state = self.state
        return Delivery(
            slack_team_id=self.slack_team_id,
            slack_user_id=self.slack_user_id,
            slack_channel_id=state.slack_channel_id,
            response_url=state.response_url,
            words=words,
            accepted_at_seconds=time.time(),
            thread_ts=state.thread_ts,
            clicked_ts=state.clicked_ts,
            clicked_is_ephemeral=state.clicked_is_ephemeral,
        )


class ReminderForms:
    """Takes the forms that `bot.form_opening` opens."""

    def __init__(self, receiver: Receiver, stores: Stores) -> None:
        self._receiver = receiver
        self._stores = stores

    async def submit(
        self, body: dict[str, Any], view: dict[str, Any], client: AsyncWebClient
    ) -> Acknowledgement:
        # The hash changes with every version of the view: a second try is an operation of its own.
        operation_id = f"view-{view['id']}-{view['hash']}"
        state = FormState.load(view["private_metadata"])
        form = form_of(view["callback_id"], state)
        submission = _Submission(
            operation_id, body["team"]["id"], body["user"]["id"], form, state, Filled.of(view)
        )
        try:
            return await self._take(submission, client)
        except (TimeZoneUnknownError, UnclearTimeError) as error:
            if not state.asked_when:
                return errors(ids.WHEN_BLOCK, str(error))
            # Beside an error under the field, the question that was asked would still stand there.
            unasked = replace(state, asked_when="", asked_seconds=0.0)
            anew = reminder_form(form, unasked, submission.filled, problem=str(error))
            return {"response_action": "update", "view": anew}
        except RefusalError as refusal:
            return refusal_at(ids.WHAT_BLOCK, refusal)
        except (NothingAcceptedError, RedisError):
            return errors(ids.WHEN_BLOCK, NOTHING_ACCEPTED)

    async def _take(self, submission: _Submission, client: AsyncWebClient) -> Acknowledgement:
        filled, state = submission.filled, submission.state
        (zone, now), link = await asyncio.gather(self._zone_and_now(submission, client), _link(state, client))
        # Some texts take long to read, and others wait for the loop.
        reading = await asyncio.to_thread(read_when_field, filled, state, now, zone)
        if reading.question:
            asked = replace(state, asked_when=filled.when, asked_seconds=reading.moment.timestamp())
            again = reminder_form(submission.form, asked, filled, reading.question)
            return {"response_action": "update", "view": again}
        operation_id, intent, delivery = await self._command(submission, reading, zone, link)
        refusal = await self._receiver.receive(operation_id, intent, delivery)
        if refusal is None or await self._asked_to_connect(state, refusal):
            return {}
        return errors(ids.WHEN_BLOCK, CONNECT_FIRST)

    async def _asked_to_connect(self, state: FormState, refusal: NotConnected) -> bool:
        """A draft goes on by itself then: its question must not be answered a second time."""
        is_draft, prompt = bool(state.draft_id), not_connected(refusal)
        return await reply(state.response_url, prompt, state.thread_ts, in_place=is_draft)

    async def _zone_and_now(self, submission: _Submission, client: AsyncWebClient) -> Any:
        remembered = self._stores.slack_time_zones
        zone = await time_zone_of(client, remembered, submission.slack_team_id, submission.slack_user_id)
        return zone, await asyncio.to_thread(self._stores.clock.now)

    async def _command(
        self, submission: _Submission, reading: Reading, zone: ZoneInfo, link: str
    ) -> tuple[str, Intent, Delivery]:
        """:raises UnclearTimeError: the time can't be meant here; :raises RefusalError: nor can the text"""
        state, what = submission.state, submission.filled.what
        if submission.form is Form.DRAFT:
            draft = await asyncio.to_thread(find_draft, self._stores, state.draft_id)
            if draft is None:
                raise UnclearTimeError(EXPIRED)
            recurrence = draft.intent.recurrence if reading.is_as_shown else reading.recurrence
            meant = replace(draft.intent, content=what, remind_at=reading.moment, recurrence=recurrence)
            there = submission.delivery(draft.delivery.words)
            return operation_of(state.draft_id), meant, there
        if submission.form is Form.ABOUT:
            channel_id = state.slack_channel_id if submission.filled.is_for_channel else None
            new = SetReminder(
                f"{what} {link}".rstrip(), reading.moment, zone.key, reading.recurrence, (), channel_id
            )
            return submission.operation_id, new, submission.delivery("Remind me about this")
        if reading.recurrence:
            raise UnclearTimeError(_ONE_TIME_ONLY)
        change = ChangeReminder(state.card_id, state.row, what, reading.moment, zone.key)
        return submission.operation_id, change, submission.delivery("Change reminder")


async def _link(state: FormState, client: AsyncWebClient) -> str:
    """To the message that the form is about; empty where it is about none."""
    if not state.message_ts:
        return ""
    where = state.slack_channel_id, state.message_ts
    return await permalink(client, *where, state.thread_ts, state.team_domain)
