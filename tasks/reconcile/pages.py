"""Pages: a new one, and the copy of one."""

# ruff: noqa: ARG002 - one list shows all pages
import json
from collections.abc import Sequence
from typing import ClassVar

from backpack import Call, PageSummary, list_pages
from tasks.reconcile.kind import Creation, Details, Found, plain

# What Backpack puts after the title of a copy (API: Pages, Duplicate).
_COPY = " (copy)"


class NewPage(Creation[PageSummary]):
    """One's own, as far as the list says whose it is."""

    name = "page"
    noted: ClassVar[Sequence[str]] = ("title",)

    def place(self, details: Details) -> str:
        return f"pages of {details['my_id']}"

    def content(self, details: Details) -> str:
        return plain(details["title"])

    def listing(self, details: Details) -> Call[tuple[PageSummary, ...]]:
        return list_pages()

    def fits(self, details: Details, thing: PageSummary) -> bool:
        return thing.scope in (None, "personal") and plain(thing.title) == plain(details["title"])

    def result(self, thing: PageSummary) -> PageSummary:
        """As the creation answers: without the scope."""
        return PageSummary(thing.id, thing.title)


class PageCopy(NewPage):
    """Its title is known only once the original's has been looked up."""

    newest_is_base = False
    noted = ("page_id",)

    def content(self, details: Details) -> str:
        return f"copy of {details['page_id']}"

    def base(self, details: Details, listed: Sequence[PageSummary]) -> str:
        titles = [page.title for page in listed if page.id == details["page_id"]]
        return json.dumps([super().base(details, listed), *titles])

    def found(self, details: Details, base: str, listed: Sequence[PageSummary]) -> Sequence[Found]:
        newest, *titles = json.loads(base)
        if not titles:
            return []  # there was no such page, so there is no copy
        return super().found({**details, "title": titles[0] + _COPY}, newest, listed)
