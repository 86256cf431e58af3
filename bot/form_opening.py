"""Opening the form for a reminder: filled in with what is known, while the click's trigger lives (3 s)."""

import asyncio
import logging
from zoneinfo import ZoneInfo

from aiohttp import ClientError
from slack_sdk.errors import SlackClientError
from slack_sdk.models.views import View
from slack_sdk.web.async_client import AsyncWebClient

from bot.clicks import Click
from bot.drafts import Draft
from bot.reply import reply
from bot.views.card_values import RowValue
from bot.views.message import said
from bot.views.reminder_form import Filled, Form, FormState, reminder_form
from bot.views.rows import at
from store.stores import Stores
from tasks.reminding.card import read_card
from tasks.results import RefusalError, Refused

logger = logging.getLogger(__name__)

NOT_OPENED = said("⚠️ Slack could not open the form. Nothing is lost: please try again.")


async def open_change_form(
    client: AsyncWebClient, stores: Stores, click: Click, value: RowValue, zone: ZoneInfo
) -> None:
    """For a row of a card.

    :raises RefusalError: there is nothing to change; :raises redis.RedisError: the memory is out of reach
    """
    card = await asyncio.to_thread(read_card, stores.cards, value.card_id)
    if card is None or value.row >= len(card.result.rows):
        raise RefusalError(
            Refused("That message is too old for its buttons.", "`reminders` shows what is to come.")
        )
    reminder = card.row(value.row)
    form = Form.CHANGE_ONE_TIME if reminder.item.recurrence else Form.CHANGE
    state = FormState(
        slack_channel_id=click.slack_channel_id,
        response_url=click.response_url,
        card_id=value.card_id,
        row=value.row,
        is_series=form is Form.CHANGE_ONE_TIME,
        clicked_ts=click.message_ts,
        clicked_is_ephemeral=click.is_ephemeral,
        thread_ts=click.thread_ts,
        shown_when=_shown(reminder.due_seconds, zone),
        due_seconds=reminder.due_seconds,
    )
    await _open(client, click, form, state, Filled(state.shown_when, reminder.item.content))


async def open_draft_form(client: AsyncWebClient, click: Click, draft_id: str, draft: Draft) -> None:
    """For a reminder that was understood perhaps, and is not set yet."""
    intent = draft.intent
    due_seconds = intent.remind_at.timestamp()
    state = FormState(
        slack_channel_id=click.slack_channel_id,
        response_url=click.response_url,
        draft_id=draft_id,
        clicked_ts=click.message_ts,
        clicked_is_ephemeral=click.is_ephemeral,
        thread_ts=click.thread_ts,
        shown_when=_shown(due_seconds, ZoneInfo(intent.time_zone)),
        due_seconds=due_seconds,
    )
    await _open(client, click, Form.DRAFT, state, Filled(state.shown_when, intent.content))


async def _open(client: AsyncWebClient, click: Click, form: Form, state: FormState, filled: Filled) -> None:
    if not await open_form(client, click.trigger_id, form, state, filled):
        await reply(click.response_url, NOT_OPENED, click.thread_ts)


async def open_form(
    client: AsyncWebClient, trigger_id: str, form: Form, state: FormState, filled: Filled
) -> bool:
    """False when Slack does not open it."""
    return await open_view(client, trigger_id, reminder_form(form, state, filled))


async def open_view(client: AsyncWebClient, trigger_id: str, view: View) -> bool:
    """False when Slack does not open it."""
    try:
        await client.views_open(trigger_id=trigger_id, view=view)
    except (SlackClientError, ClientError, TimeoutError, OSError) as error:
        logger.warning("a form could not be opened: %s", type(error).__name__)
        return False
    return True


def _shown(due_seconds: float, zone: ZoneInfo) -> str:
    return f"{at(due_seconds).astimezone(zone):%Y-%m-%d %H:%M}"
