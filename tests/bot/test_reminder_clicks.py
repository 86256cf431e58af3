"""Clicks on reminders, from the signed delivery to the ledger, the form, or a word to the one who clicked."""

import json
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from redis import Redis
from slack_bolt.async_app import AsyncApp

from bot.app import create_app
from bot.config import BotConfig
from bot.drafts import Draft, keep_draft
from bot.views.confirm import confirm_prompt
from bot.views.fired import Scene, reminders_fired
from bot.views.reminder_list import reminder_list
from bot.views.reminder_set import reminder_set
from sandbox.ports import free_port
from store.accounts import BackpackLink
from store.operations import Operations
from store.redis_client import FAST_TIMEOUT_SECONDS, connect
from store.schedule_keys import CLOCK_AHEAD
from store.stores import Stores, open_stores
from tasks.delivery import Delivery
from tasks.intents import SetReminder
from tasks.intents.fire_reminders import FiredReminder, RemindersFired
from tasks.intents.set_reminder import ReminderSet
from tasks.intents.show_reminders import RemindersShown
from tasks.recurrence import Recurrence
from tasks.reminding.card import CardReminder, keep_card
from tasks.reminding.item import ReminderItem
from tests.bot.hands import Hands, initial
from tests.bot.slack import MAYA, TEAM, Driver, Json

TOMAS = "U0TOMAS"
DUE = datetime(2090, 7, 1, 7, 0, 30, tzinfo=UTC)
TEA = ReminderItem("trailhead", 7, "tea & <b>", creator_id=7, creator_name="Maya", remindee_ids=(7,))
ROW = CardReminder(TEA, DUE.timestamp())
DAILY = Recurrence("FREQ=DAILY", datetime(2090, 7, 1, 9), "Europe/Berlin")  # noqa: DTZ001 -- a wall clock


@pytest.fixture
def due(hands: Hands, stores: Stores) -> Json:
    """Two reminders that came due in #launch."""
    fired = RemindersFired("fired", tuple(FiredReminder(TEA, DUE.timestamp(), MAYA) for _ in range(2)))
    keep_card(stores.cards, "fired", fired)
    return hands.post(reminders_fired(fired, {}, Scene(DUE.timestamp())))


def set_just_now(hands: Hands, stores: Stores, **changes: Any) -> Json:
    result = ReminderSet("set", replace(ROW, item=replace(TEA, **changes)), "Europe/Berlin")
    keep_card(stores.cards, "set", result)
    return hands.post(reminder_set(result, {}), only_to=MAYA)


def listed(hands: Hands, stores: Stores) -> Json:
    result = RemindersShown("list", (ROW, ROW), ())
    keep_card(stores.cards, "list", result)
    return hands.post(reminder_list(result, {}), only_to=MAYA)


def drafted(hands: Hands, stores: Stores, remind_at: datetime = DUE) -> Json:
    intent = SetReminder("tea", remind_at, "Europe/Berlin", DAILY)
    delivery = Delivery(TEAM, MAYA, "C0LAUNCH", "http://127.0.0.1:9/x", "remind me …", 1.0)
    draft_id = keep_draft(stores, "command-1.2.3", Draft(intent, delivery))
    return hands.post(confirm_prompt(draft_id, intent, "guess"), only_to=MAYA)


def only_one(stores: Stores) -> tuple[str, Json, Json]:
    """(operation id, intent, delivery) of the one that was accepted."""
    (operation_id,) = _ids(stores)
    found = stores.operations.find(operation_id)
    assert found
    return operation_id, json.loads(found.intent), json.loads(found.delivery)


def _ids(stores: Stores) -> list[str]:
    redis: Any = stores.operations._redis
    prefix = "backpack-bot:{operations}:"
    ids = [key.removeprefix(prefix) for key in redis.scan_iter(match=f"{prefix}*")]
    return [each for each in ids if each.startswith(("action-", "draft-"))]


def whispered(hands: Hands, message: Json, user: str = MAYA) -> Json:
    """The one word that this person was told below the message, which stands as it was."""
    assert hands.again(message, user) == message
    after = [each for each in hands.slack.messages(message["channel"], user) if each["ts"] > message["ts"]]
    (word,) = after
    assert word["ephemeral_to"] == user
    return word


@pytest.mark.usefixtures("linked")
def test_done_is_accepted_with_the_place_of_the_click(hands: Hands, stores: Stores, due: Json) -> None:
    before = time.time()
    assert hands.click(due, "reminder_done", row=1).status == 200
    operation_id, intent, delivery = only_one(stores)
    assert operation_id.startswith(f"action-{MAYA}-")
    assert intent == {"type": "FinishReminder", "card_id": "fired", "row": 1}
    assert delivery.pop("response_url").startswith(f"{hands.slack.url}/actions/")
    assert delivery.pop("accepted_at_seconds") >= before
    assert delivery == {
        "type": "Delivery",
        "slack_team_id": TEAM,
        "slack_user_id": MAYA,
        "slack_channel_id": "C0LAUNCH",
        "words": "Done",
        "thread_ts": None,
        "is_direct": False,
        "clicked_ts": due["ts"],
        "clicked_is_ephemeral": False,
    }


@pytest.mark.usefixtures("linked")
def test_a_click_that_slack_repeats_is_one_operation_and_a_second_click_another(
    hands: Hands, ledger: Operations, due: Json
) -> None:
    delivery = hands.delivery_of_click(due, "reminder_done")
    for _ in range(3):
        hands.driver.deliver(delivery)
    assert ledger.open_count() == 1
    hands.click(due, "reminder_done")
    assert ledger.open_count() == 2


@pytest.mark.usefixtures("linked")
def test_undo_and_delete_take_the_reminder_back(hands: Hands, stores: Stores, redis: Redis) -> None:
    message = set_just_now(hands, stores)
    hands.click(message, "reminder_undo")
    _id, intent, delivery = only_one(stores)
    assert intent == {"type": "DeleteReminder", "card_id": "set", "row": 0, "is_undo": True}
    assert (delivery["clicked_ts"], delivery["clicked_is_ephemeral"]) == (message["ts"], True)
    redis.delete(f"backpack-bot:{{operations}}:{_id}")
    hands.click(listed(hands, stores), "reminder_menu", row=1, value="list:1:delete")
    assert only_one(stores)[1] == {"type": "DeleteReminder", "card_id": "list", "row": 1, "is_undo": False}


@pytest.mark.usefixtures("linked")
def test_a_snooze_counts_from_now_by_the_clock_of_the_schedule(
    hands: Hands, stores: Stores, due: Json, redis: Redis
) -> None:
    redis.set(CLOCK_AHEAD, 86_400)
    before, span = stores.clock.now(), timedelta(minutes=15)
    hands.click(due, "reminder_snooze", value="fired:0:15min")
    _id, intent, _delivery = only_one(stores)
    assert intent["type"] == "SnoozeReminder"
    until = datetime.fromisoformat(intent["until"])
    assert before + span <= until <= stores.clock.now() + span


@pytest.mark.usefixtures("linked")
def test_a_morning_is_that_of_the_one_who_clicks(hands: Hands, stores: Stores, due: Json) -> None:
    stores.accounts.save(TEAM, TOMAS, BackpackLink("trailhead", 8, "Tomás", "Chicago", "0" * 40))
    hands.click(due, "reminder_snooze", user=TOMAS, value="fired:0:tomorrow")
    _id, intent, _delivery = only_one(stores)
    until = datetime.fromisoformat(intent["until"])
    assert intent["time_zone"] == "America/Chicago"
    assert until.astimezone(UTC).hour in (14, 15), "9:00 in Chicago, in summer or in winter"


@pytest.mark.usefixtures("linked")
def test_without_a_zone_no_morning_is_guessed_but_a_quarter_of_an_hour_is_one_anywhere(
    hands: Hands, stores: Stores, due: Json
) -> None:
    hands.slack.fault("users.info", status=500)
    hands.click(due, "reminder_snooze", value="fired:0:working")
    assert "I don't know your time zone" in whispered(hands, due)["text"]
    assert _ids(stores) == []
    hands.click(due, "reminder_snooze", value="fired:0:15min")
    assert only_one(stores)[1]["time_zone"] == "UTC"


def test_who_is_not_connected_is_asked_to_and_the_click_is_kept(
    hands: Hands, stores: Stores, due: Json
) -> None:
    hands.click(due, "reminder_done")
    word = whispered(hands, due)
    assert "Connect it once" in word["text"]
    (button,) = word["blocks"][-1]["elements"]
    kept = stores.interrupted.find(button["value"])
    assert kept
    assert json.loads(json.loads(kept)["intent"])["type"] == "FinishReminder"


def test_while_the_memory_is_out_of_reach_nothing_is_accepted_and_that_is_said(
    hands: Hands, due: Json, config: BotConfig, sealing_key: str
) -> None:
    with connect(f"redis://127.0.0.1:{free_port(0)}/0", FAST_TIMEOUT_SECONDS) as nowhere:
        app: AsyncApp = create_app(config, open_stores(nowhere, [sealing_key]))
        elsewhere = replace(hands, driver=Driver(app, hands.driver.runner))
        assert elsewhere.click(due, "reminder_done").status == 200
    assert "*nothing was accepted*" in whispered(hands, due)["text"]


def test_open_is_acknowledged_and_nothing_else(hands: Hands, stores: Stores, due: Json) -> None:
    assert hands.click(due, "reminder_open").status == 200
    assert _ids(stores) == []
    assert hands.again(due) == due


@pytest.mark.parametrize("show", [set_just_now, listed])
def test_change_opens_the_form_with_what_is_known(
    hands: Hands, stores: Stores, show: Callable[[Hands, Stores], Json]
) -> None:
    message = show(hands, stores)
    if show is listed:
        hands.click(message, "reminder_menu", value="list:0:change")
    else:
        hands.click(message, "reminder_change")
    (view,) = hands.slack.views()
    assert (view["callback_id"], view["title"]["text"]) == ("reminder_change_form", "Change reminder")
    assert initial(view) == {"when": "2090-07-01 09:00", "what": "tea & <b>"}, "as the clock is in Berlin"
    assert "this changes the next time only" not in json.dumps(view["blocks"])
    state = json.loads(view["private_metadata"])
    assert (state["clicked_ts"], state["clicked_is_ephemeral"]) == (message["ts"], True)
    assert (state["due_seconds"], state["slack_channel_id"]) == (DUE.timestamp(), "C0LAUNCH")


def test_of_a_series_the_form_says_what_it_changes(hands: Hands, stores: Stores) -> None:
    hands.click(set_just_now(hands, stores, recurrence=DAILY), "reminder_change")
    (view,) = hands.slack.views()
    assert "this changes the next time only" in json.dumps(view["blocks"])


def test_a_card_that_is_gone_is_too_old(hands: Hands, stores: Stores, redis: Redis) -> None:
    message = set_just_now(hands, stores)
    redis.delete("backpack-bot:card:set")
    hands.click(message, "reminder_change")
    assert "too old for its buttons" in whispered(hands, message)["text"]


def test_a_form_that_slack_does_not_open_is_said(hands: Hands, stores: Stores) -> None:
    message = set_just_now(hands, stores)
    hands.slack.fault("views.open", error="internal_error")
    hands.click(message, "reminder_change")
    assert "could not open the form" in whispered(hands, message)["text"]


@pytest.mark.usefixtures("linked")
def test_set_it_accepts_the_draft_once_however_often_it_is_clicked(hands: Hands, stores: Stores) -> None:
    prompt = drafted(hands, stores)
    for _ in range(2):
        hands.click(prompt, "draft_set", block_id=prompt["blocks"][-1]["block_id"])
    operation_id, intent, delivery = only_one(stores)
    assert operation_id.startswith("draft-")
    assert (intent["type"], intent["content"], intent["recurrence"]["rule"]) == (
        "SetReminder",
        "tea",
        "FREQ=DAILY",
    )
    assert delivery["response_url"].startswith(f"{hands.slack.url}/actions/")
    assert (delivery["clicked_ts"], delivery["clicked_is_ephemeral"]) == (prompt["ts"], True)
    assert (delivery["words"], delivery["accepted_at_seconds"] > 1.0) == ("remind me …", True)


def test_a_draft_of_somebody_who_has_to_connect_first_can_not_be_set_a_second_time(
    hands: Hands, stores: Stores
) -> None:
    prompt = drafted(hands, stores)
    hands.click(prompt, "draft_set", block_id=prompt["blocks"][-1]["block_id"])
    now = hands.again(prompt)
    assert "Connect it once" in now["text"]
    (button,) = now["blocks"][-1]["elements"]
    assert (button["action_id"], bool(stores.interrupted.find(button["value"]))) == ("connect_open", True)


def test_a_draft_whose_hour_is_over_says_so_in_its_place(hands: Hands, stores: Stores, redis: Redis) -> None:
    prompt = drafted(hands, stores)
    for key in redis.scan_iter(match="backpack-bot:draft:*"):
        redis.delete(key)
    hands.click(prompt, "draft_set", block_id=prompt["blocks"][-1]["block_id"])
    assert "say it again" in hands.again(prompt)["text"]
    assert _ids(stores) == []


@pytest.mark.usefixtures("linked")
def test_only_its_author_answers_a_question_that_others_see(hands: Hands, stores: Stores) -> None:
    stores.accounts.save(TEAM, TOMAS, BackpackLink("trailhead", 8, "Tomás", "Chicago", "0" * 40))
    private = drafted(hands, stores)
    draft_id = private["blocks"][-1]["elements"][0]["value"]
    prompt = hands.post(confirm_prompt(draft_id, SetReminder("tea", DUE, "Europe/Berlin"), "guess"))
    for action_id in ("draft_set", "draft_change"):
        hands.click(prompt, action_id, user=TOMAS, block_id=prompt["blocks"][-1]["block_id"])
    assert _ids(stores) == []
    words = [each for each in hands.slack.messages("C0LAUNCH", TOMAS) if each["ts"] > prompt["ts"]]
    assert ["for somebody else" in each["text"] for each in words] == [True, True]


def test_change_of_a_draft_opens_the_form_with_it(hands: Hands, stores: Stores) -> None:
    prompt = drafted(hands, stores)
    hands.click(prompt, "draft_change", block_id=prompt["blocks"][-1]["block_id"])
    (view,) = hands.slack.views()
    assert view["callback_id"] == "reminder_draft_form"
    assert initial(view) == {"when": "2090-07-01 09:00", "what": "tea"}
