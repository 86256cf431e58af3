"""API: Notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.sandbox.backpackit.conftest import Backpack


def test_a_note_is_kept_verbatim_and_dated_in_utc(backpack: Backpack) -> None:
    page = backpack.page()
    body = "\n  first line\n\nlast line \n"

    answer = backpack.ws(
        f"page/{page}/notes/create",
        f"<note><title>Wi-Fi\u2014caf\u00e9</title><body>{body}</body><show-created-at>false</show-created-at></note>",
    )

    note = answer.xml[0]
    assert note.tag == "note"
    assert note.attrib == {
        "title": "Wi-Fi—café",
        "id": note.attrib["id"],
        "created_at": "2025-06-16 12:00:00",
    }
    assert note.text == body
    assert backpack.ws(f"page/{page}").xml.findtext("page/notes/note") == body


def test_notes_are_listed_oldest_first(backpack: Backpack) -> None:
    page = backpack.page()
    for title in ("one", "two"):
        backpack.ws(f"page/{page}/notes/create", f"<note><title>{title}</title></note>")
        backpack.clock.advance(60)

    notes = backpack.ws(f"page/{page}/notes/list").xml.findall("notes/note")

    assert [note.get("title") for note in notes] == ["one", "two"]


def test_a_note_may_lack_a_title_or_a_body(backpack: Backpack) -> None:
    page = backpack.page()

    without_title = backpack.ws(f"page/{page}/notes/create", "<note><body>text</body></note>").xml[0]
    without_body = backpack.ws(f"page/{page}/notes/create", "<note><title>t</title><body/></note>").xml[0]

    assert (without_title.get("title"), without_title.text) == ("", "text")
    assert (without_body.get("title"), without_body.text) == ("t", None)


def test_an_update_keeps_what_is_absent_or_empty(backpack: Backpack) -> None:
    page = backpack.page()
    created = backpack.ws(f"page/{page}/notes/create", "<note><title>old</title><body>text</body></note>")
    note = created.xml[0].attrib["id"]

    assert (
        backpack.ws(f"page/{page}/notes/update/{note}", "<note><title>new</title><body/></note>").status
        == 200
    )

    (shown,) = backpack.ws(f"page/{page}/notes/list").xml.findall("notes/note")
    assert (shown.get("title"), shown.text) == ("new", "text")


def test_a_destroyed_note_leaves_no_belonging(backpack: Backpack) -> None:
    page = backpack.page()
    note = backpack.ws(f"page/{page}/notes/create", "<note><title>x</title></note>").xml[0].attrib["id"]

    assert backpack.ws(f"page/{page}/notes/destroy/{note}").status == 200

    assert len(backpack.ws(f"page/{page}").xml[0]) == 0
    assert backpack.ws(f"page/{page}/notes/update/{note}", "<note><title>x</title></note>").status == 404
