"""Shortcuts (docs.slack.dev: Shortcuts). Each opens its form at once: the trigger lives 3 s."""

import asyncio
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.form_opening import NOT_OPENED, open_form, open_view
from bot.mentions import with_names
from bot.message_words import message_words
from bot.permalinks import permalink
from bot.place_options import PlaceOptions
from bot.reply import reply
from bot.slack_text import from_slack, shorten
from bot.views import ids
from bot.views.add_form import TEXT_MOST, AddFormState, add_form
from bot.views.message import QUOTE_MOST
from bot.views.reminder_form import Filled, Form, FormState
from store.stores import Stores

Json = dict[str, Any]


def register(app: AsyncApp, stores: Stores) -> None:
    places = PlaceOptions(stores)

    async def handle_add_to_backpack(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        state = AddFormState(body["channel"]["id"], body["response_url"], _thread_of(body))
        view = add_form(state, await _text_and_link(client, body))
        if await open_view(client, body["trigger_id"], view):
            await places.look_up_ahead(body["team"]["id"], body["user"]["id"])
        else:
            await reply(body["response_url"], NOT_OPENED, state.thread_ts)
        await ack()

    async def handle_backpack(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        """It comes from nowhere in particular, so a form that does not open can't be told of."""
        if await open_view(client, body["trigger_id"], add_form(AddFormState(), "")):
            await places.look_up_ahead(body["team"]["id"], body["user"]["id"])
        await ack()

    app.message_shortcut(ids.REMIND_ABOUT_MESSAGE)(handle_remind_about_message)
    app.message_shortcut(ids.ADD_TO_BACKPACK)(handle_add_to_backpack)
    app.global_shortcut(ids.BACKPACK)(handle_backpack)


async def handle_remind_about_message(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
    """Whatever else is needed the submission asks for."""
    state = FormState(
        slack_channel_id=body["channel"]["id"],
        response_url=body["response_url"],
        thread_ts=_thread_of(body),
        message_ts=body["message"]["ts"],
        team_domain=_team_domain(body),
    )
    text = await with_names(client, message_words(body["message"]))
    # A reminder is one line.
    filled = Filled("", shorten(" ".join(from_slack(text).split()), QUOTE_MOST))
    if not await open_form(client, body["trigger_id"], Form.ABOUT, state, filled):
        await reply(body["response_url"], NOT_OPENED, state.thread_ts)
    await ack()


async def _text_and_link(client: AsyncWebClient, body: Json) -> str:
    """The message's words, and below them the way back to it; as much as the field holds."""
    where = body["channel"]["id"], body["message"]["ts"], _thread_of(body)
    text, link = await asyncio.gather(
        with_names(client, message_words(body["message"])),
        permalink(client, *where, _team_domain(body)),
    )
    words = shorten(from_slack(text).strip(), TEXT_MOST - len(link) - 1)
    return f"{words}\n{link}".strip()


def _thread_of(body: Json) -> str | None:
    """Of the thread that the message is in; None for one that has replies itself, or none."""
    thread_ts = body["message"].get("thread_ts")
    return None if thread_ts == body["message"]["ts"] else thread_ts


def _team_domain(body: Json) -> str:
    return (body.get("team") or {}).get("domain") or ""
