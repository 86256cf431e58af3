"""Separators on a page."""

from collections.abc import Sequence
from dataclasses import replace

from backpack import Call, Page, Separator, show_page
from tasks.reconcile.kind import Creation, Details, Found, plain


class NewSeparator(Creation[Separator]):
    """Only the page itself lists them."""

    name = "separator"
    noted = ("page_id", "name")

    def place(self, details: Details) -> str:
        return f"page {details['page_id']}"

    def content(self, details: Details) -> str:
        return plain(details["name"])

    def listing(self, details: Details) -> Call[Page]:
        return show_page(details["page_id"])

    def things(self, listed: Page) -> Sequence[Separator]:
        return listed.separators

    def fits(self, details: Details, thing: Separator) -> bool:
        return plain(thing.name) == self.content(details)

    def found(self, details: Details, base: str, listed: Page) -> Sequence[Found]:
        """As the creation answers: a separator on a page does not say which page."""
        on_page = replace(
            listed, separators=tuple(replace(one, page_id=listed.id) for one in listed.separators)
        )
        return super().found(details, base, on_page)
