"""Show a list's items."""

from dataclasses import dataclass, field

from backpack import Item, list_items
from tasks.default_place import default_list
from tasks.intent import Context
from tasks.wire import wire


@wire
@dataclass(frozen=True)
class ShownItem:
    content: str
    completed: bool

    @staticmethod
    def of(item: Item) -> "ShownItem":
        return ShownItem(item.content, item.completed)


@wire
@dataclass(frozen=True)
class ListShown:
    list_name: str
    page_title: str
    items: tuple[ShownItem, ...]
    """In Backpack's order: open ones first."""
    # Where it is, which nobody reads: two that read alike are alike.
    page_id: int | None = field(default=None, compare=False)
    account: str | None = field(default=None, compare=False)

    can_be_shared = True


@wire
@dataclass(frozen=True)
class ShowList:
    """`list TARGET`; without one, the channel's default list."""

    target: str | None = None

    def describe(self) -> str:
        return f"show the list {self.target}" if self.target else "show this channel's default list"

    def perform(self, context: Context) -> ListShown:
        if self.target:
            place = context.directory.find_list(self.target)
        else:
            place = default_list(context, example="list LIST")
        items = context.backpack(list_items(place.page_id, place.list_id))
        shown = tuple(ShownItem.of(item) for item in items)
        return ListShown(place.list_name, place.page_title, shown, place.page_id, context.link.account)
