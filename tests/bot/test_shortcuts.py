"""The message shortcut "Remind me about this": the form, and a reminder that leads back to the message."""

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest

from store.operations import Operations
from store.stores import Stores
from tests.bot.hands import Hands, initial
from tests.bot.slack import MAYA, TEAM, Json

ABOUT = "remind_about_message"
WHEN = "2090-12-24 18:00"


def written(hands: Hands, text: str, channel: str = "C0LAUNCH", **more: Any) -> Json:
    """A message of Tomás's, or in her direct messages Maya's own."""
    user = MAYA if channel.startswith("D") else "U0TOMAS"
    message = hands.slack.post("message", {"user": user, "channel": channel, "text": text, **more})["message"]
    return {**message, "channel": channel}


def form(hands: Hands, message: Json) -> Json:
    assert hands.choose(message, ABOUT).status == 200
    return hands.slack.views()[-1]


def intent(stores: Stores) -> tuple[Json, Json]:
    redis: Any = stores.operations._redis
    (key,) = redis.keys("backpack-bot:{operations}:view-*")
    found = stores.operations.find(key.removeprefix("backpack-bot:{operations}:"))
    assert found
    return json.loads(found.intent), json.loads(found.delivery)


def offers_channel(view: Json) -> bool:
    return "where" in [block["block_id"] for block in view["blocks"]]


def test_the_form_opens_with_the_message_s_words_in_a_line(hands: Hands) -> None:
    message = written(hands, "Call @linh & the\n\n <printer> shop")
    assert message["text"].startswith("Call <@U0LINH> &amp;"), "as Slack has it"
    view = form(hands, message)
    assert (view["callback_id"], view["title"]["text"]) == ("reminder_about_form", "Remind me about this")
    assert initial(view) == {"when": None, "what": "Call @linh & the <printer> shop", "where": None}
    assert offers_channel(view)


def test_a_name_that_slack_does_not_tell_in_time_keeps_nobody_waiting(hands: Hands) -> None:
    hands.slack.fault("users.info", error="user_not_found")
    assert initial(form(hands, written(hands, "Call @linh")))["what"] == "Call @U0LINH"


def test_a_long_message_is_shortened_and_an_empty_one_leaves_the_field_to_its_reader(hands: Hands) -> None:
    long = initial(form(hands, written(hands, "w" * 3_000)))["what"]
    assert (len(long), long[-1]) == (280, "…")
    assert initial(form(hands, written(hands, " ")))["what"] is None


def test_in_direct_messages_there_is_no_channel_to_remind(hands: Hands) -> None:
    assert not offers_channel(form(hands, written(hands, "note to self", "D0MAYA")))


@pytest.mark.usefixtures("linked")
def test_a_submission_sets_a_reminder_with_the_way_back(hands: Hands, stores: Stores) -> None:
    message = written(hands, "the map is ready")
    reply = hands.submit(form(hands, message), when=WHEN, what="look at the map")
    assert (reply.status, reply.body) == (200, "")
    command, delivery = intent(stores)
    link = f"{hands.slack.url}/archives/C0LAUNCH/p{message['ts'].replace('.', '')}"
    assert (command["type"], command["content"]) == ("SetReminder", f"look at the map {link}")
    assert datetime.fromisoformat(command["remind_at"]) == datetime(2090, 12, 24, 17, tzinfo=UTC)
    assert (command["time_zone"], command["slack_channel_id"]) == ("Europe/Berlin", None)
    assert (delivery["slack_team_id"], delivery["slack_channel_id"]) == (TEAM, "C0LAUNCH")
    assert delivery["response_url"].startswith(f"{hands.slack.url}/app-actions/")
    assert (delivery["clicked_ts"], delivery["thread_ts"]) == (None, None)


@pytest.mark.usefixtures("linked")
def test_it_can_be_for_the_channel(hands: Hands, stores: Stores) -> None:
    hands.submit(form(hands, written(hands, "ready")), when=WHEN, what="look", where="here")
    assert intent(stores)[0]["slack_channel_id"] == "C0LAUNCH"


@pytest.mark.usefixtures("linked")
def test_it_can_come_again_and_again(hands: Hands, stores: Stores) -> None:
    hands.submit(form(hands, written(hands, "ready")), when="every friday at 4pm", what="look")
    assert intent(stores)[0]["recurrence"]["rule"] == "FREQ=WEEKLY;BYDAY=FR"


@pytest.mark.usefixtures("linked")
def test_a_guess_is_asked_about_in_the_form(hands: Hands, stores: Stores, ledger: Operations) -> None:
    asked = hands.submit(form(hands, written(hands, "ready")), when="at 5", what="look", where="here")
    assert "Press *Set it* again to confirm" in asked.words
    assert ledger.open_count() == 0
    hands.submit_again(asked, when="at 5", what="look", where="here")
    assert intent(stores)[0]["slack_channel_id"] == "C0LAUNCH"


@pytest.mark.usefixtures("linked")
def test_of_a_reply_the_way_back_leads_into_the_thread_and_the_answer_too(
    hands: Hands, stores: Stores
) -> None:
    parent = written(hands, "ready?")
    message = written(hands, "yes", thread_ts=parent["ts"])
    hands.submit(form(hands, message), when=WHEN, what="look")
    command, delivery = intent(stores)
    assert command["content"].endswith(f"?thread_ts={parent['ts']}&cid=C0LAUNCH")
    assert delivery["thread_ts"] == parent["ts"]


@pytest.mark.usefixtures("linked")
@pytest.mark.parametrize(
    ("domain", "content"),
    [("trailhead", "look https://trailhead.slack.com/archives/C0LAUNCH/p"), (None, "look")],
)
def test_where_slack_does_not_tell_the_link_it_is_made_as_slack_documents_it(
    hands: Hands, stores: Stores, domain: str | None, content: str
) -> None:
    message = written(hands, "ready")
    where = {"user": MAYA, "channel": "C0LAUNCH", "ts": message["ts"], "callback_id": ABOUT}
    payload = json.loads(dict(parse_qsl(hands.delivered("shortcut", where)))["payload"])
    payload["team"] = {"id": TEAM, "domain": domain}
    hands.driver.deliver(urlencode({"payload": json.dumps(payload)}))
    hands.slack.fault("chat.getPermalink", error="channel_not_found")
    hands.submit(hands.slack.views()[-1], when=WHEN, what="look")
    said = intent(stores)[0]["content"]
    assert said == (content + message["ts"].replace(".", "") if domain else content)


@pytest.mark.usefixtures("linked")
def test_what_is_too_long_with_its_link_is_said_beside_the_field(hands: Hands, ledger: Operations) -> None:
    reply = hands.submit(form(hands, written(hands, "ready")), when=WHEN, what="w" * 2_000)
    assert "characters long" in reply.body["errors"]["what"]
    assert ledger.open_count() == 0


def test_a_form_that_slack_does_not_open_is_said(hands: Hands) -> None:
    message = written(hands, "ready")
    hands.slack.fault("views.open", error="internal_error")
    assert hands.choose(message, ABOUT).status == 200
    word = hands.slack.messages("C0LAUNCH")[-1]
    assert "could not open the form" in word["text"]
    assert word["ephemeral_to"] == MAYA
