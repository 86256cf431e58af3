"""The page on a telephone's screen: 360 pixels wide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sandbox.slack.conftest import Slack

WIDTH = 360


@pytest.fixture
def narrow(page: Page) -> Page:
    page.set_viewport_size({"width": WIDTH, "height": 740})
    return page


def test_the_conversation_has_the_screen_and_the_rest_is_a_press_away(narrow: Page) -> None:
    box = narrow.get_by_test_id("messages").bounding_box()
    assert box
    assert box["width"] == WIDTH
    expect(narrow.get_by_test_id("channel-launch")).to_be_hidden()
    expect(narrow.get_by_test_id("my-token")).to_be_hidden()
    narrow.get_by_test_id("show-side").click()
    narrow.get_by_test_id("channel-launch").click()
    expect(narrow.get_by_test_id("place-title")).to_have_text("#launch")
    expect(narrow.get_by_test_id("channel-launch")).to_be_hidden()
    narrow.get_by_test_id("show-pane").click()
    expect(narrow.get_by_test_id("my-token")).to_be_visible()
    narrow.keyboard.press("Escape")
    expect(narrow.get_by_test_id("my-token")).to_be_hidden()


def test_one_can_write_and_nothing_stands_beyond_the_edge(
    narrow: Page, slack: Slack, modal: Callable[..., dict[str, Any]]
) -> None:
    plain = {"type": "plain_text", "text": "A button with rather many words"}
    button = {"type": "button", "text": plain}
    fields = [{"type": "mrkdwn", "text": "*Due* tomorrow"}] * 2
    blocks = [{"type": "actions", "elements": [button] * 4}, {"type": "section", "fields": fields}]
    slack.client.chat_postMessage(channel="C0KITCHEN", text="x", blocks=blocks)
    composer = narrow.get_by_test_id("composer")
    composer.fill("Word " * 40)
    composer.press("Enter")
    expect(narrow.get_by_test_id("message").last).to_contain_text("Word Word")
    overflow = "[...document.querySelectorAll('.conversation *')].filter((each) => each.offsetParent"
    overflow += (
        f" && each.getBoundingClientRect().right > {WIDTH} + 1).map((each) => each.outerHTML.slice(0, 90))"
    )
    assert narrow.evaluate(overflow) == []
    slack.client.views_open(trigger_id=slack.command("/backpack")["trigger_id"], view=modal())
    box = narrow.get_by_test_id("modal").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= WIDTH


def test_on_a_wide_screen_all_three_stand_side_by_side(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(page.get_by_test_id("show-side")).to_be_hidden()
    expect(page.get_by_test_id("channel-launch")).to_be_visible()
    expect(page.get_by_test_id("my-token")).to_be_visible()
