"""API: Notes. Title and body may each be empty (wire 6.3); bodies are kept to the last blank (wire 7)."""

import sqlite3
from dataclasses import dataclass

from sandbox.backpackit.call import EMPTY, Call, Reply
from sandbox.backpackit.clock import ws_time
from sandbox.backpackit.database import Database
from sandbox.backpackit.xml import Element, container, element

from .belongings import put_on_top, take_away
from .records import page_of


@dataclass(frozen=True)
class NoteText:
    """What a person writes of a note."""

    title: str
    body: str
    show_created_at: bool = True


def list_notes(call: Call) -> Reply:
    """POST /ws/page/P/notes/list, oldest first."""
    return Reply(container("notes", note_elements(call.database, page_of(call))))


def create_note(call: Call) -> Reply:
    """POST /ws/page/P/notes/create."""
    page_id = page_of(call)
    note = call.params.section("note")
    shown = note.flag("show-created-at")
    text = NoteText(note.text("title") or "", note.text("body") or "", shown is not False)
    note_id = insert_note(call.database, page_id, text, call.now)
    return Reply(_note_element(call.database.one("SELECT * FROM notes WHERE id = ?", note_id)))


def update_note(call: Call) -> Reply:
    """POST /ws/page/P/notes/update/ID: what is left out or empty stays (wire 4, "empty means absent")."""
    note_id = _note_of(call)
    note = call.params.section("note")
    call.database.run(
        "UPDATE notes SET title = coalesce(?, title), body = coalesce(?, body),"
        " show_created_at = coalesce(?, show_created_at) WHERE id = ?",
        note.text("title"),
        note.text("body"),
        note.flag("show-created-at"),
        note_id,
    )
    return EMPTY


def destroy_note(call: Call) -> Reply:
    """POST /ws/page/P/notes/destroy/ID."""
    note_id = _note_of(call)
    take_away(call.database, "Note", note_id)
    call.database.run("DELETE FROM notes WHERE id = ?", note_id)
    return EMPTY


def note_elements(database: Database, page_id: int) -> list[Element]:
    """The `<note>`s of a page, oldest first."""
    rows = database.rows("SELECT * FROM notes WHERE page_id = ? ORDER BY created_at, id", page_id)
    return [_note_element(row) for row in rows]


def insert_note(database: Database, page_id: int, text: NoteText, now: int) -> int:
    """Write a new note and put it on top of its page."""
    note_id = database.insert(
        "INSERT INTO notes (page_id, title, body, show_created_at, created_at) VALUES (?, ?, ?, ?, ?)",
        page_id,
        text.title,
        text.body,
        text.show_created_at,
        now,
    )
    put_on_top(database, page_id, "Note", note_id)
    return note_id


def _note_of(call: Call) -> int:
    note_id = call.ids["note_id"]
    call.database.one("SELECT id FROM notes WHERE id = ? AND page_id = ?", note_id, page_of(call))
    return note_id


def _note_element(row: sqlite3.Row) -> Element:
    return element(
        "note", row["body"], title=row["title"], id=row["id"], created_at=ws_time(row["created_at"])
    )
