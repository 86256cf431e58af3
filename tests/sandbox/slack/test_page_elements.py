"""What a person fills in and confirms, in messages, modals and App Home, in a real browser."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Locator, Page, expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sandbox.slack.conftest import Bot, Slack

    Show = Callable[[list[dict[str, Any]]], None]


def plain(words: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": words}


def option(words: str) -> dict[str, Any]:
    return {"text": plain(words), "value": words.lower()}


OFFERED = [option("Office"), option("Offsite"), option("Off season")]
SURE = {
    "title": plain("Sure?"),
    "text": plain("It is gone then."),
    "confirm": plain("Yes"),
    "deny": plain("No"),
}
SEVERAL = {
    "type": "multi_external_select",
    "action_id": "pages",
    "min_query_length": 1,
    "max_selected_items": 2,
}


@pytest.fixture
def answering(bot: Bot) -> None:
    """The app offers what it has, and takes the rest."""

    def answer(fields: dict[str, Any]) -> tuple[int, str]:
        return 200, json.dumps({"options": OFFERED}) if fields.get("type") == "block_suggestion" else ""

    bot.answer = answer


@pytest.fixture(params=["message", "home"])
def show(request: pytest.FixtureRequest, page: Page, slack: Slack, answering: None) -> Show:
    """Show blocks to Maya, in a message or in App Home."""

    def in_message(blocks: list[dict[str, Any]]) -> None:
        slack.client.chat_postMessage(channel="C0KITCHEN", text="x", blocks=blocks)

    def in_home(blocks: list[dict[str, Any]]) -> None:
        slack.client.views_publish(user_id="U0MAYA", view={"type": "home", "blocks": blocks})
        page.get_by_test_id("app-home").click()

    return in_message if request.param == "message" else in_home


def row(element: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"type": "actions", "block_id": "row", "elements": [element]}]


def actions(bot: Bot) -> list[dict[str, Any]]:
    """All that the app has heard of being done, in order."""
    payloads = [delivery.fields for delivery in bot.deliveries]
    return [payload["actions"][0] for payload in payloads if payload.get("type") == "block_actions"]


def values(action: dict[str, Any]) -> list[str]:
    return [each["value"] for each in action["selected_options"]]


def pick(place: Page | Locator, typed: str, words: str) -> None:
    place.get_by_test_id("input-pages").fill(typed)
    place.get_by_test_id("suggestions").get_by_role("button", name=words).click()


def test_several_are_picked_from_what_the_app_offers_and_one_is_taken_back(
    page: Page, bot: Bot, show: Show
) -> None:
    show(row(SEVERAL))
    pick(page, "o", "Office")
    expect(page.get_by_test_id("chip")).to_have_count(1)
    pick(page, "o", "Off season")
    expect(page.get_by_test_id("chip")).to_contain_text(["Office", "Off season"])
    page.get_by_role("button", name="Remove Office").click()
    expect(page.get_by_test_id("chip")).to_have_count(1)
    expect(page.get_by_test_id("chip")).to_contain_text(["Off season"])
    bot.wait_for(lambda _: len(actions(bot)) == 3)
    assert [values(action) for action in actions(bot)] == [
        ["office"],
        ["office", "off season"],
        ["off season"],
    ]


def test_several_picked_in_a_modal_come_with_the_submission(
    page: Page, slack: Slack, bot: Bot, answering: None, modal: Callable[..., dict[str, Any]]
) -> None:
    block = {"type": "input", "block_id": "which", "label": plain("Pages"), "element": SEVERAL}
    trigger_id = slack.command("/backpack")["trigger_id"]
    slack.client.views_open(trigger_id=trigger_id, view=modal(blocks=[block]))
    dialog = page.get_by_test_id("modal")
    page.get_by_test_id("modal-submit").click()
    expect(dialog).to_contain_text("Please complete this required field.")
    pick(dialog, "o", "Office")
    pick(dialog, "o", "Offsite")
    page.get_by_test_id("modal-submit").click()
    expect(dialog).to_have_count(0)
    state = bot.last["view"]["state"]["values"]["which"]["pages"]
    assert state == {"type": "multi_external_select", "selected_options": OFFERED[:2]}


def test_typing_in_an_external_select_chooses_nothing_yet(page: Page, bot: Bot, show: Show) -> None:
    show(row({"type": "external_select", "action_id": "pages", "min_query_length": 1}))
    pick(page, "off", "Offsite")
    bot.wait_for(lambda _: bool(actions(bot)))
    (action,) = actions(bot)
    assert action["selected_option"] == OFFERED[1]


@pytest.mark.parametrize(
    "element",
    [
        {"type": "button", "action_id": "it", "text": plain("Delete")},
        {"type": "checkboxes", "action_id": "it", "options": [option("Delete")]},
        {"type": "static_select", "action_id": "it", "options": [option("Delete")]},
    ],
    ids=lambda element: str(element["type"]),
)
def test_what_asks_whether_one_is_sure_is_told_only_after_yes(
    page: Page, bot: Bot, show: Show, element: dict[str, Any]
) -> None:
    show(row(element | {"confirm": SURE}))

    def touch() -> None:
        if element["type"] == "button":
            page.get_by_test_id("action-it").click()
        elif element["type"] == "checkboxes":
            page.get_by_role("checkbox", name="Delete").click()
        else:
            page.get_by_test_id("input-it").select_option("delete")

    touch()
    dialog = page.get_by_test_id("confirm")
    expect(dialog).to_contain_text("It is gone then.")
    dialog.get_by_role("button", name="No").click()
    expect(dialog).to_have_count(0)
    if element["type"] == "checkboxes":
        expect(page.get_by_role("checkbox", name="Delete")).not_to_be_checked()
    if element["type"] == "static_select":
        expect(page.get_by_test_id("input-it")).to_have_value("")
    assert actions(bot) == []
    touch()
    dialog.get_by_role("button", name="Yes").click()
    bot.wait_for(lambda _: len(actions(bot)) == 1)


@pytest.mark.parametrize("trigger", ["on_enter_pressed", "on_character_entered"])
def test_what_is_typed_is_told_when_the_app_wants_it(page: Page, bot: Bot, show: Show, trigger: str) -> None:
    element: dict[str, Any] = {"type": "plain_text_input", "action_id": "it"}
    element |= {"dispatch_action_config": {"trigger_actions_on": [trigger]}}
    block = {"type": "input", "block_id": "new", "label": plain("Item"), "element": element}
    show([block | {"dispatch_action": True}])
    page.get_by_label("Item").fill("Oat milk")
    if trigger == "on_enter_pressed":
        page.get_by_label("Item").press("Enter")
    bot.wait_for(lambda _: bool(actions(bot)))
    (action,) = actions(bot)
    assert (action["type"], action["value"]) == ("plain_text_input", "Oat milk")


def test_enter_submits_a_modal_where_its_field_tells_nobody(
    page: Page, slack: Slack, bot: Bot, modal: Callable[..., dict[str, Any]]
) -> None:
    slack.client.views_open(trigger_id=slack.command("/backpack")["trigger_id"], view=modal())
    page.get_by_label("content", exact=True).fill("tea")
    page.get_by_label("content", exact=True).press("Enter")
    expect(page.get_by_test_id("modal")).to_have_count(0)
    assert actions(bot) == []
