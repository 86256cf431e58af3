"""Say what pages are about whose addresses somebody has posted."""

from dataclasses import dataclass

from backpack import BackpackError, Page, show_page
from backpack.models import List
from tasks.intent import Context
from tasks.results import Silence
from tasks.wire import wire

PAGES_MOST = 3
"""A request each; whoever posts more links in one message gives a list, and no preview of each."""
LISTS_MOST = 10
"""Lines of one preview: more are not read in passing."""


@wire
@dataclass(frozen=True)
class LinkedPage:
    """An address in somebody's message."""

    url: str
    page_id: int


@wire
@dataclass(frozen=True)
class UnfurledList:
    name: str
    open_count: int
    done_count: int


@wire
@dataclass(frozen=True)
class UnfurledPage:
    url: str
    title: str
    lists: tuple[UnfurledList, ...]
    left_out_count: int
    note_count: int


@wire
@dataclass(frozen=True)
class PagesUnfurled:
    unfurl_id: str
    source: str
    pages: tuple[UnfurledPage, ...]


@wire
@dataclass(frozen=True)
class UnfurlPages:
    """A message holds addresses of pages (docs.slack.dev: link_shared event).

    What is said of them everybody in the channel can read, so it is what a table of contents would say: names
    and counts, and nothing that is written on the page.
    """

    unfurl_id: str
    source: str
    links: tuple[LinkedPage, ...]

    def describe(self) -> str:
        return "say what the pages are about that were linked"

    def perform(self, context: Context) -> PagesUnfurled | Silence:
        """Nobody has asked for it: a page that can't be had is left alone, without a word."""
        pages = []
        for link in self.links[:PAGES_MOST]:
            try:
                pages.append(_about(link, context.backpack(show_page(link.page_id))))
            except BackpackError:
                continue
        return PagesUnfurled(self.unfurl_id, self.source, tuple(pages)) if pages else Silence()


def _about(link: LinkedPage, page: Page) -> UnfurledPage:
    lists = tuple(_counted(one) for one in page.lists[:LISTS_MOST])
    return UnfurledPage(link.url, page.title, lists, max(0, len(page.lists) - LISTS_MOST), len(page.notes))


def _counted(one: List) -> UnfurledList:
    done_count = sum(item.completed for item in one.items)
    return UnfurledList(one.name, len(one.items) - done_count, done_count)
