"""Lists on a page."""

from backpack import Call, ListSummary, list_lists
from tasks.reconcile.kind import Creation, Details, plain


class NewList(Creation[ListSummary]):
    """Known by its name."""

    name = "list"
    noted = ("page_id", "name")

    def place(self, details: Details) -> str:
        return f"page {details['page_id']}"

    def content(self, details: Details) -> str:
        return plain(details["name"])

    def listing(self, details: Details) -> Call[tuple[ListSummary, ...]]:
        return list_lists(details["page_id"])

    def fits(self, details: Details, thing: ListSummary) -> bool:
        return plain(thing.name) == self.content(details)
