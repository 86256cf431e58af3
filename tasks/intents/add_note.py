"""Add a note to a page."""

from contextlib import suppress
from dataclasses import dataclass, field

from backpack import NotFound, create_note, destroy_note, list_notes
from store.places import PagePlace
from tasks.default_place import default_page
from tasks.intent import Context
from tasks.text import BODY_MAX_CHARACTERS, NAME_MAX_CHARACTERS, check_text
from tasks.undoing.thing import check_same, find_thing
from tasks.undoing.undone import Undone
from tasks.wire import wire


@wire
@dataclass(frozen=True)
class NoteAdded:
    title: str
    body: str
    page_title: str
    # Where to find it again, which nobody reads: two that read alike are alike.
    page_id: int | None = field(default=None, compare=False)
    note_id: int | None = field(default=None, compare=False)
    account: str | None = field(default=None, compare=False)

    can_be_shared = True

    @property
    def can_be_undone(self) -> bool:
        return self.note_id is not None

    def undo(self, context: Context, *, is_own: bool) -> Undone:
        page_id, note_id = self.page_id or 0, self.note_id or 0
        note = find_thing(context, list_notes(page_id), note_id, is_own=is_own)
        if note is not None:
            check_same(f"{self.title}\n{self.body}", f"{note.title}\n{note.body}", "The note")
            with suppress(NotFound):  # gone is gone
                context.backpack(destroy_note(page_id, note_id))
        return Undone("note", self.title, self.page_title)


@wire
@dataclass(frozen=True)
class AddNote:
    """`note TITLE: BODY to PAGE`. The split is the parser's; both ways of reading travel along."""

    text: str
    """Title and body, without the page."""
    page_name: str | None = None
    whole: str | None = None
    """The text with what looked like a page: meant when no page is called, or nearly called, so."""

    page_id: int | None = None
    """The exact page, where it was picked and not named; then `page_name` and `whole` say nothing."""

    def __post_init__(self) -> None:
        _check(self.text)

    def describe(self) -> str:
        title, _body = title_and_body(self.text)
        page = "the page that was picked" if self.page_id else self.page_name or "this channel’s default page"
        return f"add the note “{title}” to {page}"

    def perform(self, context: Context) -> NoteAdded:
        text, page = self._resolve(context)
        _check(text)
        context.directory.note_use(page.page_id, None)
        title, body = title_and_body(text)
        note = context.backpack(create_note(page.page_id, title, body))
        return NoteAdded(title, body, page.page_title, page.page_id, note.id, context.link.account)

    def _resolve(self, context: Context) -> tuple[str, PagePlace]:
        example = "note TITLE: TEXT to PAGE"
        if self.page_id is not None:
            return self.text, context.directory.picked_page(self.page_id)
        if self.page_name is None:
            return self.text, default_page(context, example)
        if self.whole and context.channel_default() and not context.directory.resembles_page(self.page_name):
            return self.whole, default_page(context, example)
        return self.text, context.directory.find_page(self.page_name)


def _check(text: str) -> None:
    """:raises RefusalError: Backpack could not keep it"""
    check_text("note", text, BODY_MAX_CHARACTERS)
    check_text("note's title", title_and_body(text)[0], NAME_MAX_CHARACTERS)


def title_and_body(text: str) -> tuple[str, str]:
    """`Title: body`, or a first line and the rest, or all title."""
    first_line, _newline, rest = text.strip().partition("\n")
    title, colon, start = first_line.partition(": ")
    if colon and title.strip():
        return title.strip(), f"{start}\n{rest}".strip("\n").lstrip(" ")
    return first_line.strip().removesuffix(":"), rest.strip("\n")
