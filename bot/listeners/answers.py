"""Buttons on answers: Done, Undo, Share, and Open in Backpack."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.accept_click import accept_click
from bot.clicks import Click
from bot.receive import Receiver
from bot.views import ids
from tasks.intents import FinishItem, ShareAnswer, Undo


def register(app: AsyncApp, receiver: Receiver) -> None:
    async def handle_done(ack: AsyncAck, action: dict[str, Any], body: dict[str, Any]) -> None:
        click = Click.of(body)
        await accept_click(receiver, click, FinishItem(action["value"]), click.delivery("Done"))
        await ack()

    async def handle_undo(ack: AsyncAck, action: dict[str, Any], body: dict[str, Any]) -> None:
        click = Click.of(body)
        await accept_click(receiver, click, Undo(action["value"]), click.delivery("Undo"))
        await ack()

    async def handle_share(ack: AsyncAck, action: dict[str, Any], body: dict[str, Any]) -> None:
        click = Click.of(body)
        await accept_click(receiver, click, ShareAnswer(action["value"]), click.delivery("Share"))
        await ack()

    async def handle_open(ack: AsyncAck) -> None:
        """The browser follows the button's address by itself; Slack tells us all the same."""
        await ack()

    app.action(ids.ANSWER_DONE)(handle_done)
    app.action(ids.ANSWER_UNDO)(handle_undo)
    app.action(ids.ANSWER_SHARE)(handle_share)
    app.action(ids.ANSWER_OPEN)(handle_open)
