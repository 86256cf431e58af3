"""What clicks on reminders mean: accepted, or a form opened, or said why not."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from zoneinfo import ZoneInfo

from redis import RedisError
from slack_sdk.web.async_client import AsyncWebClient

from bot.clicks import Click
from bot.drafts import Draft, find_draft, operation_of
from bot.form_opening import open_change_form, open_draft_form
from bot.receive import NothingAcceptedError, Receiver
from bot.reply import reply
from bot.snoozes import snooze_called
from bot.time_zone import sure_time_zone_of
from bot.views.card_values import RowValue
from bot.views.confirm import EXPIRED
from bot.views.message import said
from bot.views.troubles import not_connected, nothing_accepted, refused
from store.stores import Stores
from tasks.delivery import Delivery
from tasks.intent import Intent
from tasks.intents import DeleteReminder, FinishReminder, SnoozeReminder
from tasks.results import RefusalError, Refused


class ReminderClicks:
    """Accepts what clicks mean; a worker carries it out and draws the message anew."""

    def __init__(self, receiver: Receiver, stores: Stores) -> None:
        self._receiver = receiver
        self._stores = stores

    async def finish(self, click: Click, value: RowValue) -> None:
        intent = FinishReminder(value.card_id, value.row)
        await self._accept(click, click.operation_id, intent, click.delivery("Done"))

    async def delete(self, click: Click, value: RowValue, words: str) -> None:
        intent = DeleteReminder(value.card_id, value.row)
        await self._accept(click, click.operation_id, intent, click.delivery(words))

    async def snooze(self, click: Click, value: RowValue, client: AsyncWebClient) -> None:
        snooze = snooze_called(value.choice)
        async with _told(click):
            zone = await self._zone(click, client) if snooze.needs_time_zone else ZoneInfo("UTC")
            until = snooze.until(await asyncio.to_thread(self._stores.clock.now), zone)
            intent = SnoozeReminder(value.card_id, value.row, until, zone.key)
            delivery = click.delivery(f"Snooze: {snooze.label}")
            await self._accept(click, click.operation_id, intent, delivery)

    async def change(self, click: Click, value: RowValue, client: AsyncWebClient) -> None:
        async with _told(click):
            await open_change_form(client, self._stores, click, value, await self._zone(click, client))

    async def set_draft(self, click: Click, draft_id: str) -> None:
        async with _told(click):
            if draft := await self._draft(click, draft_id):
                delivery = replace(
                    draft.delivery,
                    slack_channel_id=click.slack_channel_id,
                    response_url=click.response_url,
                    clicked_ts=click.message_ts,
                    clicked_is_ephemeral=click.is_ephemeral,
                    accepted_at_seconds=time.time(),
                )
                await self._accept(click, operation_of(draft_id), draft.intent, delivery, in_place=True)

    async def change_draft(self, click: Click, draft_id: str, client: AsyncWebClient) -> None:
        async with _told(click):
            if draft := await self._draft(click, draft_id):
                await open_draft_form(client, click, draft_id, draft)

    async def _draft(self, click: Click, draft_id: str) -> Draft | None:
        """None: its hour is over, and they have been told so."""
        draft = await asyncio.to_thread(find_draft, self._stores, draft_id)
        if draft is None:
            await reply(click.response_url, said(EXPIRED), in_place=True)
        elif draft.delivery.slack_user_id != click.slack_user_id:
            raise RefusalError(
                Refused("That question is for somebody else.", "Only they can answer it.", kept="")
            )
        return draft

    async def _zone(self, click: Click, client: AsyncWebClient) -> ZoneInfo:
        remembered = self._stores.slack_time_zones
        return await sure_time_zone_of(client, remembered, click.slack_team_id, click.slack_user_id)

    async def _accept(
        self,
        click: Click,
        operation_id: str,
        intent: Intent,
        delivery: Delivery,
        *,
        in_place: bool = False,
    ) -> None:
        """:param in_place: who has to connect first is told in the place of the button, which has done its
        work: the command goes on by itself, and would be another one if it were clicked again.
        """
        async with _told(click):
            if refusal := await self._receiver.receive(operation_id, intent, delivery):
                prompt = not_connected(refusal)
                await reply(click.response_url, prompt, click.thread_ts, in_place=in_place)


@asynccontextmanager
async def _told(click: Click) -> AsyncIterator[None]:
    """Whatever keeps the click from being accepted is told to the one who clicked, and to nobody else."""
    try:
        yield
    except RefusalError as refusal:
        await reply(click.response_url, refused(refusal.refused), click.thread_ts)
    except (NothingAcceptedError, RedisError):
        await reply(click.response_url, nothing_accepted(), click.thread_ts)
