"""App Home in a real browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sandbox.slack.conftest import Bot, Slack


def plain(words: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": words}


def home(*blocks: dict[str, Any]) -> dict[str, Any]:
    return {"type": "home", "blocks": list(blocks)}


BUTTON = {
    "type": "actions",
    "block_id": "row",
    "elements": [{"type": "button", "action_id": "add", "text": plain("Add")}],
}


def tabs_heard_of(bot: Bot) -> list[str]:
    events = [delivery.fields.get("event", {}) for delivery in bot.deliveries]
    return [event["tab"] for event in events if event.get("type") == "app_home_opened"]


def test_the_apps_place_has_two_tabs_and_the_app_hears_of_each(page: Page, slack: Slack, bot: Bot) -> None:
    expect(page.get_by_test_id("tab-home")).to_be_hidden()
    page.get_by_test_id("dm-backpack").click()
    bot.wait_until(1)
    expect(page.get_by_test_id("composer")).to_be_visible()
    page.get_by_test_id("tab-home").click()
    expect(page.get_by_test_id("home-view")).to_contain_text("Nothing here yet")
    expect(page.get_by_test_id("composer")).to_be_hidden()
    bot.wait_until(2)
    slack.client.views_publish(
        user_id="U0MAYA", view=home({"type": "header", "text": plain("Good morning :coffee:")})
    )
    expect(page.get_by_test_id("home-view")).to_have_text(re.compile("Good morning ☕"))
    page.get_by_test_id("tab-messages").click()
    expect(page.get_by_test_id("composer")).to_be_visible()
    bot.wait_until(3)
    assert sorted(tabs_heard_of(bot)) == ["home", "messages", "messages"]


def test_a_button_in_home_opens_a_modal_over_it(
    page: Page, slack: Slack, bot: Bot, modal: Callable[..., dict[str, Any]]
) -> None:
    def answer(fields: dict[str, Any]) -> tuple[int, str]:
        if fields["type"] == "block_actions":
            slack.client.views_open(trigger_id=fields["trigger_id"], view=modal())
        return 200, ""

    bot.answer = answer
    slack.client.views_publish(user_id="U0MAYA", view=home(BUTTON))
    page.get_by_test_id("app-home").click()
    page.get_by_test_id("action-add").click()
    expect(page.get_by_test_id("modal-title")).to_have_text("Add an item")
    page.get_by_test_id("modal-close").click()
    expect(page.get_by_test_id("modal")).to_have_count(0)
    expect(page.get_by_test_id("action-add")).to_be_visible()


def test_what_is_published_anew_takes_no_word_from_who_is_writing(page: Page, slack: Slack) -> None:
    element = {"type": "plain_text_input", "action_id": "typed"}
    field = {"type": "input", "block_id": "new", "label": plain("New item"), "element": element}
    slack.client.views_publish(user_id="U0MAYA", view=home(field))
    page.get_by_test_id("app-home").click()
    page.get_by_label("New item").press_sequentially("Oat")
    slack.client.views_publish(
        user_id="U0MAYA", view=home({"type": "header", "text": plain("Groceries")}, field)
    )
    expect(page.get_by_test_id("home-view")).to_contain_text("Groceries")
    page.keyboard.type(" milk")
    expect(page.get_by_label("New item")).to_have_value("Oat milk")


def test_an_app_without_a_home_tab_shows_none(page: Page, slack: Slack) -> None:
    expect(page.get_by_test_id("app-home")).to_be_visible()
    slack.post("/app", home_tab=False)
    expect(page.get_by_test_id("app-home")).to_be_hidden()
    page.get_by_test_id("dm-backpack").click()
    expect(page.get_by_test_id("tab-home")).to_be_hidden()
    expect(page.get_by_test_id("place-topic")).to_be_visible()
