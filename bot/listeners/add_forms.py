"""The form "Add to Backpack": what its picker offers, and its submission (docs.slack.dev: Modals)."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.add_forms import AddForms
from bot.place_options import PlaceOptions
from bot.receive import Receiver
from bot.views import ids
from store.stores import Stores


def register(app: AsyncApp, receiver: Receiver, stores: Stores) -> None:
    forms, places = AddForms(receiver, stores), PlaceOptions(stores)

    async def handle_place_options(ack: AsyncAck, body: dict[str, Any]) -> None:
        offered = await places.offer(body["team"]["id"], body["user"]["id"], body.get("value") or "")
        await ack(options=[option.to_dict("block") for option in offered])

    async def handle_form(
        ack: AsyncAck, body: dict[str, Any], view: dict[str, Any], client: AsyncWebClient
    ) -> None:
        await ack(**await forms.submit(body, view, client))

    app.options(ids.PLACE_INPUT)(handle_place_options)
    app.view(ids.ADD_FORM)(handle_form)
