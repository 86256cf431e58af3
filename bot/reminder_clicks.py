"""What clicks on reminders mean: accepted, or a form opened, or said why not."""

import asyncio
import time
from dataclasses import replace
from zoneinfo import ZoneInfo

from slack_sdk.web.async_client import AsyncWebClient

from bot.accept_click import accept_click, told
from bot.clicks import Click
from bot.drafts import Draft, find_draft, operation_of
from bot.form_opening import open_change_form, open_draft_form
from bot.receive import Receiver
from bot.reply import reply
from bot.snoozes import snooze_called
from bot.time_zone import sure_time_zone_of
from bot.views.card_values import RowValue
from bot.views.confirm import EXPIRED
from bot.views.message import said
from store.stores import Stores
from tasks.intents import DeleteReminder, FinishReminder, SnoozeReminder
from tasks.results import RefusalError, Refused


class ReminderClicks:
    """Accepts what clicks mean; a worker carries it out and draws the message anew."""

    def __init__(self, receiver: Receiver, stores: Stores) -> None:
        self._receiver = receiver
        self._stores = stores

    async def finish(self, click: Click, value: RowValue) -> None:
        intent = FinishReminder(value.card_id, value.row)
        await accept_click(self._receiver, click, intent, click.delivery("Done"))

    async def delete(self, click: Click, value: RowValue, *, is_undo: bool) -> None:
        intent = DeleteReminder(value.card_id, value.row, is_undo)
        await accept_click(self._receiver, click, intent, click.delivery("Undo" if is_undo else "Delete"))

    async def snooze(self, click: Click, value: RowValue, client: AsyncWebClient) -> None:
        snooze = snooze_called(value.choice)
        async with told(click):
            zone = await self._zone(click, client) if snooze.needs_time_zone else ZoneInfo("UTC")
            until = snooze.until(await asyncio.to_thread(self._stores.clock.now), zone)
            intent = SnoozeReminder(value.card_id, value.row, until, zone.key)
            delivery = click.delivery(f"Snooze: {snooze.label}")
            await accept_click(self._receiver, click, intent, delivery)

    async def change(self, click: Click, value: RowValue, client: AsyncWebClient) -> None:
        async with told(click):
            await open_change_form(client, self._stores, click, value, await self._zone(click, client))

    async def set_draft(self, click: Click, draft_id: str) -> None:
        async with told(click):
            if draft := await self._draft(click, draft_id):
                delivery = replace(
                    draft.delivery,
                    slack_channel_id=click.slack_channel_id,
                    response_url=click.response_url,
                    clicked_ts=click.message_ts,
                    clicked_is_ephemeral=click.is_ephemeral,
                    accepted_at_seconds=time.time(),
                )
                # However often it is clicked, it is one operation.
                click = replace(click, operation_id=operation_of(draft_id))
                await accept_click(self._receiver, click, draft.intent, delivery, in_place=True)

    async def change_draft(self, click: Click, draft_id: str, client: AsyncWebClient) -> None:
        async with told(click):
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
