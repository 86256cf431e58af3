"""Mark an item as done."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from backpack import Item, list_items
from store.places import ListPlace
from tasks.intent import Context
from tasks.intents.tick_item import set_back, set_completed
from tasks.names import fold, nearest
from tasks.place_names import spoken
from tasks.results import RefusalError, Refused
from tasks.text import LINE_MAX_CHARACTERS, check_text
from tasks.undoing.undone import Undone
from tasks.wire import wire

# One request each: half of what the limit allows in 5 s, and a few seconds of somebody's patience.
_LISTS_MOST = 50


@wire
@dataclass(frozen=True)
class ItemCompleted:
    content: str
    list_name: str
    page_title: str
    was_done_already: bool
    # Where to find it again, which nobody reads: two that read alike are alike.
    page_id: int | None = field(default=None, compare=False)
    list_id: int | None = field(default=None, compare=False)
    item_id: int | None = field(default=None, compare=False)
    account: str | None = field(default=None, compare=False)

    @property
    def can_be_shared(self) -> bool:
        return not self.was_done_already

    @property
    def can_be_undone(self) -> bool:
        return self.item_id is not None and not self.was_done_already

    def undo(self, context: Context, *, is_own: bool) -> Undone:
        place = ListPlace(self.page_id or 0, self.page_title, self.list_id or 0, self.list_name)
        return set_back(context, place, self.item_id or 0, self.content, completed=False, is_own=is_own)


@dataclass(frozen=True)
class _Found:
    item: Item
    place: ListPlace


@wire
@dataclass(frozen=True)
class CompleteItem:
    """`done TEXT in TARGET`. TEXT is the item, or enough of it to be the only one."""

    text: str
    target: str | None = None
    whole: str | None = None
    """The text before it was split at ` in ` or ` on `: meant when the rest names no list."""

    def __post_init__(self) -> None:
        check_text("item", self.text, LINE_MAX_CHARACTERS)

    def describe(self) -> str:
        return f"mark the item “{self.text}” as done" + (f" in {self.target}" if self.target else "")

    def perform(self, context: Context) -> ItemCompleted:
        text, found = self._find(context)
        item, place = found.item, found.place
        if not item.completed:
            set_completed(context, place, item, completed=True)
        return ItemCompleted(
            item.content or text, place.list_name, place.page_title, item.completed,
            place.page_id, place.list_id, item.id, context.link.account,
        )  # fmt: skip

    def _find(self, context: Context) -> tuple[str, _Found]:
        directory = context.directory
        if self.target and (self.whole is None or directory.lists_called(self.target)):
            place = directory.find_list(self.target)
            return self.text, _choose(self.text, list(_items_of(context, place)), f"in {place.list_name}")
        text = self.whole or self.text
        default = context.channel_default()
        if default and default.list_id is not None:
            items = _items_of_all(context, lambda place: place.list_id == default.list_id)
            if _matches(text, items):
                return text, _choose(text, items, f"in {default.list_name}")
        items = _items_of_all(context)
        if not _matches(text, items) and directory.answered_from_memory:
            directory.forget()  # it may be on a list made since
            items = _items_of_all(context)
        if self.target and not _matches(text, items) and directory.near_misses(self.target):
            directory.find_list(self.target)  # a list's name misspelled, rather than part of the item
        return text, _choose(text, items, "on your lists")


def _items_of(context: Context, place: ListPlace) -> Iterator[_Found]:
    for item in context.backpack(list_items(place.page_id, place.list_id)):
        yield _Found(item, place)


def _items_of_all(context: Context, wanted: Callable[[ListPlace], bool] = lambda _: True) -> list[_Found]:
    places = [place for page in context.directory.pages() for place in page.lists if wanted(place)]
    if len(places) > _LISTS_MOST:
        problem = f"You have {len(places)} lists, too many to look through."
        raise RefusalError(Refused(problem, "Name the list: `done ITEM in LIST`"))
    return [found for place in places for found in _items_of(context, place)]


def _matches(text: str, items: list[_Found]) -> list[_Found]:
    """Open items called `text`, else open ones that hold it, else done ones called so."""
    folded = fold(text)
    if not folded:
        return []  # nothing but quotes or accents is part of every text

    def those(fits: Callable[[str], bool], *, completed: bool) -> list[_Found]:
        return [one for one in items if one.item.completed is completed and fits(fold(one.item.content))]

    return (
        those(lambda content: content == folded, completed=False)
        or those(lambda content: folded in content, completed=False)
        or those(lambda content: content == folded, completed=True)
    )


def _choose(text: str, items: list[_Found], where: str) -> _Found:
    matches = _matches(text, items)
    if not matches:
        open_items = [one.item.content for one in items if not one.item.completed]
        raise RefusalError(
            Refused(
                f"There is no open item called {text} {where}.",
                "Check the words; part of the item is enough.",
                nearest(text, open_items),
            )
        )
    first = matches[0]
    if all(one.place == first.place and one.item.content == first.item.content for one in matches):
        return first  # the same words twice on one list: either will do, the upper one is meant
    raise RefusalError(
        Refused(
            f"{len(matches)} items fit {text}.",
            "Say more of the item, or name its list: `done ITEM in LIST`",
            tuple(f"{one.item.content} ({spoken(one.place)})" for one in matches[:10]),
            "Which one",
        )
    )
