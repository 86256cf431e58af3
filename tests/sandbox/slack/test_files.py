"""Uploading files, as slack_sdk does it, and seeing them."""

from __future__ import annotations

import struct
import urllib.error
import urllib.request
import zlib
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Page, expect
from slack_sdk.errors import SlackApiError, SlackRequestError

if TYPE_CHECKING:
    from tests.sandbox.slack.conftest import Slack


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int = 40, height: int = 20) -> bytes:
    """A green rectangle."""
    rows = (b"\0" + b"\x2a\x6b\x53" * width) * height
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def upload(slack: Slack, name: str = "activity.png", content: bytes | None = None, **more: Any) -> Any:
    arguments = {"filename": name, "content": content or png(), "title": "Four weeks", **more}
    return slack.client.files_upload_v2(**arguments)


def test_a_picture_is_shared_in_a_message_of_the_app(slack: Slack) -> None:
    parent = slack.messages()[0]["ts"]
    upload(slack, channel="C0KITCHEN", initial_comment="The week", thread_ts=parent, alt_txt="Bars")
    posted = slack.client.conversations_replies(channel="C0KITCHEN", ts=parent)["messages"][-1]
    assert (posted["text"], posted["bot_id"], posted["thread_ts"]) == ("The week", "B0BACKPACK", parent)
    assert (posted["subtype"], posted["upload"]) == ("file_share", False)
    (file,) = posted["files"]
    keys = ("name", "title", "mimetype", "filetype", "size", "alt_txt", "user")
    assert [file[key] for key in keys] == [
        "activity.png",
        "Four weeks",
        "image/png",
        "png",
        len(png()),
        "Bars",
        "U0BACKPACK",
    ]
    with urllib.request.urlopen(file["url_private"], timeout=10) as answer:
        assert answer.headers["Content-Type"] == "image/png"
        assert answer.read() == png()


def test_what_a_browser_could_run_is_only_for_saving(slack: Slack) -> None:
    upload(
        slack, "page.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", channel="C0KITCHEN"
    )
    (file,) = slack.messages()[-1]["files"]
    with urllib.request.urlopen(file["url_private"], timeout=10) as answer:
        assert answer.headers["Content-Type"] == "application/octet-stream"
        assert answer.headers["Content-Disposition"] == "attachment"


def test_without_a_channel_it_is_in_no_message(slack: Slack) -> None:
    before = slack.messages()
    assert upload(slack)["files"][0]["title"] == "Four weeks"
    assert slack.messages() == before


def test_another_length_than_announced_is_refused_and_nothing_can_be_shared(slack: Slack) -> None:
    announced = slack.client.files_getUploadURLExternal(filename="a.png", length=3)
    request = urllib.request.Request(str(announced["upload_url"]), b"four")
    with pytest.raises(urllib.error.HTTPError, match="400") as caught:
        urllib.request.urlopen(request)
    caught.value.close()
    with pytest.raises(SlackApiError, match="file_not_found"):
        slack.client.files_completeUploadExternal(
            files=[{"id": announced["file_id"]}], channel_id="C0KITCHEN"
        )


def test_it_wants_its_scope_and_the_apps_presence(slack: Slack) -> None:
    slack.post("/app", left=["C0KITCHEN"])
    with pytest.raises(SlackApiError, match="not_in_channel"):
        upload(slack, channel="C0KITCHEN")
    slack.post("/app", scopes=["chat:write"])
    with pytest.raises((SlackApiError, SlackRequestError), match="missing_scope"):
        upload(slack, channel="C0LAUNCH")


def test_the_page_shows_a_picture_in_its_message_and_in_a_block(page: Page, slack: Slack) -> None:
    file_id = upload(slack, channel="C0KITCHEN", alt_txt="Bars of green")["files"][0]["id"]
    picture = page.get_by_test_id("file").get_by_role("img", name="Bars of green")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 40
    block = {"type": "image", "slack_file": {"id": file_id}, "alt_text": "The same"}
    slack.client.chat_postMessage(channel="C0KITCHEN", text="x", blocks=[block])
    again = page.get_by_role("img", name="The same")
    assert again.evaluate("image => image.decode().then(() => image.naturalWidth)") == 40


def test_the_page_links_to_what_is_no_picture(page: Page, slack: Slack) -> None:
    upload(slack, "week.csv", b"day,entries\n", channel="C0KITCHEN")
    file = page.get_by_test_id("file")
    expect(file).to_contain_text("Four weeks CSV, 12 bytes")
    expect(file.get_by_role("link")).to_have_text("Four weeks")
