"""App Home: opened, published, clicked in ("App Home"; `views.publish`; `app_home_opened`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError

import pytest
from slack_sdk.errors import SlackApiError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sandbox.slack.conftest import Bot, Slack


def plain(words: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": words}


def tick(*values: str, block_id: str = "items") -> dict[str, Any]:
    options = [{"text": plain(value), "value": value} for value in values]
    element = {"type": "checkboxes", "action_id": "tick", "options": options}
    return {"type": "actions", "block_id": block_id, "elements": [element]}


def home(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "home", "blocks": list(blocks) or [{"type": "divider"}], **more}


def publish(slack: Slack, view: dict[str, Any], user: str = "U0MAYA", **more: Any) -> dict[str, Any]:
    return dict(slack.client.views_publish(user_id=user, view=view, **more)["view"])


def refusal(call: Callable[[], Any]) -> str:
    with pytest.raises(SlackApiError) as refused:
        call()
    return str(refused.value.response["error"])


def opened(bot: Bot, tab: str) -> dict[str, Any]:
    return dict(bot.wait_for(lambda fields: fields.get("event", {}).get("tab") == tab)["event"])


def test_opening_the_home_tab_is_told_without_a_view_until_there_is_one(slack: Slack, bot: Bot) -> None:
    slack.post("/home/open", user="U0MAYA")
    event = opened(bot, "home")
    assert float(event.pop("event_ts"))
    assert event == {"type": "app_home_opened", "user": "U0MAYA", "channel": "D0MAYA", "tab": "home"}


def test_opening_it_again_brings_what_is_shown_there(slack: Slack, bot: Bot) -> None:
    view = publish(slack, home(callback_id="mine"))
    slack.post("/home/open", user="U0MAYA")
    shown = opened(bot, "home")["view"]
    assert (shown["id"], shown["hash"], shown["callback_id"]) == (view["id"], view["hash"], "mine")


def test_opening_the_messages_is_told_without_a_view(slack: Slack, bot: Bot) -> None:
    publish(slack, home())
    slack.post("/home/open", user="U0MAYA", tab="messages")
    assert "view" not in opened(bot, "messages")


@pytest.mark.parametrize("app", [{"events": ["message.im"]}, {"home_tab": False}])
def test_nobody_hears_of_it_who_did_not_ask_or_has_no_home(
    slack: Slack, bot: Bot, app: dict[str, Any]
) -> None:
    slack.post("/app", **app)
    if app.get("home_tab", True):
        slack.post("/home/open", user="U0MAYA")
    else:
        with pytest.raises(HTTPError) as refused:
            slack.post("/home/open", user="U0MAYA")
        refused.value.close()
    slack.post("/app", events=["message.im"])
    slack.post("/message", user="U0MAYA", channel="D0MAYA", text="hello")
    bot.wait_for(lambda fields: fields["event"]["type"] == "message")
    assert len(bot.deliveries) == 1


def test_each_has_a_home_of_their_own_and_it_keeps_its_id(slack: Slack) -> None:
    first = publish(slack, home())
    assert publish(slack, home(), user="U0TOMAS")["id"] != first["id"]
    again = publish(slack, home(tick("milk")))
    assert again["id"] == first["id"] == again["root_view_id"]
    assert again["hash"] != first["hash"]


def test_a_hash_that_is_not_the_present_one_is_a_conflict(slack: Slack) -> None:
    assert refusal(lambda: publish(slack, home(), hash="1.2")) == "hash_conflict"
    first = publish(slack, home())
    publish(slack, home(), hash=first["hash"])
    assert refusal(lambda: publish(slack, home(), hash=first["hash"])) == "hash_conflict"


@pytest.mark.parametrize(
    ("user", "view", "error"),
    [
        ("U0NOBODY", home(), "user_not_found"),
        ("maya", home(), "invalid_arguments"),
        ("U0MAYA", home() | {"type": "modal"}, "invalid_arguments"),
        ("U0MAYA", home(*[{"type": "divider"}] * 101), "invalid_arguments"),
        ("U0MAYA", home({"type": "markdown", "text": "no"}), "invalid_arguments"),
        ("U0MAYA", home(private_metadata="x" * 3001), "invalid_arguments"),
        (
            "U0MAYA",
            home(*[{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3000}}] * 90),
            "view_too_large",
        ),
    ],
)
def test_what_slack_refuses_to_publish(slack: Slack, user: str, view: dict[str, Any], error: str) -> None:
    assert refusal(lambda: publish(slack, view, user=user)) == error
    assert slack.get(f"/home?user={user}") == {"view": None}


def test_an_app_without_a_home_tab_publishes_nothing(slack: Slack) -> None:
    slack.post("/app", home_tab=False)
    assert refusal(lambda: publish(slack, home())) == "not_enabled"


def test_a_home_is_updated_by_its_id_and_by_the_apps_own(slack: Slack) -> None:
    view = publish(slack, home(external_id="maya"))
    slack.client.views_update(view_id=view["id"], view=home(tick("milk"), external_id="maya"))
    slack.client.views_update(external_id="maya", hash="", view=home(tick("tea"), external_id="maya"))
    (block,) = slack.get("/home?user=U0MAYA")["view"]["blocks"]
    assert block["elements"][0]["options"][0]["value"] == "tea"


def test_a_home_becomes_no_modal_and_an_external_id_is_of_one_view(
    slack: Slack, modal: Callable[..., dict[str, Any]]
) -> None:
    view = publish(slack, home(external_id="maya"))
    assert refusal(lambda: slack.client.views_update(view_id=view["id"], view=modal())) == "invalid_arguments"
    twice = refusal(lambda: publish(slack, home(external_id="maya"), user="U0TOMAS"))
    assert twice == "duplicate_external_id"


def test_a_click_says_in_which_view_and_opens_a_modal(
    slack: Slack, bot: Bot, modal: Callable[..., dict[str, Any]]
) -> None:
    view = publish(slack, home(tick("milk", "tea"), private_metadata="page 1"))
    where = {"user": "U0MAYA", "view_id": view["id"], "action_id": "tick"}
    slack.post("/view/action", value=["tea"], **where)
    payload = bot.last
    assert payload["container"] == {"type": "view", "view_id": view["id"]}
    assert not {"channel", "message", "response_url"} & payload.keys()
    assert (payload["view"]["type"], payload["view"]["private_metadata"]) == ("home", "page 1")
    chosen = payload["view"]["state"]["values"]["items"]["tick"]
    assert [option["value"] for option in chosen["selected_options"]] == ["tea"]
    assert payload["actions"][0]["selected_options"] == chosen["selected_options"]
    slack.client.views_open(trigger_id=payload["trigger_id"], view=modal())
    assert [each["title"]["text"] for each in slack.views()] == ["Add an item"]
    assert slack.get("/home?user=U0MAYA")["view"]["id"] == view["id"]


def test_what_was_chosen_lasts_as_long_as_its_element(slack: Slack, bot: Bot) -> None:
    view = publish(slack, home(tick("milk", "tea")))
    slack.post("/view/action", user="U0MAYA", view_id=view["id"], action_id="tick", value=["tea"])
    assert "items" in publish(slack, home(tick("milk", "tea")))["state"]["values"]
    assert publish(slack, home(tick("milk", block_id="others")))["state"]["values"] == {}


def test_nobody_clicks_in_anothers_home(slack: Slack, bot: Bot) -> None:
    view = publish(slack, home(tick("milk")))
    with pytest.raises(HTTPError) as refused:
        slack.post("/view/action", user="U0TOMAS", view_id=view["id"], action_id="tick", value=[])
    refused.value.close()
    assert bot.deliveries == []
