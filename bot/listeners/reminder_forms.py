"""Submissions of the forms for reminders (docs.slack.dev: Modals)."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.receive import Receiver
from bot.reminder_forms import ReminderForms
from bot.views.reminder_form import Form
from store.stores import Stores


def register(app: AsyncApp, receiver: Receiver, stores: Stores) -> None:
    forms = ReminderForms(receiver, stores)

    async def handle_form(
        ack: AsyncAck, body: dict[str, Any], view: dict[str, Any], client: AsyncWebClient
    ) -> None:
        await ack(**await forms.submit(body, view, client))

    for callback_id in {form.callback_id for form in Form}:
        app.view(callback_id)(handle_form)
