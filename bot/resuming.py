"""Going on with a command that waited for its author to connect, who has done so by now at another card."""

import asyncio
import json
from typing import Any

from redis import RedisError

from bot.receive import NothingAcceptedError, Receiver
from bot.reply import reply
from bot.views.message import said
from bot.views.troubles import nothing_accepted
from store.stores import Stores
from tasks.intents.connect import resumed_operation_id
from tasks.wire import decode

GOES_ON = said("🔗 You are connected by now, so I carry on with that command.")


async def resume(receiver: Receiver, stores: Stores, interrupted_id: str, body: dict[str, Any]) -> bool:
    """Whether there was such a command, and its author is connected: then there is no form to be filled in.

    Once, however often it is clicked, and whichever other way it has been resumed.
    """
    team, user, url = body["team"]["id"], body["user"]["id"], body.get("response_url")
    operation_id = resumed_operation_id(interrupted_id)
    try:
        if not interrupted_id or not await asyncio.to_thread(stores.accounts.is_linked, team, user):
            return False
        if kept := await asyncio.to_thread(stores.interrupted.find, interrupted_id):
            command = json.loads(kept)
            intent, delivery = (decode(json.loads(command[part])) for part in ("intent", "delivery"))
            if delivery.person != f"{team}:{user}" or await receiver.receive(operation_id, intent, delivery):
                return False  # somebody else's, in a channel: for this one the button is a way to connect
            await asyncio.to_thread(stores.interrupted.forget, interrupted_id)
        elif await asyncio.to_thread(stores.operations.find, operation_id) is None:
            return False
    except (NothingAcceptedError, RedisError):
        await reply(url, nothing_accepted())
        return True
    await reply(url, GOES_ON, in_place=True)
    return True
