"""What the API shows but cannot create: emails, galleries, attachments, links, bookmarks, calendars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.sandbox.backpackit.conftest import Backpack


def test_planted_things_stand_on_the_page_and_in_their_containers(backpack: Backpack) -> None:
    page = backpack.page()
    images = [{"file_name": "parrots.jpg", "description": "Wild parrots"}, {"file_name": "bay.jpg"}]
    gallery = backpack.admin("POST", "/galleries", {"page_id": page, "name": "Around", "images": images}).json
    attachment = backpack.admin("POST", "/attachments", {"page_id": page, "file_name": "plan.pdf"}).json
    link = backpack.admin("POST", "/writeboard_links", {"page_id": page}).json
    email = {"page_id": page, "subject": "A & B", "body": "\n     hi", "created_at": "2007-07-03T19:15:55Z"}
    email_id = backpack.admin("POST", "/emails", email).json["id"]
    backpack.admin("POST", "/widgets", {"page_id": page, "type": "Hologram", "widget_id": 7})

    shown = backpack.ws(f"page/{page}").xml[0]

    assert [one.attrib for one in shown.findall("belongings/belonging/widget")] == [
        {"type": "Gallery", "id": str(gallery["id"])},
        {"type": "Asset", "id": str(attachment["id"])},
        {"type": "WriteboardLink", "id": str(link["id"])},
        {"type": "Email", "id": str(email_id)},
        {"type": "Hologram", "id": "7"},
    ]
    assert [child.tag for child in shown] == ["belongings", "galleries", "attachments", "emails"]
    (shown_gallery,) = shown.findall("galleries/gallery")
    assert shown_gallery.attrib == {"name": "Around", "id": str(gallery["id"])}
    assert [one.attrib for one in shown_gallery.findall("images/image")] == [
        {
            "gallery_id": str(gallery["id"]),
            "file_name": image["file_name"],
            "id": str(image_id),
            "description": image.get("description", ""),
        }
        for image, image_id in zip(images, gallery["image_ids"], strict=True)
    ]
    assert [one.attrib for one in shown.findall("attachments/attachment")] == [
        {"file_name": "plan.pdf", "id": str(attachment["id"])}
    ]
    (mail,) = backpack.ws(f"page/{page}/emails/list").xml.findall("emails/email")
    assert mail.attrib == {
        "id": str(email_id), "subject": "A & B", "title": "A & B", "created_at": "2007-07-03 19:15:55"
    }  # fmt: skip
    assert mail.text == "\n     hi"


def test_an_email_of_another_page_is_unknown(backpack: Backpack) -> None:
    page, other = backpack.page("One"), backpack.page("Two")
    email = backpack.admin("POST", "/emails", {"page_id": page, "subject": "s", "body": ""}).json["id"]

    assert backpack.ws(f"page/{other}/emails/show/{email}").status == 404
    assert backpack.ws(f"page/{other}/emails/destroy/{email}").status == 404
    assert backpack.ws(f"page/{page}/emails/destroy/{email}").status == 200
    assert backpack.ws(f"page/{page}/emails/show/{email}").status == 404


def test_bookmarks_are_listed_in_order_and_to_their_owner_only(backpack: Backpack) -> None:
    page, user = backpack.page(), backpack.user.id
    backpack.ws(f"page/{page}/tags/tag", "<tags>a</tags>")
    tag = backpack.state()["pages"][0]["tags"][0]["id"]
    for kind, marked in (("Tag", tag), ("Page", page)):
        fields = {"user_id": user, "bookmarkable_type": kind, "bookmarkable_id": marked}
        assert backpack.admin("POST", "/bookmarks", fields).status == 201
    path = f"/users/{user}/bookmarks.xml"

    bookmarks = backpack.rest("GET", path).xml

    assert (bookmarks.tag, bookmarks.attrib) == ("bookmarks", {"type": "array"})
    assert [[one.text for one in bookmark][1:] for bookmark in bookmarks] == [
        [str(user), "Tag", str(tag), "1"],
        [str(user), "Page", str(page), "2"],
    ]
    assert [(one.tag, one.get("type")) for one in bookmarks[0]] == [
        ("id", "integer"),
        ("user-id", "integer"),
        ("bookmarkable-type", "string"),
        ("bookmarkable-id", "integer"),
        ("position", "integer"),
    ]
    assert backpack.rest("GET", path, user=backpack.colleague).status == 403
    assert backpack.rest("GET", "/users/1/bookmarks.xml").status == 404


def test_a_planted_calendar_is_listed(backpack: Backpack) -> None:
    planted = {"account": backpack.account, "name": "Team", "color": "cc0000"}
    calendar_id = backpack.admin("POST", "/calendars", planted).json["id"]

    (_, calendar) = backpack.rest("GET", "/calendars.xml").xml

    assert [calendar.findtext(name) for name in ("id", "name", "color")] == [
        str(calendar_id),
        "Team",
        "cc0000",
    ]


@pytest.mark.parametrize(
    ("path", "fields", "status"),
    [
        ("/emails", {"page_id": 1, "subject": "s", "body": "b"}, 404),
        ("/emails", {"page_id": "PAGE", "subject": "s"}, 422),
        ("/emails", {"page_id": "PAGE", "subject": "s\u0007", "body": "b"}, 422),
        ("/emails", {"page_id": "PAGE", "subject": "s", "body": "b", "created_at": "now"}, 422),
        (
            "/emails",
            {"page_id": "PAGE", "subject": "s", "body": "b", "created_at": "1900-01-01T00:00:00Z"},
            422,
        ),
        ("/emails", {"page_id": "PAGE", "title": "s", "body": "b"}, 422),
        ("/galleries", {"page_id": "PAGE", "name": "g", "images": ["i.png"]}, 422),
        ("/galleries", {"page_id": "PAGE", "name": "g", "images": [{}]}, 422),
        ("/attachments", {"page_id": True, "file_name": "f"}, 422),
        ("/writeboard_links", {}, 422),
        ("/widgets", {"page_id": "PAGE", "type": "X", "widget_id": -1}, 422),
        ("/bookmarks", {"user_id": 1, "bookmarkable_type": "Page", "bookmarkable_id": "PAGE"}, 404),
        ("/bookmarks", {"user_id": 1, "bookmarkable_type": "Note", "bookmarkable_id": 1}, 422),
        ("/calendars", {"account": "nobody", "name": "x"}, 404),
        ("/tokens", {"user_id": 1}, 404),
        ("/tokens", {"user_id": 1, "token": "short"}, 422),
        ("/access_tokens", {"user_id": 1}, 404),
        ("/clock", {"now": "noon"}, 422),
        ("/clock", {"now": "9999-01-01T00:00:00Z"}, 422),
        ("/clock", {"advance_seconds": 1e308}, 422),
        ("/clock", {"advance_seconds": "1"}, 422),
        ("/clock", {"ahead_seconds": True}, 422),
        ("/clock", {"ahead_seconds": -1e12}, 422),
        ("/clock", {"held": 1}, 422),
        ("/latency", {}, 422),
        ("/latency", {"seconds": -1}, 422),
        ("/latency", {"seconds": 1e9}, 422),
    ],
)
def test_senseless_fields_are_refused_and_nothing_is_written(
    backpack: Backpack, path: str, fields: dict[str, Any], status: int
) -> None:
    page = backpack.page()
    before = backpack.state()

    answer = backpack.admin(
        "POST", path, {key: page if value == "PAGE" else value for key, value in fields.items()}
    )

    assert (answer.status, list(answer.json)) == (status, ["error"])
    assert backpack.state() == before


def test_a_token_can_be_renewed_and_chosen(backpack: Backpack) -> None:
    digits = "1234567890" * 3 + f"{backpack.user.id:010}"

    renewed = backpack.admin("POST", "/tokens", {"user_id": backpack.user.id, "token": digits})

    assert renewed.json == {"user_id": backpack.user.id, "token": digits}
    assert backpack.rest("GET", "/me.xml").status == 403
    yaml = {"X-POST_DATA_FORMAT": "yaml"}
    assert backpack.send("POST", "/ws/pages/all", f"---\ntoken: {digits}\n", yaml).status == 200
    taken = {"user_id": backpack.colleague.id, "token": digits}
    assert backpack.admin("POST", "/tokens", taken).status == 422
