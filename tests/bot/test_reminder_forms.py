"""The forms submitted: read in the zone of who submits, and accepted; or said why not beside the field."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from redis import Redis
from slack_bolt.async_app import AsyncApp

from bot.app import create_app
from bot.config import BotConfig
from bot.drafts import Draft, keep_draft
from bot.views.confirm import confirm_prompt
from bot.views.reminder_form import Filled, Form, FormState, form_of, reminder_form
from bot.views.reminder_set import reminder_set
from sandbox.ports import free_port
from sandbox.slack.validation import check_view
from store.operations import Operations
from store.redis_client import FAST_TIMEOUT_SECONDS, connect
from store.schedule_keys import CLOCK_AHEAD
from store.stores import Stores, open_stores
from tasks.delivery import Delivery
from tasks.intents import SetReminder
from tasks.intents.set_reminder import ReminderSet
from tasks.recurrence import Recurrence
from tasks.reminding.card import CardReminder, keep_card
from tasks.reminding.item import ReminderItem
from tests.bot.hands import Hands, initial
from tests.bot.slack import MAYA, TEAM, Driver, Json, Reply
from tests.bot.test_views import strange

DUE = datetime(2090, 7, 1, 7, 0, 30, tzinfo=UTC)
TEA = ReminderItem("trailhead", 7, "tea", creator_id=7, creator_name="Maya", remindee_ids=(7,))
DAILY = Recurrence("FREQ=DAILY", datetime(2090, 7, 1, 9), "Europe/Berlin")  # noqa: DTZ001 -- a wall clock


def change_form(hands: Hands, stores: Stores, **changes: Any) -> Json:
    """Opened by Maya, on a reminder that she alone sees."""
    row = CardReminder(replace(TEA, **changes), DUE.timestamp())
    result = ReminderSet("set", row, "Europe/Berlin")
    keep_card(stores.cards, "set", result)
    hands.click(hands.post(reminder_set(result, {}), only_to=MAYA), "reminder_change")
    return hands.slack.views()[-1]


def draft_form(hands: Hands, stores: Stores) -> Json:
    intent = SetReminder("tea", DUE, "Europe/Berlin", DAILY, (), "C0LAUNCH")
    delivery = Delivery(TEAM, MAYA, "C0LAUNCH", "http://127.0.0.1:9/x", "remind #launch …", 1.0)
    draft_id = keep_draft(stores, "command-1.2.3", Draft(intent, delivery))
    prompt = hands.post(confirm_prompt(draft_id, intent, "guess"), only_to=MAYA)
    hands.click(prompt, "draft_change", block_id=prompt["blocks"][-1]["block_id"])
    return hands.slack.views()[-1]


def accepted(stores: Stores, prefix: str = "view-") -> tuple[str, Json, Json]:
    """(operation id, intent, delivery) of the one that was accepted."""
    redis: Any = stores.operations._redis
    (key,) = redis.keys(f"backpack-bot:{{operations}}:{prefix}*")
    operation_id = key.removeprefix("backpack-bot:{operations}:")
    found = stores.operations.find(operation_id)
    assert found
    return operation_id, json.loads(found.intent), json.loads(found.delivery)


def set_clock(redis: Redis, now: datetime) -> None:
    redis.set(CLOCK_AHEAD, (now - datetime.now(UTC)).total_seconds())


def errors(reply: Reply) -> Json:
    assert reply.body["response_action"] == "errors"
    return dict(reply.body["errors"])


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.usefixtures("linked")
def test_a_change_is_accepted_with_the_place_of_the_button(hands: Hands, stores: Stores) -> None:
    view = change_form(hands, stores)
    reply = hands.submit(view, when="2090-12-24 18:00", what=" presents\nfor all ")
    assert (reply.status, reply.body) == (200, "")
    operation_id, intent, delivery = accepted(stores)
    assert operation_id.startswith(f"view-{view['id']}-")
    assert moment(intent.pop("remind_at")) == datetime(2090, 12, 24, 17, tzinfo=UTC)
    assert intent == {
        "type": "ChangeReminder",
        "card_id": "set",
        "row": 0,
        "content": "presents\nfor all",
        "time_zone": "Europe/Berlin",
    }
    state = json.loads(view["private_metadata"])
    assert delivery["response_url"] == state["response_url"]
    assert delivery["response_url"].startswith(f"{hands.slack.url}/actions/")
    assert (delivery["clicked_ts"], delivery["clicked_is_ephemeral"]) == (state["clicked_ts"], True)
    assert (delivery["slack_channel_id"], delivery["slack_user_id"]) == ("C0LAUNCH", MAYA)


@pytest.mark.usefixtures("linked")
def test_a_time_that_nobody_touched_is_kept_to_the_second(hands: Hands, stores: Stores) -> None:
    view = change_form(hands, stores)
    hands.submit(view, what="green tea", when=initial(view)["when"])
    assert moment(accepted(stores)[1]["remind_at"]) == DUE


@pytest.mark.usefixtures("linked")
def test_the_same_submission_again_is_one_operation(hands: Hands, stores: Stores, ledger: Operations) -> None:
    body = hands.delivery_of_submission(change_form(hands, stores), when="2090-12-24 18:00", what="tea")
    for _ in range(3):
        hands.driver.deliver(body)
    assert ledger.open_count() == 1


@pytest.mark.usefixtures("linked")
@pytest.mark.parametrize("when", ["whenever", "25:00", "2090-02-30 09:00", "tomorrow at 9 and eggs", "x"])
def test_what_is_no_time_is_said_beside_the_field(
    hands: Hands, stores: Stores, ledger: Operations, when: str
) -> None:
    reply = hands.submit(change_form(hands, stores), when=when, what="tea")
    assert set(errors(reply)) == {"when"}
    assert ledger.open_count() == 0


@pytest.mark.usefixtures("linked")
def test_a_time_that_has_passed_meanwhile_is_said_beside_the_field(
    hands: Hands, stores: Stores, redis: Redis
) -> None:
    view = change_form(hands, stores)
    set_clock(redis, DUE + timedelta(days=1))
    assert "has passed" in errors(hands.submit(view, when=initial(view)["when"], what="tea"))["when"]


@pytest.mark.usefixtures("linked")
def test_a_text_that_backpack_can_not_keep_is_said_beside_its_field(hands: Hands, stores: Stores) -> None:
    reply = hands.submit(change_form(hands, stores), when="2090-12-24 18:00", what="tea\x01")
    assert "character that Backpack can't keep" in errors(reply)["what"]


@pytest.mark.usefixtures("linked")
def test_without_a_zone_no_time_is_read(hands: Hands, stores: Stores, redis: Redis) -> None:
    view = change_form(hands, stores)
    for key in redis.scan_iter(match="backpack-bot:*zone*"):
        redis.delete(key)
    hands.slack.fault("users.info", status=500)
    assert "time zone" in errors(hands.submit(view, when="tomorrow at 9", what="tea"))["when"]


def test_who_is_not_connected_is_asked_to_where_the_form_was_opened(
    hands: Hands, stores: Stores, ledger: Operations
) -> None:
    reply = hands.submit(change_form(hands, stores), when="2090-12-24 18:00", what="tea")
    assert (reply.status, reply.body) == (200, "")
    word = hands.slack.messages("C0LAUNCH")[-1]
    assert "Connect it once" in word["text"]
    kept = stores.interrupted.find(word["blocks"][-1]["elements"][0]["value"])
    assert kept
    assert json.loads(json.loads(kept)["intent"])["type"] == "ChangeReminder"
    assert ledger.open_count() == 0


def test_where_that_can_not_be_said_it_is_said_in_the_form(hands: Hands, stores: Stores) -> None:
    view = change_form(hands, stores)
    state = replace(FormState.load(view["private_metadata"]), response_url=f"{hands.slack.url}/actions/1/x")
    body = hands.delivery_of_submission(view, when="2090-12-24 18:00", what="tea")
    reply = hands.driver.deliver(_with_metadata(body, state.dump()))
    assert "Connect your Backpack account" in errors(reply)["when"]


@pytest.mark.usefixtures("linked")
def test_while_the_memory_is_out_of_reach_the_form_stays_and_says_so(
    hands: Hands, stores: Stores, config: BotConfig, sealing_key: str
) -> None:
    body = hands.delivery_of_submission(change_form(hands, stores), when="2090-12-24 18:00", what="tea")
    with connect(f"redis://127.0.0.1:{free_port(0)}/0", FAST_TIMEOUT_SECONDS) as nowhere:
        app: AsyncApp = create_app(config, open_stores(nowhere, [sealing_key]))
        reply = Driver(app, hands.driver.runner).deliver(body)
    assert "nothing was done" in errors(reply)["when"]


@pytest.mark.usefixtures("linked")
def test_a_draft_that_is_changed_is_set_once_and_stays_what_else_it_was(hands: Hands, stores: Stores) -> None:
    view = draft_form(hands, stores)
    for _ in range(2):
        hands.driver.deliver(hands.delivery_of_submission(view, when=initial(view)["when"], what="green tea"))
        view = draft_form(hands, stores)
    _id, intent, delivery = accepted(stores, "draft-")
    assert (intent["type"], intent["content"], moment(intent["remind_at"])) == (
        "SetReminder",
        "green tea",
        DUE,
    )
    assert (intent["recurrence"]["rule"], intent["slack_channel_id"]) == ("FREQ=DAILY", "C0LAUNCH")
    assert delivery["words"] == "remind #launch …"
    assert delivery["clicked_is_ephemeral"]


def test_a_draft_of_somebody_who_has_to_connect_first_can_not_be_set_a_second_time(
    hands: Hands, stores: Stores
) -> None:
    view = draft_form(hands, stores)
    prompt = hands.slack.messages("C0LAUNCH")[-1]
    assert "Did you mean" in prompt["text"]
    hands.submit(view, when="2090-12-24 18:00", what="tea")
    now = hands.again(prompt)
    assert "Connect it once" in now["text"]
    assert "draft_set" not in json.dumps(now["blocks"])


@pytest.mark.usefixtures("linked")
def test_a_new_time_for_a_draft_ends_its_series(hands: Hands, stores: Stores) -> None:
    hands.submit(draft_form(hands, stores), when="2090-12-24 18:00", what="tea")
    _id, intent, _delivery = accepted(stores, "draft-")
    assert intent["recurrence"] is None
    assert moment(intent["remind_at"]) == datetime(2090, 12, 24, 17, tzinfo=UTC)


@pytest.mark.usefixtures("linked")
def test_a_draft_whose_hour_is_over_says_so_in_the_form(hands: Hands, stores: Stores, redis: Redis) -> None:
    view = draft_form(hands, stores)
    for key in redis.scan_iter(match="backpack-bot:draft:*"):
        redis.delete(key)
    assert "say it again" in errors(hands.submit(view, when="2090-12-24 18:00", what="tea"))["when"]


@pytest.mark.usefixtures("linked")
@pytest.mark.parametrize(
    ("when", "question"),
    [
        ("3/4 at 9", "Do you mean Tuesday 3 April 2091 at 09:00 (Europe/Berlin)?"),
        (
            "2090-06-30 9:00",
            "That has passed. Do you mean Saturday 30 June 2091 at 09:00 (Europe/Berlin)?",
        ),
    ],
)
def test_a_guess_is_asked_about_and_the_same_button_again_confirms_it(
    hands: Hands, stores: Stores, redis: Redis, when: str, question: str
) -> None:
    set_clock(redis, DUE + timedelta(hours=1))
    view = draft_form(hands, stores)
    asked = hands.submit(view, when=when, what="tea")
    assert asked.body["response_action"] == "update"
    assert f"{question} Press *Set it* again to confirm." in asked.words
    assert stores.operations.open_count() == 0
    reply = hands.submit_again(asked, when=when, what="green tea")
    assert (reply.status, reply.body) == (200, "")
    _id, intent, _delivery = accepted(stores, "draft-")
    remind_at = moment(intent["remind_at"]).astimezone(ZoneInfo("Europe/Berlin"))
    assert f"{remind_at:%A %-d %B %Y at %H:%M}" in question
    assert intent["content"] == "green tea"


@pytest.mark.usefixtures("linked")
def test_another_time_instead_of_a_yes_is_read_anew(hands: Hands, stores: Stores) -> None:
    asked = hands.submit(draft_form(hands, stores), when="at 5", what="tea")
    again = hands.submit_again(asked, when="at 6", what="tea")
    assert again.body["response_action"] == "update"
    hands.submit_again(again, when="2090-12-24 18:00", what="tea")
    assert moment(accepted(stores, "draft-")[1]["remind_at"]) == datetime(2090, 12, 24, 17, tzinfo=UTC)


@pytest.mark.usefixtures("linked")
def test_what_can_not_be_read_takes_the_place_of_the_question(hands: Hands, stores: Stores) -> None:
    asked = hands.submit(draft_form(hands, stores), when="at 5", what="tea")
    wrong = hands.submit_again(asked, when="blue", what="tea")
    assert wrong.body["response_action"] == "update"
    assert "⚠️" in wrong.words
    assert "Press *Set it* again" not in wrong.words
    again = hands.submit_again(wrong, when="at 5", what="tea")
    assert "Press *Set it* again" in again.words, "the answer to the old question was no"
    assert stores.operations.open_count() == 0


@pytest.mark.usefixtures("linked")
def test_what_was_asked_about_is_set_though_time_goes_on_meanwhile(
    hands: Hands, stores: Stores, redis: Redis
) -> None:
    asked = hands.submit(draft_form(hands, stores), when="in a bit", what="tea")
    state = FormState.load(asked.body["view"]["private_metadata"])
    redis.set(CLOCK_AHEAD, 600)
    hands.submit_again(asked, when="in a bit", what="tea")
    assert moment(accepted(stores, "draft-")[1]["remind_at"]).timestamp() == state.asked_seconds


@pytest.mark.usefixtures("linked")
def test_a_change_makes_no_series(hands: Hands, stores: Stores, ledger: Operations) -> None:
    reply = hands.submit(change_form(hands, stores), when="every friday at 4pm", what="tea")
    assert "This changes one time" in errors(reply)["when"]
    assert ledger.open_count() == 0


@pytest.mark.parametrize("form", Form)
@given(when=strange, what=strange, question=strange)
def test_any_form_is_a_view_that_slack_takes(form: Form, when: str, what: str, question: str) -> None:
    state = FormState(
        "C0LAUNCH",
        "https://hooks.slack.com/actions/" + "x" * 200,
        asked_when=when[:200],
        is_series=form is Form.CHANGE_ONE_TIME,
    )
    view = reminder_form(form, state, Filled(when, what, is_for_channel=True), question).to_dict()
    check_view(view)
    assert FormState.load(view["private_metadata"]) == state
    assert form_of(view["callback_id"], state) is form


def _with_metadata(body: str, private_metadata: str) -> str:
    payload = json.loads(dict(parse_qsl(body))["payload"])
    payload["view"]["private_metadata"] = private_metadata
    return urlencode({"payload": json.dumps(payload)})
