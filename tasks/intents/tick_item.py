"""Tick an item, or untick it, that was pointed at in a message."""

from dataclasses import dataclass, field

from backpack import Item, list_items, update_item
from store.completions import Completion
from store.places import ListPlace
from tasks.feeding.refresh import list_changed, list_ticked
from tasks.intent import Context
from tasks.results import RefusalError, Refused
from tasks.undoing.thing import find_thing
from tasks.undoing.undone import Undone
from tasks.wire import wire


@wire
@dataclass(frozen=True)
class ItemTicked:
    content: str
    list_name: str
    page_title: str
    completed: bool
    was_so_already: bool
    page_id: int
    list_id: int
    item_id: int
    account: str | None = field(default=None, compare=False)
    """None in what an older worker has left."""

    @property
    def can_be_shared(self) -> bool:
        return not self.was_so_already

    @property
    def can_be_undone(self) -> bool:
        return not self.was_so_already

    def undo(self, context: Context, *, is_own: bool) -> Undone:
        place = ListPlace(self.page_id, self.page_title, self.list_id, self.list_name)
        completed = not self.completed
        return set_back(context, place, self.item_id, self.content, completed=completed, is_own=is_own)


@wire
@dataclass(frozen=True)
class TickItem:
    """Says how the item shall be, not that it changes: two who tick it at once both get what they want."""

    page_id: int
    list_id: int
    item_id: int
    completed: bool

    def describe(self) -> str:
        return "mark the item as done" if self.completed else "mark the item as open again"

    def perform(self, context: Context) -> ItemTicked:
        place = context.directory.list_with_id(self.page_id, self.list_id)
        listed = context.backpack(list_items(place.page_id, place.list_id))
        item = next((each for each in listed if each.id == self.item_id), None)
        if item is None:
            problem = f"That item is not on {place.list_name} any more."
            raise RefusalError(Refused(problem, "`list` shows what is there."))
        was_so_already = item.completed is self.completed
        if was_so_already:
            list_changed(context, place.page_id, place.list_id)  # what they clicked at showed otherwise
        else:
            set_completed(context, place, item, completed=self.completed)
        return ItemTicked(
            item.content, place.list_name, place.page_title, self.completed, was_so_already,
            place.page_id, place.list_id, item.id, context.link.account,
        )  # fmt: skip


def set_completed(context: Context, place: ListPlace, item: Item, *, completed: bool) -> None:
    """Twice is as good as once. A card that shows it is drawn anew, and what is done is noted for the
    journal entry that may tell of it."""
    context.backpack(
        update_item(place.page_id, place.list_id, item.id, content=item.content, completed=completed)
    )
    stores, account = context.stores, context.link.account
    who = context.delivery.slack_team_id, context.delivery.slack_user_id
    if completed:
        done = Completion(account, item.id, item.content, place.list_name)
        stores.completions.note(*who, done, stores.clock.now_seconds())
    else:
        stores.completions.forget(*who, account, item.id)
    list_ticked(context, place.page_id, place.list_id)


def set_back(  # noqa: PLR0913 -- an item, and how it shall be
    context: Context, place: ListPlace, item_id: int, content: str, *, completed: bool, is_own: bool
) -> Undone:
    """The inverse of `set_completed`. An edit since stays, and whoever has set it back already was right."""
    listing = list_items(place.page_id, place.list_id)
    item = find_thing(context, listing, item_id, is_own=is_own)
    if item is not None and item.completed is not completed:
        set_completed(context, place, item, completed=completed)
    where = f"{place.list_name} on {place.page_title}"
    return Undone(
        "open" if completed else "done", content, where, account=context.link.account, page_id=place.page_id
    )
