"""Add an item to a list."""

from dataclasses import dataclass, field

from backpack import create_item
from store.places import ListPlace
from tasks.default_place import default_list
from tasks.feeding.refresh import list_changed
from tasks.intent import Context
from tasks.text import LINE_MAX_CHARACTERS, check_text
from tasks.wire import wire


@wire
@dataclass(frozen=True)
class ItemAdded:
    content: str
    list_name: str
    page_title: str
    # Where to find it again, which nobody reads: two that read alike are alike.
    page_id: int | None = field(default=None, compare=False)
    list_id: int | None = field(default=None, compare=False)
    item_id: int | None = field(default=None, compare=False)


@wire
@dataclass(frozen=True)
class AddItem:
    """`add CONTENT to TARGET`."""

    content: str
    target: str | None = None
    """The list as the person named it; None means the channel's default."""
    whole: str | None = None
    """The text before it was split at ` to `. `add Post the letter to Ann` names no list: when nothing
    is called, or nearly called, Ann and the channel has a default, the whole text is the item."""

    page_id: int | None = None
    """The exact place, where it was picked and not named; then `target` and `whole` say nothing."""
    list_id: int | None = None
    """On that page; None means the only list there."""

    def __post_init__(self) -> None:
        check_text("item", self.content, LINE_MAX_CHARACTERS)

    def describe(self) -> str:
        place = "the list that was picked" if self.page_id else self.target or "this channel's default list"
        return f"add the item “{self.content}” to {place}"

    def perform(self, context: Context) -> ItemAdded:
        content, place = self._resolve(context)
        context.directory.note_use(place.page_id, place.list_id)
        item = context.backpack(create_item(place.page_id, place.list_id, content))
        list_changed(context, place.page_id, place.list_id)
        return ItemAdded(
            item.content or content, place.list_name, place.page_title, place.page_id, place.list_id, item.id
        )

    def _resolve(self, context: Context) -> tuple[str, ListPlace]:
        if self.page_id is not None:
            return self.content, context.directory.list_with_id(self.page_id, self.list_id)
        if self.target is None:
            return self.content, default_list(context, example=f"add {self.content} to LIST")
        directory = context.directory
        unmistakably_no_list = not directory.lists_called(self.target) and not directory.near_misses(
            self.target
        )
        if self.whole and unmistakably_no_list and context.channel_default():
            check_text("item", self.whole, LINE_MAX_CHARACTERS)
            return self.whole, default_list(context, example=f"add {self.content} to LIST")
        return self.content, directory.find_list(self.target)
