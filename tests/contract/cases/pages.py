"""Pages and tags."""

import backpack as bp
from tests.contract.table import case, denied
from tests.contract.world import STATE, World


@case()
def list_pages(world: World, pages: tuple[bp.PageSummary, ...]) -> None:
    assert pages == (
        bp.PageSummary(world.page_id, "Harvest festival", "personal"),
        bp.PageSummary(world.friends_page_id, "Potluck", "friends"),
    )


@case(term="eve")
def search_pages(world: World, pages: tuple[bp.PageSummary, ...]) -> None:
    assert pages == (bp.PageSummary(world.page_id, "Harvest festival"),)


@case(title='Winter <menu> & "more"', seen_in="list_pages")
def create_page(world: World, page: bp.PageSummary) -> None:
    assert page.title == 'Winter <menu> & "more"'
    assert bp.PageSummary(page.id, page.title, "personal") in world.maya(bp.list_pages())


@case()
def show_page(world: World, page: bp.Page) -> None:
    assert (page.id, page.title) == (world.page_id, "Harvest festival")
    assert page.email_address == world.page_state()["email_address"]
    assert page.tags == (bp.Tag(world.tag_id, "Autumn"),)
    items = tuple(
        bp.Item(item_id, world.list_id, content, False)
        for item_id, content in zip(world.item_ids, ("Lanterns", "Benches", "Ropes"), strict=True)
    )
    (note,) = page.notes
    (email,) = page.emails
    # New ones go to the top.
    assert page.widgets == (
        bp.WriteboardLink(world.link_id),
        bp.Attachment(world.attachment_id, "programme.pdf"),
        bp.Gallery(world.gallery_id, "Last year", page.galleries[0].images),
        bp.Email(world.email_id, "The tent", "It fits forty.", email.created_at),
        bp.Separator(world.separator_id, "Pictures"),
        bp.Note(world.note_id, "Barn", "The key is with Eve", note.created_at),
        bp.List(world.list_id, "To bring", items),
    )
    assert [(image.file_name, image.description) for image in page.galleries[0].images] == [
        ("orchard.jpg", "At noon")
    ]


@case(
    belonging_ids=lambda world: [one["id"] for one in reversed(world.page_state()["belongings"])],
    seen_in="show_page",
)
def reorder_page(world: World, result: None) -> None:
    kinds = ["List", "Note", "Separator", "Email", "Gallery", "Asset", "WriteboardLink"]
    assert [belonging.widget_type for belonging in world.page().belongings] == kinds


@case(seen_in="list_pages")
def destroy_page(world: World, result: None) -> None:
    assert world.page_id not in {page.id for page in world.maya(bp.list_pages())}


@case(title="Harvest & thanks", seen_in="show_page")
def update_page_title(world: World, result: None) -> None:
    assert world.page().title == "Harvest & thanks"


@case(seen_in="show_page")
def duplicate_page(world: World, page: bp.PageSummary) -> None:
    assert page.title == "Harvest festival (copy)"
    copy, original = world.maya(bp.show_page(page.id)), world.page()
    assert [item.content for item in copy.lists[0].items] == ["Lanterns", "Benches", "Ropes"]
    assert copy.notes[0].body == original.notes[0].body
    assert copy.lists[0].id != original.lists[0].id


@case(email_addresses=["first@example.com", "second@example.com"], public=True, seen_in=STATE)
def share_page(world: World, result: None) -> None:
    page = world.page_state()
    assert (page["public"], page["shared_with"]) == (True, ["first@example.com", "second@example.com"])
    mails = world.state()["outbox"]
    assert [mail["to_address"] for mail in mails] == page["shared_with"]


@case(
    page_id=lambda world: world.friends_page_id,
    seen_in="list_pages",
    denials=(denied(404, "one's own page", page_id=lambda world: world.page_id),),
)
def unshare_friend_page(world: World, result: None) -> None:
    assert [page.id for page in world.maya(bp.list_pages())] == [world.page_id]
    assert world.friends_page_id in {page.id for page in world.tomas(bp.list_pages())}


@case(seen_in=STATE)
def email_page(world: World, result: None) -> None:
    (mail,) = world.state()["outbox"]
    (maya, _) = world.state()["users"]
    assert (mail["to_address"], mail["subject"]) == (maya["email_address"], "Harvest festival")
    assert "Lanterns" in mail["body"]


@case()
def list_pages_with_tag(world: World, pages: tuple[bp.PageSummary, ...]) -> None:
    assert pages == (bp.PageSummary(world.page_id, "Harvest festival"),)


@case(tags=["Long evenings", "Autumn"], seen_in="show_page")
def tag_page(world: World, result: None) -> None:
    tags = {tag.name: tag.id for tag in world.page().tags}
    assert set(tags) == {"Autumn", "Long evenings"}
    assert tags["Autumn"] == world.tag_id
