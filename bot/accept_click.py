"""What a click means, accepted; or the one who clicked is told why not, and nobody else."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from redis import RedisError

from bot.clicks import Click
from bot.receive import NothingAcceptedError, Receiver
from bot.reply import reply
from bot.views.troubles import not_connected, nothing_accepted, refused
from tasks.delivery import Delivery
from tasks.intent import Intent
from tasks.results import RefusalError


async def accept_click(
    receiver: Receiver,
    click: Click,
    intent: Intent,
    delivery: Delivery,
    *,
    in_place: bool = False,
) -> None:
    """A worker carries it out with the clicker's own account.

    :param in_place: who has to connect first is told in the place of the button, which has done its work: the
        command goes on by itself, and would be another one if it were clicked again.
    """
    async with told(click):
        refusal = await receiver.receive(click.operation_id, intent, delivery)
        if refusal is not None:
            await reply(click.response_url, not_connected(refusal), click.thread_ts, in_place=in_place)


@asynccontextmanager
async def told(click: Click) -> AsyncIterator[None]:
    """Whatever keeps the click from being accepted is told to the one who clicked, and to nobody else."""
    try:
        yield
    except RefusalError as refusal:
        await reply(click.response_url, refused(refusal.refused), click.thread_ts)
    except (NothingAcceptedError, RedisError):
        await reply(click.response_url, nothing_accepted(), click.thread_ts)
