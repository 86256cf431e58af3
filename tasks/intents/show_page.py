"""Show a page: its lists and notes, top to bottom."""

from dataclasses import dataclass, field

from backpack import show_page
from tasks.default_place import default_page
from tasks.intent import Context
from tasks.intents.show_list import ShownItem
from tasks.wire import wire


@wire
@dataclass(frozen=True)
class ShownSection:
    """A list (with items) or a note (with a body), as the page has them."""

    title: str
    items: tuple[ShownItem, ...] = ()
    body: str | None = None
    """None for a list."""


@wire
@dataclass(frozen=True)
class PageShown:
    title: str
    sections: tuple[ShownSection, ...]
    # Where it is, which nobody reads: two that read alike are alike.
    page_id: int | None = field(default=None, compare=False)
    account: str | None = field(default=None, compare=False)

    can_be_shared = True


@wire
@dataclass(frozen=True)
class ShowPage:
    """`page NAME`; without one, the channel's default page."""

    name: str | None = None

    def describe(self) -> str:
        return f"show the page {self.name}" if self.name else "show this channel's default page"

    def perform(self, context: Context) -> PageShown:
        if self.name:
            place = context.directory.find_page(self.name)
        else:
            place = default_page(context, example="page PAGE")
        page = context.backpack(show_page(place.page_id))
        lists = {
            ("List", one.id): ShownSection(one.name, items=tuple(ShownItem.of(item) for item in one.items))
            for one in page.lists
        }
        notes = {("Note", one.id): ShownSection(one.title, body=one.body) for one in page.notes}
        sections = lists | notes
        in_order = [(one.widget_type, one.widget_id) for one in page.belongings]
        # A page without belongings (wire section 6.8: containers may be missing) still shows everything.
        keys = dict.fromkeys([*(key for key in in_order if key in sections), *sections])
        shown = tuple(sections[key] for key in keys)
        return PageShown(page.title, shown, place.page_id, context.link.account)
