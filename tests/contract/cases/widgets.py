"""Notes, separators and e-mails."""

import backpack as bp
from tests.contract.table import case
from tests.contract.world import World


def notes(world: World) -> list[tuple[int, str, str]]:
    return [(note.id, note.title, note.body) for note in world.maya(bp.list_notes(world.page_id))]


@case()
def list_notes(world: World, found: tuple[bp.Note, ...]) -> None:
    (note,) = found
    assert (note.id, note.title, note.body) == (world.note_id, "Barn", "The key is with Eve")


@case(title="", body="  Tarpaulins\n\nif it rains\n", show_created_at=False, seen_in="list_notes")
def create_note(world: World, note: bp.Note) -> None:
    assert (note.title, note.body) == ("", "  Tarpaulins\n\nif it rains\n")
    assert world.maya(bp.list_notes(world.page_id))[-1] == note


@case(title="Shed", body="Sun!", show_created_at=True, seen_in="list_notes")
def update_note(world: World, result: None) -> None:
    assert notes(world) == [(world.note_id, "Shed", "Sun!")]


@case(seen_in="list_notes")
def destroy_note(world: World, result: None) -> None:
    assert notes(world) == []


@case(name="Plans & sketches", seen_in="show_page")
def create_separator(world: World, separator: bp.Separator) -> None:
    assert separator == bp.Separator(separator.id, "Plans & sketches", world.page_id)
    page = world.page()
    assert page.widgets[0] == bp.Separator(separator.id, "Plans & sketches")


@case(name="New pictures", seen_in="show_page")
def update_separator(world: World, result: None) -> None:
    assert world.page().separators == (bp.Separator(world.separator_id, "New pictures"),)


@case(seen_in="show_page")
def destroy_separator(world: World, result: None) -> None:
    page = world.page()
    assert page.separators == ()
    assert "Separator" not in {belonging.widget_type for belonging in page.belongings}


@case(seen_in="show_page")
def destroy_separator_by_post(world: World, result: None) -> None:
    assert world.page().separators == ()


@case()
def list_emails(world: World, emails: tuple[bp.Email, ...]) -> None:
    (email,) = emails
    assert (email.id, email.subject, email.body) == (world.email_id, "The tent", "It fits forty.")


@case()
def show_email(world: World, email: bp.Email) -> None:
    assert world.maya(bp.list_emails(world.page_id)) == (email,)
    assert email.id == world.email_id


@case(seen_in="list_emails")
def destroy_email(world: World, result: None) -> None:
    assert world.maya(bp.list_emails(world.page_id)) == ()
