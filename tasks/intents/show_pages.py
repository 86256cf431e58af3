"""Show the names of all pages."""

from dataclasses import dataclass

from backpack import list_pages
from tasks.intent import Context
from tasks.wire import wire


@wire
@dataclass(frozen=True)
class PagesShown:
    titles: tuple[str, ...]
    term: str | None = None
    """What was searched for; None when all pages are meant."""

    can_be_shared = True


@wire
@dataclass(frozen=True)
class ShowPages:
    """`pages`."""

    def describe(self) -> str:
        return "show the names of all your pages"

    def perform(self, context: Context) -> PagesShown:
        return PagesShown(tuple(page.title for page in context.backpack(list_pages())))
