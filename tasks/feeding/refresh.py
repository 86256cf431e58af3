"""What was just changed from here is looked at soon, or at once, where a live message shows it."""

import logging

from backpack import BackpackError
from tasks.due import LinkedPerson
from tasks.feeding.look import look_as, look_soon
from tasks.feeding.names import FeedName
from tasks.intent import Context

logger = logging.getLogger(__name__)


def list_changed(context: Context, page_id: int, list_id: int) -> None:
    """Whoever is told of the page, or has a card of the list, should see so soon."""
    look_soon(context.stores, *_feeds(context, page_id, list_id))


def list_ticked(context: Context, page_id: int, list_id: int) -> None:
    """The same, but a card shows it at once: somebody looks at the box they have just ticked."""
    card, page = _feeds(context, page_id, list_id)
    if _is_looked_at(context, card):
        look_soon(context.stores, page)
    else:
        look_soon(context.stores, card, page)


def status_changed(context: Context) -> None:
    """Whoever is told of statuses, or has a board of them, should see so soon."""
    account = context.link.account
    look_soon(context.stores, FeedName("status", account), FeedName("board", account))


def _is_looked_at(context: Context, card: FeedName) -> bool:
    """Now; a look that fails costs nothing but time, as the next one is due soon then."""
    if not context.stores.subscriptions.of_feed(str(card)):
        return False
    try:
        look_as(context.stores, str(card), LinkedPerson(context.link, context.backpack), "")
    except BackpackError as error:
        logger.info("a card is brought up to date later: %s", error)
        return False
    return True


def _feeds(context: Context, page_id: int, list_id: int) -> tuple[FeedName, FeedName]:
    account = context.link.account
    return FeedName("list", account, list_id, page_id), FeedName("page", account, page_id)
