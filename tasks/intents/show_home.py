"""Show a person's App Home: what is theirs, at a glance."""

from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from backpack import BackpackError, Forbidden, NotFound, Page, show_page
from backpack.models import List
from store.places import ListPlace
from tasks.feeding.live_posts import ShownTick
from tasks.intent import Context
from tasks.intents.show_reminders import my_reminders
from tasks.journaling.entries import journal_since
from tasks.journaling.grouped import PersonsEntries, by_person
from tasks.journaling.period import span_of
from tasks.own_status import shown_status
from tasks.reminding.card import CardReminder
from tasks.undoing.change import Change, is_change
from tasks.undoing.undone import Undone
from tasks.wire import decode, wire

LISTS_MOST = 5
"""A request each at most, and some ten blocks: more is no glance."""
ITEMS_MOST = 10
"""Open items of one list; Slack takes 100 blocks, and five lists have theirs in 60 of them."""
REMINDERS_MOST = 10
"""As many as are read at a glance; `reminders` shows the rest."""

_AWAY = "Backpack is not answering just now. Refresh tries again."
_REFUSED = "Backpack does not accept your token any more. Connect again, and all of this comes back."


@wire
@dataclass(frozen=True)
class HomeList:
    page_id: int
    list_id: int
    name: str
    page_title: str
    open_items: tuple[ShownTick, ...]
    open_count: int


@wire
@dataclass(frozen=True)
class HomeShown:
    at_seconds: float
    """When Backpack was asked, by `store.clock`."""
    time_zone: str
    """The reader's, an IANA name."""
    account: str
    backpack_user_name: str
    status: str | None = None
    """None: they have none."""
    reminders: tuple[CardReminder, ...] = ()
    reminder_count: int = 0
    lists: tuple[HomeList, ...] = ()
    people: tuple[PersonsEntries, ...] = ()
    """Today's journal."""
    problem: str = ""
    """What has gone wrong."""
    is_unknown: bool = False
    """Backpack did not tell, and nothing else here is so."""
    is_refused: bool = False
    """It did not because of the token."""
    looked_at_seconds: float = 0.0
    """Likewise by Redis's own clock, which nobody moves: of two drawings the later look is shown."""
    done: dict[str, Any] | None = None
    """The result, encoded, of what was done on the tab."""

    @property
    def can_be_undone(self) -> bool:
        return is_change(self._done)

    def undo(self, context: Context, *, is_own: bool) -> Undone:
        change: Change = self._done
        return change.undo(context, is_own=is_own)

    @property
    def _done(self) -> Any:
        return decode(self.done) if self.done else None


@wire
@dataclass(frozen=True)
class ShowHome:
    """The tab was opened, or Refresh pressed."""

    time_zone: str
    """The IANA name of the reader's zone, whose today is meant."""

    def describe(self) -> str:
        return "show your Home tab"

    def perform(self, context: Context) -> HomeShown:
        return look_at_home(context, self.time_zone)


def look_at_home(context: Context, time_zone: str, problem: str = "") -> HomeShown:
    """Nobody typed anything, so nothing waits for a Backpack that is away: the tab says so instead."""
    link, now = context.link, context.stores.clock.now()
    looked_at_seconds = context.stores.operations.now_seconds()
    empty = HomeShown(
        now.timestamp(),
        time_zone,
        link.account,
        link.backpack_user_name,
        problem=problem,
        looked_at_seconds=looked_at_seconds,
    )
    today = span_of("today", now, ZoneInfo(time_zone))
    try:
        reminders = my_reminders(context)
        journal = journal_since(context.backpack, today.starts, None)
        return replace(
            empty,
            status=shown_status(context) or None,
            reminders=reminders[:REMINDERS_MOST],
            reminder_count=len(reminders),
            lists=_lists(context),
            people=by_person(entry for entry in journal.entries if entry.created_at < today.ends),
        )
    except Forbidden:
        return replace(empty, problem=_REFUSED, is_unknown=True, is_refused=True)
    except BackpackError:
        return replace(empty, problem=f"{problem} {_AWAY}".strip(), is_unknown=True)


def home_lists(context: Context) -> tuple[ListPlace, ...]:
    """Those that were chosen; before anything was, those where the person has put something last."""
    stores, delivery, link = context.stores, context.delivery, context.link
    if chosen := stores.homes.lists(delivery.slack_team_id, delivery.slack_user_id):
        return chosen
    used = stores.places.last_used(link.account, link.backpack_user_id)
    return tuple(ListPlace(page_id, "", list_id, "") for page_id, list_id in used if list_id)[:LISTS_MOST]


def _lists(context: Context) -> tuple[HomeList, ...]:
    """A list that is gone is left out; it may be back, or shared again."""
    places = home_lists(context)
    pages = {page_id: _page(context, page_id) for page_id in dict.fromkeys(each.page_id for each in places)}
    return tuple(
        _shown(page, one)
        for place in places
        if (page := pages[place.page_id])
        for one in page.lists
        if one.id == place.list_id
    )


def _page(context: Context, page_id: int) -> Page | None:
    """None: it is gone, or not for this person's eyes any more."""
    try:
        return context.backpack(show_page(page_id))
    except (NotFound, Forbidden):
        return None


def _shown(page: Page, one: List) -> HomeList:
    still_open = [ShownTick(item.id, item.content, False) for item in one.items if not item.completed]
    return HomeList(page.id, one.id, one.name, page.title, tuple(still_open[:ITEMS_MOST]), len(still_open))
