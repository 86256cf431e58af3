"""Notes on a page."""

from backpack import Call, Note, list_notes
from tasks.reconcile.kind import Creation, Details, plain


class NewNote(Creation[Note]):
    """Title and body have to be the same."""

    name = "note"
    noted = ("page_id", "title", "body")

    def place(self, details: Details) -> str:
        return f"page {details['page_id']}"

    def content(self, details: Details) -> str:
        return plain(details["title"]) + "\n" + plain(details["body"])

    def listing(self, details: Details) -> Call[tuple[Note, ...]]:
        return list_notes(details["page_id"])

    def fits(self, details: Details, thing: Note) -> bool:
        return plain(thing.title) + "\n" + plain(thing.body) == self.content(details)
