"""Search all pages for a term."""

from dataclasses import dataclass

from backpack import search_pages
from tasks.intent import Context
from tasks.intents.show_pages import PagesShown
from tasks.text import NAME_MAX_CHARACTERS, check_text
from tasks.wire import wire


@wire
@dataclass(frozen=True)
class SearchPages:
    """`search TERM`."""

    term: str

    def __post_init__(self) -> None:
        check_text("search term", self.term, NAME_MAX_CHARACTERS)

    def describe(self) -> str:
        return f"search your pages for “{self.term}”"

    def perform(self, context: Context) -> PagesShown:
        pages = context.backpack(search_pages(self.term))
        return PagesShown(tuple(page.title for page in pages), self.term)
