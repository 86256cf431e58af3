"""Tick an item, or untick it, that was pointed at in a message."""

from dataclasses import dataclass

from backpack import Item, list_items, update_item
from store.completions import Completion
from store.places import ListPlace
from tasks.feeding.refresh import list_changed, list_ticked
from tasks.intent import Context
from tasks.results import RefusalError, Refused
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
            raise RefusalError(
                Refused(
                    f"That item is not on {place.list_name} any more.",
                    "`/backpack list` shows what is there.",
                )
            )
        was_so_already = item.completed is self.completed
        if was_so_already:
            list_changed(context, place.page_id, place.list_id)  # what they clicked at showed otherwise
        else:
            set_completed(context, place, item, completed=self.completed)
        return ItemTicked(
            item.content, place.list_name, place.page_title, self.completed, was_so_already,
            place.page_id, place.list_id, item.id,
        )  # fmt: skip


def set_completed(context: Context, place: ListPlace, item: Item, *, completed: bool) -> None:
    """Twice is as good as once. A card that shows it is drawn anew, and one that is done is noted for the
    journal entry that may tell of it."""
    context.backpack(
        update_item(place.page_id, place.list_id, item.id, content=item.content, completed=completed)
    )
    if completed:
        stores, delivery = context.stores, context.delivery
        done = Completion(context.link.account, item.id, item.content, place.list_name)
        now_seconds = stores.clock.now_seconds()
        stores.completions.note(delivery.slack_team_id, delivery.slack_user_id, done, now_seconds)
    list_ticked(context, place.page_id, place.list_id)
