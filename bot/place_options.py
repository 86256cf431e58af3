"""What the picker of a page or a list offers: from memory, as Slack waits 3 s for it."""

import asyncio
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from kombu.exceptions import OperationalError
from redis import RedisError
from slack_sdk.models.blocks import Option

from bot.slack_text import shorten
from bot.views.message import plain
from store.accounts import BackpackLink
from store.cipher import SealBrokenError
from store.places import PagePlace
from store.stores import Stores
from tasks.names import fold
from tasks.place_names import spoken
from tasks.publish import publish_look_up

logger = logging.getLogger(__name__)

OPTIONS_MOST = 100  # docs.slack.dev, select menu of an external data source
_TEXT_MOST = 75  # characters; docs.slack.dev, option object
# Two of Redis's own time-outs; the rest of Slack's 3 s is the network's.
_OFFER_SECONDS = 1.8
# Before the form's acknowledgement; what is not begun by then the first look in the picker begins.
_AHEAD_SECONDS = 0.4

NO_PLACE = "-"
"""The value of an option that only says something: Slack refuses an empty one."""
_LOOKING = "Your lists are being looked up: type, or open this again in a moment"
_CONNECT = "Press Add: I'll ask you to connect your Backpack account"
_AWAY = "I can't look just now: please try again in a minute"


@dataclass(frozen=True)
class Place:
    """A page, or a list on it."""

    page_id: int
    list_id: int | None = None

    def write(self) -> str:
        return f"{self.page_id}" if self.list_id is None else f"{self.page_id}/{self.list_id}"

    @staticmethod
    def read(value: str) -> "Place | None":
        """None: nothing was chosen, or an option that only says something."""
        if value in ("", NO_PLACE):
            return None
        page_id, _slash, list_id = value.partition("/")
        return Place(int(page_id), int(list_id) if list_id else None)


class PlaceOptions:
    """Offers what one person's Backpack has."""

    def __init__(self, stores: Stores) -> None:
        self._stores = stores

    async def offer(
        self, slack_team_id: str, slack_user_id: str, typed: str, *, lists_only: bool = False
    ) -> list[Option]:
        """Never empty because of us: where nothing can be offered, an option says why."""
        offer = partial(self._offer, slack_team_id, slack_user_id, typed, lists_only=lists_only)
        try:
            async with asyncio.timeout(_OFFER_SECONDS):
                return await asyncio.to_thread(offer)
        except (RedisError, OperationalError, TimeoutError) as error:
            logger.warning("no places can be offered: %s", type(error).__name__)
            return [_saying(_AWAY)]

    async def look_up_ahead(self, slack_team_id: str, slack_user_id: str) -> None:
        """Have a worker fill the memory while the person reads the form."""
        try:
            async with asyncio.timeout(_AHEAD_SECONDS):
                await asyncio.to_thread(self._offer, slack_team_id, slack_user_id, "")
        except (RedisError, OperationalError, TimeoutError) as error:
            logger.info("no places were looked up ahead: %s", type(error).__name__)

    def _offer(
        self, slack_team_id: str, slack_user_id: str, typed: str, *, lists_only: bool = False
    ) -> list[Option]:
        link = linked(self._stores, slack_team_id, slack_user_id)
        if link is None:
            return [_saying(_CONNECT)]
        places = self._stores.places
        pages = places.recall(link.account, link.backpack_user_id)
        if pages is None:
            if places.claim_look_up(link.account, link.backpack_user_id):
                publish_look_up(slack_team_id, slack_user_id)
            return [_saying(_LOOKING)]
        used = [Place(*row) for row in places.last_used(link.account, link.backpack_user_id)]
        return place_options(pages, used, typed, lists_only=lists_only)


def linked(stores: Stores, slack_team_id: str, slack_user_id: str) -> BackpackLink | None:
    try:
        return stores.accounts.find(slack_team_id, slack_user_id)
    except SealBrokenError:
        return None  # as good as not connected


def place_options(
    pages: Iterable[PagePlace], last_used: Iterable[Place], typed: str, *, lists_only: bool = False
) -> list[Option]:
    """Those with `typed` in their names: last used first, then where the name itself begins so."""
    names = {place: name for place, name in _names(pages).items() if place.list_id or not lists_only}
    order = {place: rank for rank, place in enumerate(last_used)}
    sought = fold(typed)
    found = [place for place, name in names.items() if sought in fold(name)]
    found.sort(key=lambda place: (order.get(place, len(order)), not fold(names[place]).startswith(sought)))
    return [
        Option(text=plain(shorten(names[place], _TEXT_MOST)), value=place.write())
        for place in found[:OPTIONS_MOST]
    ]


def _names(pages: Iterable[PagePlace]) -> dict[Place, str]:
    """Lists first, as most of what is added are items; then the pages themselves."""
    lists, titles = {}, {}
    for page in pages:
        titles[Place(page.page_id)] = f"{page.page_title} (page)"
        for each in page.lists:
            lists[Place(page.page_id, each.list_id)] = spoken(each)
    return lists | titles


def _saying(text: str) -> Option:
    return Option(text=plain(text), value=NO_PLACE)
