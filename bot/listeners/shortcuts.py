"""Shortcuts (docs.slack.dev: Shortcuts)."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.form_opening import NOT_OPENED, open_form
from bot.mentions import with_names
from bot.reply import reply
from bot.slack_text import from_slack, shorten
from bot.views import ids
from bot.views.message import QUOTE_MOST
from bot.views.reminder_form import Filled, Form, FormState


def register(app: AsyncApp) -> None:
    app.message_shortcut(ids.REMIND_ABOUT_MESSAGE)(handle_remind_about_message)


async def handle_remind_about_message(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
    """Open the form at once: the trigger lives 3 s, and whatever else is needed the submission asks for."""
    message, message_ts = body["message"], body["message_ts"]
    thread_ts = message.get("thread_ts")
    state = FormState(
        slack_channel_id=body["channel"]["id"],
        response_url=body["response_url"],
        thread_ts=None if thread_ts == message_ts else thread_ts,  # so is one that has replies itself
        message_ts=message_ts,
        team_domain=(body.get("team") or {}).get("domain") or "",
    )
    text = await with_names(client, message.get("text") or "")
    # A reminder is one line.
    filled = Filled("", shorten(" ".join(from_slack(text).split()), QUOTE_MOST))
    if not await open_form(client, body["trigger_id"], Form.ABOUT, state, filled):
        await reply(body["response_url"], NOT_OPENED, state.thread_ts)
    await ack()
