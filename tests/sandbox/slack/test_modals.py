"""Modals: open, fill in, submit, close, and the four response actions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from slack_sdk.errors import SlackApiError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sandbox.slack.conftest import Bot, HeldClock, Slack

    Modal = Callable[..., dict[str, Any]]

FILLED = {"content": {"typed": "Oat milk"}}


@pytest.fixture
def opened(slack: Slack, modal: Modal) -> dict[str, Any]:
    trigger_id = slack.command("/backpack")["trigger_id"]
    return dict(slack.client.views_open(trigger_id=trigger_id, view=modal(notify_on_close=True))["view"])


def submit(slack: Slack, view: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    return dict(slack.post("/view/submit", user="U0MAYA", view_id=view["id"], values=values))


def test_a_modal_opens_for_the_person_who_typed(slack: Slack, opened: dict[str, Any]) -> None:
    assert [view["id"] for view in slack.views()] == [opened["id"]]
    assert slack.views("U0TOMAS") == []
    assert (opened["root_view_id"], opened["previous_view_id"]) == (opened["id"], None)


def test_a_trigger_opens_one_modal(slack: Slack, bot: Bot, opened: dict[str, Any], modal: Modal) -> None:
    with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
        slack.client.views_open(trigger_id=bot.last["trigger_id"], view=modal())


def test_a_trigger_expires_after_three_seconds(slack: Slack, clock: HeldClock, modal: Modal) -> None:
    trigger_id = slack.command("/backpack")["trigger_id"]
    clock.advance(3.1)
    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        slack.client.views_open(trigger_id=trigger_id, view=modal())
    assert slack.views() == []


def test_a_made_up_trigger_is_refused(slack: Slack, modal: Modal) -> None:
    with pytest.raises(SlackApiError, match="invalid_trigger_id"):
        slack.client.views_open(trigger_id="1.2.abc", view=modal())


def test_a_submission_brings_all_values_and_closes_the_modal(
    slack: Slack, bot: Bot, opened: dict[str, Any]
) -> None:
    done = submit(slack, opened, FILLED)
    assert (done["result"], slack.views()) == ("closed", [])
    payload = bot.last
    assert (payload["type"], payload["view"]["callback_id"]) == ("view_submission", "item")
    assert payload["view"]["state"]["values"] == {
        "content": {"typed": {"type": "plain_text_input", "value": "Oat milk"}},
        "note": {"typed": {"type": "plain_text_input", "value": None}},
    }


def test_a_missing_required_field_is_said_before_the_app_hears(
    slack: Slack, bot: Bot, opened: dict[str, Any]
) -> None:
    done = submit(slack, opened, {"content": {"typed": ""}})
    assert (done["result"], list(done["errors"])) == ("errors", ["content"])
    assert [delivery.fields.get("type") for delivery in bot.deliveries] == [None]  # the command alone


def test_errors_of_the_app_stand_at_their_fields_and_the_modal_stays(
    slack: Slack, bot: Bot, opened: dict[str, Any]
) -> None:
    bot.answer = lambda _: (
        200,
        json.dumps({"response_action": "errors", "errors": {"content": "No such list"}}),
    )
    done = submit(slack, opened, FILLED)
    assert done["result"] == "errors"
    (view,) = slack.views()
    assert view["errors"] == {"content": "No such list"}
    assert view["state"]["values"]["content"]["typed"]["value"] == "Oat milk"


def test_update_shows_another_view_under_the_same_id(
    slack: Slack, bot: Bot, opened: dict[str, Any], modal: Modal
) -> None:
    bot.answer = lambda _: (200, json.dumps({"response_action": "update", "view": modal("Really?")}))
    assert submit(slack, opened, FILLED)["result"] == "updated"
    (view,) = slack.views()
    assert (view["id"], view["title"]["text"]) == (opened["id"], "Really?")
    assert view["hash"] != opened["hash"]


def test_push_puts_a_view_on_top_and_clear_closes_all(
    slack: Slack, bot: Bot, opened: dict[str, Any], modal: Modal
) -> None:
    bot.answer = lambda _: (200, json.dumps({"response_action": "push", "view": modal("Second")}))
    assert submit(slack, opened, FILLED)["result"] == "pushed"
    top = slack.views()[-1]
    assert (len(slack.views()), top["previous_view_id"]) == (2, opened["id"])
    bot.answer = lambda _: (200, json.dumps({"response_action": "clear"}))
    assert submit(slack, top, FILLED)["result"] == "cleared"
    assert slack.views() == []


def test_an_app_that_fails_leaves_the_modal_and_its_values(
    slack: Slack, bot: Bot, opened: dict[str, Any]
) -> None:
    bot.answer = lambda _: (500, "")
    done = submit(slack, opened, FILLED)
    assert (done["result"], done["error"]) == ("failed", "dispatch_failed")
    assert slack.views()[0]["state"]["values"]["content"]["typed"]["value"] == "Oat milk"


def test_closing_is_told_where_the_app_asked_for_it(slack: Slack, bot: Bot, opened: dict[str, Any]) -> None:
    slack.post("/view/close", user="U0MAYA", view_id=opened["id"])
    assert (bot.last["type"], bot.last["is_cleared"]) == ("view_closed", False)
    assert slack.views() == []


def test_a_fourth_view_is_one_too_many(slack: Slack, bot: Bot, opened: dict[str, Any], modal: Modal) -> None:
    blocks = [
        {
            "type": "actions",
            "elements": [
                {"type": "button", "action_id": "more", "text": {"type": "plain_text", "text": "More"}}
            ],
        }
    ]
    slack.client.views_update(view_id=opened["id"], view=modal(blocks=blocks))

    def trigger_id() -> str:
        where = {"user": "U0MAYA", "view_id": opened["id"], "action_id": "more"}
        return str(slack.post("/view/action", **where)["trigger_id"])

    for _ in range(2):
        slack.client.views_push(trigger_id=trigger_id(), view=modal())
    with pytest.raises(SlackApiError, match="push_limit_reached"):
        slack.client.views_push(trigger_id=trigger_id(), view=modal())


def test_an_update_keeps_what_was_typed_and_needs_the_right_hash(
    slack: Slack, bot: Bot, opened: dict[str, Any], modal: Modal
) -> None:
    slack.client.views_update(view_id=opened["id"], hash=opened["hash"], view=modal("Loaded"))
    assert slack.views()[0]["title"]["text"] == "Loaded"
    with pytest.raises(SlackApiError, match="hash_conflict"):
        slack.client.views_update(view_id=opened["id"], hash=opened["hash"], view=modal())
    with pytest.raises(SlackApiError, match="not_found"):
        slack.client.views_update(view_id="V0", view=modal())


def test_a_view_is_found_by_its_external_id_which_is_unique(slack: Slack, modal: Modal) -> None:
    def open_one(view: dict[str, Any]) -> None:
        slack.client.views_open(trigger_id=slack.command("/backpack")["trigger_id"], view=view)

    open_one(modal(external_id="mine"))
    slack.client.views_update(external_id="mine", view=modal("Found", external_id="mine"))
    assert slack.views()[0]["title"]["text"] == "Found"
    with pytest.raises(SlackApiError, match="duplicate_external_id"):
        open_one(modal(external_id="mine"))


def test_an_external_select_asks_the_app(slack: Slack, bot: Bot, opened: dict[str, Any]) -> None:
    option = {"text": {"type": "plain_text", "text": "Office"}, "value": "1"}
    bot.answer = lambda _: (200, json.dumps({"options": [option]}))
    ids = {"block_id": "content", "action_id": "typed"}
    found = slack.post("/options", user="U0MAYA", view_id=opened["id"], typed="off", **ids)
    assert found["options"] == [option]
    assert (bot.last["type"], bot.last["value"]) == ("block_suggestion", "off")
