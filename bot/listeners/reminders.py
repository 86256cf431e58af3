"""Buttons and menus on reminders: on those that came due, were set just now, are listed, or in question."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.clicks import Click
from bot.receive import Receiver
from bot.reminder_clicks import ReminderClicks
from bot.views import ids
from bot.views.card_values import RowValue
from store.stores import Stores


def register(app: AsyncApp, receiver: Receiver, stores: Stores) -> None:
    clicks = ReminderClicks(receiver, stores)

    async def handle_done(ack: AsyncAck, action: dict[str, Any], body: dict[str, Any]) -> None:
        await clicks.finish(Click.of(body), RowValue.read(action["value"]))
        await ack()

    async def handle_undo(ack: AsyncAck, action: dict[str, Any], body: dict[str, Any]) -> None:
        await clicks.delete(Click.of(body), RowValue.read(action["value"]), is_undo=True)
        await ack()

    async def handle_snooze(
        ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], client: AsyncWebClient
    ) -> None:
        await clicks.snooze(Click.of(body), RowValue.read(action["selected_option"]["value"]), client)
        await ack()

    async def handle_change(
        ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], client: AsyncWebClient
    ) -> None:
        await clicks.change(Click.of(body), RowValue.read(action["value"]), client)
        await ack()

    async def handle_menu(
        ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], client: AsyncWebClient
    ) -> None:
        click, value = Click.of(body), RowValue.read(action["selected_option"]["value"])
        if value.choice == "delete":
            await clicks.delete(click, value, is_undo=False)
        else:
            await clicks.change(click, value, client)
        await ack()

    async def handle_open(ack: AsyncAck) -> None:
        """The browser follows the button's address by itself; Slack tells us all the same."""
        await ack()

    async def handle_draft_set(ack: AsyncAck, action: dict[str, Any], body: dict[str, Any]) -> None:
        await clicks.set_draft(Click.of(body), action["value"])
        await ack()

    async def handle_draft_change(
        ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], client: AsyncWebClient
    ) -> None:
        await clicks.change_draft(Click.of(body), action["value"], client)
        await ack()

    app.action(ids.REMINDER_DONE)(handle_done)
    app.action(ids.REMINDER_UNDO)(handle_undo)
    app.action(ids.REMINDER_SNOOZE)(handle_snooze)
    app.action(ids.REMINDER_CHANGE)(handle_change)
    app.action(ids.REMINDER_MENU)(handle_menu)
    app.action(ids.REMINDER_OPEN)(handle_open)
    app.action(ids.DRAFT_SET)(handle_draft_set)
    app.action(ids.DRAFT_CHANGE)(handle_draft_change)
