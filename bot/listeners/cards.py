"""Boxes in cards."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.cards import accept_tick
from bot.clicks import Click
from bot.receive import Receiver
from bot.views import ids
from bot.views.tick_values import TickValue


def register(app: AsyncApp, receiver: Receiver) -> None:
    async def handle_tick(ack: AsyncAck, action: dict[str, Any], body: dict[str, Any]) -> None:
        value, completed = TickValue.read(action["block_id"]), bool(action["selected_options"])
        await accept_tick(receiver, Click.of(body), value, completed=completed)
        await ack()

    app.action(ids.CARD_TICK)(handle_tick)
