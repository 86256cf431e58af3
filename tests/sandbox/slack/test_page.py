"""The page in a real browser: what a person types, clicks and sees."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sandbox.slack.conftest import Bot, Slack

HOSTILE = "<img src=x onerror=\"document.title='broken in'\">"


def write(page: Page, text: str) -> None:
    composer = page.get_by_test_id("composer")
    composer.fill(text)
    composer.press("Enter")


def last_message(page: Page) -> Any:
    return page.get_by_test_id("message").last


def test_a_message_appears_and_stays_text_whatever_it_holds(page: Page) -> None:
    write(page, f"{HOSTILE} &amp; *tea*")
    expect(last_message(page)).to_contain_text(f"{HOSTILE} &amp; tea")
    expect(last_message(page).locator("strong")).to_have_text("tea")
    expect(last_message(page).locator("img")).to_have_count(0)
    assert "broken" not in page.title()


def test_a_command_is_completed_sent_and_answered_for_one_person(page: Page, bot: Bot) -> None:
    bot.answer = lambda _: (200, "Wrote it down")
    composer = page.get_by_test_id("composer")
    composer.press_sequentially("/jou")
    expect(page.get_by_test_id("completion-option")).to_have_count(1)
    composer.press("Tab")
    expect(composer).to_have_value("/journal ")
    composer.press_sequentially("Shipped it")
    composer.press("Enter")
    expect(last_message(page)).to_contain_text("Only visible to you")
    expect(last_message(page)).to_contain_text("Wrote it down")
    page.get_by_test_id("person-tomas").click()
    expect(page.get_by_test_id("messages")).not_to_contain_text("Wrote it down")


@pytest.mark.parametrize("private", [False, True])
def test_a_button_replaces_its_message_and_removes_it(
    page: Page, slack: Slack, bot: Bot, private: bool
) -> None:
    text = {"type": "plain_text", "text": "Undo"}
    blocks = [{"type": "actions", "elements": [{"type": "button", "action_id": "undo", "text": text}]}]
    body: dict[str, Any] = {"channel": "C0KITCHEN", "text": "Milk", "blocks": blocks}
    if private:
        slack.client.chat_postEphemeral(user="U0MAYA", **body)
    else:
        slack.client.chat_postMessage(**body)
    with page.expect_response("**/_sandbox/action"):
        page.get_by_role("button", name="Undo").click()
    slack.answer_to(bot.last["response_url"], {"text": "It is gone", "replace_original": True})
    expect(last_message(page)).to_contain_text("It is gone (edited)")
    expect(last_message(page)).to_have_attribute("data-ephemeral", str(private).lower())
    slack.answer_to(bot.last["response_url"], {"delete_original": True})
    expect(page.get_by_text("It is gone")).to_have_count(0)


def test_a_modal_opens_shows_errors_and_closes(
    page: Page, slack: Slack, bot: Bot, modal: Callable[..., dict[str, Any]]
) -> None:
    errors = json.dumps({"response_action": "errors", "errors": {"content": "No such list"}})

    def answer(fields: dict[str, Any]) -> tuple[int, str]:
        if "command" in fields:
            slack.client.views_open(trigger_id=fields["trigger_id"], view=modal())
            return 200, ""
        typed = fields["view"]["state"]["values"]["content"]["typed"]["value"]
        return 200, errors if typed == "nowhere" else ""

    bot.answer = answer
    write(page, "/backpack add something")
    dialog = page.get_by_test_id("modal")
    expect(page.get_by_test_id("modal-title")).to_have_text("Add an item")
    page.get_by_test_id("modal-submit").click()
    expect(page.get_by_test_id("field-error")).to_have_text("Please complete this required field.")
    dialog.get_by_label("content", exact=True).fill("nowhere")
    dialog.get_by_label("note (optional)").fill("kept")
    page.get_by_test_id("modal-submit").click()
    expect(page.get_by_test_id("field-error")).to_have_text("No such list")
    expect(dialog.get_by_label("note (optional)")).to_have_value("kept")
    dialog.get_by_label("content", exact=True).fill("somewhere")
    dialog.get_by_label("content", exact=True).press("Enter")
    expect(dialog).to_have_count(0)


def test_app_home_is_shown_once_it_is_published(page: Page, slack: Slack) -> None:
    page.get_by_test_id("app-home").click()
    expect(page.get_by_test_id("home-view")).to_contain_text("Nothing here yet")
    header = {"type": "header", "text": {"type": "plain_text", "text": "Good morning :coffee:"}}
    slack.client.views_publish(user_id="U0MAYA", view={"type": "home", "blocks": [header]})
    expect(page.get_by_test_id("home-view")).to_have_text(re.compile("Good morning ☕"))


def test_a_message_elsewhere_is_counted_until_it_is_read(page: Page, slack: Slack) -> None:
    slack.client.chat_postMessage(channel="C0LAUNCH", text="News")
    entry = page.get_by_test_id("channel-launch")
    expect(entry).to_have_text("#launch1")
    entry.click()
    expect(entry).to_have_text("#launch")
    expect(last_message(page)).to_contain_text("News")


def test_the_backpack_account_is_shown_live_and_as_text(page: Page, bot: Bot) -> None:
    expect(page.get_by_test_id("my-token")).to_have_text("f00dfeed" * 5)
    groceries = page.get_by_label("Groceries")
    expect(groceries.get_by_test_id("bp-item")).to_have_text("Oat milk")
    assert bot.account is not None
    (item,) = bot.account["pages"][0]["lists"][0]["items"]
    item |= {"content": HOSTILE, "completed": True}
    bot.account["version"] = 2
    expect(groceries.get_by_test_id("bp-item")).to_contain_text(HOSTILE)
    expect(groceries.get_by_test_id("bp-item")).to_have_attribute("data-completed", "true")
    assert "broken" not in page.title()


def test_who_has_used_their_token_by_now_is_new_no_more(page: Page, bot: Bot) -> None:
    linh = page.get_by_test_id("person-linh")
    expect(linh).to_contain_text("new here")
    assert bot.account is not None
    bot.account["users"].append(bot.account["users"][0] | {"name": "Linh Tran", "has_called": True})
    bot.account["version"] = 2
    expect(linh).to_contain_text("knows Backpack")


def test_people_and_channels_are_completed_as_they_are_called(page: Page, bot: Bot) -> None:
    composer = page.get_by_test_id("composer")
    composer.press_sequentially("@ba")
    composer.press("Enter")
    expect(composer).to_have_value("@backpack ")
    composer.press_sequentially("list #laun")
    expect(page.get_by_test_id("completion-option")).to_have_count(1)
    composer.press("Tab")
    expect(composer).to_have_value("@backpack list #launch ")
    composer.press_sequentially("@tomas")
    composer.press("Enter")
    expect(composer).to_have_value("")
    mention = bot.wait_for(lambda fields: fields.get("event", {}).get("type") == "app_mention")["event"]
    assert mention["text"] == "<@U0BACKPACK> list <#C0LAUNCH|launch> <@U0TOMAS>"
    expect(last_message(page)).to_contain_text("@Backpack list #launch @Tomás Rivera")
