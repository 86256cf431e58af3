"""After a click: the message with the button is drawn anew, or the answer takes the prompt's place."""

import json
import time
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

import pytest
from celery.exceptions import Retry
from redis import Redis

from bot.clicks import Click
from bot.drafts import operation_of
from bot.posting import Poster
from bot.present import present
from bot.views.confirm import confirm_prompt
from bot.views.fired import Scene, reminders_fired
from bot.views.message import Message
from bot.views.reminder_list import reminder_list
from bot.views.reminder_set import reminder_set
from store.accounts import BackpackLink
from store.notices import Notice
from store.schedule_keys import CLOCK_AHEAD
from store.stores import Stores
from tasks.delivery import Delivery
from tasks.intents import SetReminder, ShowPages
from tasks.intents.fire_reminders import FiredReminder, RemindersFired
from tasks.intents.set_reminder import ReminderSet
from tasks.intents.show_reminders import RemindersShown
from tasks.reminding.card import CardReminder, CardSettled, RowState, ShowsReminders, keep_card
from tasks.reminding.item import ReminderItem
from tasks.results import NotConnected, Refused
from tasks.wire import encode
from tests.bot.hands import Hands
from tests.bot.presenting import DIRECT, unwait
from tests.bot.slack import MAYA, TEAM, Json

pytestmark = pytest.mark.usefixtures("worker", "linked")

DUE = datetime(2090, 7, 1, 7, tzinfo=UTC).timestamp()
TEA = ReminderItem("trailhead", 7, "tea", creator_id=7, creator_name="Maya", remindee_ids=(7,))
TOMAS = "U0TOMAS"
DONE, BY_TOMAS = RowState("done", MAYA), RowState("done", TOMAS)
LINK = BackpackLink("trailhead", 7, "Maya", "Berlin", "0" * 40)


def fired(due_seconds: float = DUE, **changes: Any) -> RemindersFired:
    item = replace(TEA, **changes)
    rows = [replace(item, content=f"tea {row}") for row in range(2)]
    return RemindersFired("card", tuple(FiredReminder(each, due_seconds, MAYA) for each in rows))


JUST_SET = ReminderSet("card", CardReminder(TEA, DUE), "Europe/Berlin")


def shown(hands: Hands, stores: Stores, result: ShowsReminders, look: Message, **where: Any) -> Json:
    keep_card(stores.cards, "card", result)
    return hands.post(look, **where)


def in_launch(hands: Hands, stores: Stores) -> Json:
    result = fired(slack_channel_id="C0LAUNCH")
    return shown(hands, stores, result, reminders_fired(result, {}, Scene(DUE)))


def settle(stores: Stores, row: int, state: RowState) -> CardSettled:
    fields = {name: value for name, value in asdict(state).items() if value is not None}
    stores.cards.settle("card", row, json.dumps(fields))
    return CardSettled("card", row, state)


def clicked(hands: Hands, message: Json, **changes: Any) -> Delivery:
    """As the listener makes it, of what Slack delivers: its response URL works."""
    places = [(block["block_id"], element) for block in message["blocks"] for element in elements(block)]
    block_id, element = places[0]
    body = hands.delivery_of_click(message, element["action_id"], block_id=block_id)
    payload = json.loads(dict(parse_qsl(body))["payload"])
    return replace(Click.of(payload).delivery("Done"), **changes)


def elements(block: Json) -> list[Json]:
    return (
        [block["accessory"]]
        if "accessory" in block
        else list(block["elements"] if block["type"] == "actions" else [])
    )


def show(stores: Stores, outcome: object, delivery: Delivery, operation_id: str = "action-1") -> None:
    """The outcome of a click comes to Slack, as a worker does it."""
    ledger = stores.operations
    pair = json.dumps(encode(ShowPages())), json.dumps(encode(delivery))
    ledger.accept(operation_id, *pair, ledger.now_seconds() + 10)
    ledger.begin(operation_id)
    ledger.finish(operation_id, 1, json.dumps(encode(outcome)))
    present(operation_id)


def words(message: Json) -> str:
    return json.dumps(message["blocks"], ensure_ascii=False)


def after(hands: Hands, message: Json) -> list[Json]:
    """What the bot has said since, to Maya."""
    return [
        each
        for channel in (message["channel"], DIRECT)
        for each in hands.slack.messages(channel)
        if each["is_bot"] and each["ts"] > message["ts"]
    ]


def test_a_row_that_is_done_shows_so_and_the_other_keeps_its_buttons(hands: Hands, stores: Stores) -> None:
    message = in_launch(hands, stores)
    show(stores, settle(stores, 0, DONE), clicked(hands, message))
    now = hands.again(message)
    assert "tea 0" in words(now)
    assert ", done by " in words(now)
    assert [block["block_id"] for block in now["blocks"] if block["type"] == "actions"] == ["row-1"]
    assert after(hands, message) == []


def test_what_one_person_sees_is_redrawn_too(hands: Hands, stores: Stores) -> None:
    message = shown(hands, stores, JUST_SET, reminder_set(JUST_SET, {}), only_to=MAYA)
    changed = RowState("changed", MAYA, "green tea", DUE + 60)
    show(stores, settle(stores, 0, changed), clicked(hands, message))
    now = hands.again(message)
    assert "green tea" in words(now)
    assert (now["ephemeral_to"], after(hands, message)) == (MAYA, [])


def test_a_list_is_redrawn_with_its_other_menus(hands: Hands, stores: Stores) -> None:
    result = RemindersShown("card", (CardReminder(TEA, DUE),) * 2, ())
    message = shown(hands, stores, result, reminder_list(result, {}), only_to=MAYA)
    delivery = clicked(hands, {**message, "blocks": message["blocks"][1:]})
    show(stores, settle(stores, 1, RowState("deleted", MAYA)), delivery)
    now = hands.again(message)
    assert ", deleted by " in words(now)
    assert words(now).count('"overflow"') == 1


def test_it_may_be_drawn_twice(hands: Hands, stores: Stores) -> None:
    message = in_launch(hands, stores)
    delivery, settled = clicked(hands, message), settle(stores, 0, DONE)
    show(stores, settled, delivery)
    show(stores, settled, delivery, "action-2")
    assert words(hands.again(message)).count(", done by ") == 1
    assert after(hands, message) == []


def test_after_half_an_hour_what_all_see_is_changed_in_its_channel(hands: Hands, stores: Stores) -> None:
    message = in_launch(hands, stores)
    gone = f"{hands.slack.url}/actions/1/no-such-url"
    show(stores, settle(stores, 0, DONE), clicked(hands, message, response_url=gone))
    assert ", done by " in words(hands.again(message))
    assert after(hands, message) == []


def test_after_half_an_hour_what_one_person_saw_is_said_in_a_direct_message(
    hands: Hands, stores: Stores
) -> None:
    message = shown(hands, stores, JUST_SET, reminder_set(JUST_SET, {}), only_to=MAYA)
    before = hands.slack.counted("calls", "chat.update")
    gone = f"{hands.slack.url}/actions/1/no-such-url"
    show(stores, settle(stores, 0, RowState("deleted", MAYA)), clicked(hands, message, response_url=gone))
    (word,) = after(hands, message)
    assert (word["channel"], word["text"]) == (DIRECT, "🗑️ That reminder is deleted.")
    assert hands.slack.counted("calls", "chat.update") == before, "Slack would not find it"


def test_a_message_that_is_gone_is_no_dead_end(hands: Hands, stores: Stores) -> None:
    message = in_launch(hands, stores)
    delivery = clicked(hands, message, response_url=None, clicked_ts="1.000000")
    show(stores, settle(stores, 0, DONE), delivery)
    (word,) = after(hands, message)
    assert (word["channel"], word["text"]) == (DIRECT, "✅ That reminder is done.")


def test_a_card_that_is_gone_is_no_dead_end(hands: Hands, stores: Stores) -> None:
    message = in_launch(hands, stores)
    show(stores, CardSettled("forgotten", 0, DONE), clicked(hands, message))
    (word,) = after(hands, message)
    assert word["channel"] == DIRECT


def test_of_two_who_click_at_once_both_are_seen_whoever_draws_last(
    hands: Hands, stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = in_launch(hands, stores)
    drawn: list[str] = []
    draw = Poster.replace_clicked

    def tomas_is_faster(poster: Poster, look: Message) -> bool:
        """Between Maya's reading and her drawing, Tomás settles the other row and draws."""
        if not drawn:
            drawn.append("meanwhile")
            show(stores, settle(stores, 1, BY_TOMAS), clicked(hands, message), "action-of-tomas")
        drawn.append(look.text)
        return draw(poster, look)

    monkeypatch.setattr(Poster, "replace_clicked", tomas_is_faster)
    show(stores, settle(stores, 0, DONE), clicked(hands, message))
    now = hands.again(message)
    assert words(now).count(", done by ") == 2
    assert len(drawn) == 4, "Tomás once, Maya without him, and Maya again"


def test_a_busy_slack_is_waited_for_and_the_row_drawn_then(
    hands: Hands, stores: Stores, redis: Redis
) -> None:
    message = in_launch(hands, stores)
    hands.slack.fault("chat.update", status=429, retry_after=30)
    with pytest.raises(Retry):
        show(stores, settle(stores, 0, DONE), clicked(hands, message, response_url=None))
    assert hands.again(message) == message
    unwait(redis, "action-1")
    present("action-1")
    assert ", done by " in words(hands.again(message))


def noticed(hands: Hands, stores: Stores) -> Json:
    """The click had to wait, and Maya was told."""
    stores.notices.take("action-1")
    notice = hands.post(Message("⏳ Waiting", ()), channel=DIRECT)
    stores.notices.posted("action-1", Notice(DIRECT, notice["ts"]))
    return notice


def test_the_notice_of_a_click_that_had_to_wait_becomes_a_word_and_the_card_is_drawn(
    hands: Hands, stores: Stores
) -> None:
    message, notice = in_launch(hands, stores), noticed(hands, stores)
    show(stores, settle(stores, 0, DONE), clicked(hands, message))
    assert hands.again(notice)["text"] == "✅ That reminder is done."
    assert ", done by " in words(hands.again(message))
    assert [each["ts"] for each in after(hands, message)] == [notice["ts"]]


def test_where_the_card_can_not_be_reached_the_notice_says_enough(hands: Hands, stores: Stores) -> None:
    message, notice = in_launch(hands, stores), noticed(hands, stores)
    delivery = clicked(hands, message, response_url=None, clicked_ts="1.000000")
    show(stores, settle(stores, 0, DONE), delivery)
    assert [(each["ts"], each["text"]) for each in after(hands, message)] == [
        (notice["ts"], "✅ That reminder is done.")
    ]


@pytest.mark.parametrize("outcome", [Refused("That is Linh’s.", "Ask her."), NotConnected("kept", False)])
def test_what_was_not_done_is_told_to_the_one_who_clicked_and_the_message_stands(
    hands: Hands, stores: Stores, outcome: object
) -> None:
    message = in_launch(hands, stores)
    show(stores, outcome, clicked(hands, message))
    assert hands.again(message) == message
    (word,) = after(hands, message)
    assert (word["channel"], word["ephemeral_to"]) == ("C0LAUNCH", MAYA)


def test_what_was_not_done_in_a_thread_is_told_there(hands: Hands, stores: Stores) -> None:
    message = in_launch(hands, stores)
    show(stores, Refused("No.", "Ask."), clicked(hands, message, thread_ts=message["ts"]))
    (word,) = after(hands, message)
    assert word["thread_ts"] == message["ts"]


def prompted(hands: Hands) -> Json:
    intent = SetReminder("tea", datetime.fromtimestamp(DUE, UTC), "Europe/Berlin")
    return hands.post(confirm_prompt("draft", intent, "guess"), only_to=MAYA)


@pytest.mark.parametrize("outcome", [JUST_SET, Refused("It is too late.", "Set it anew.")])
def test_the_answer_to_a_confirmed_guess_takes_the_place_of_the_question(
    hands: Hands, stores: Stores, outcome: object
) -> None:
    prompt = prompted(hands)
    show(stores, outcome, clicked(hands, prompt), operation_of("draft"))
    now = hands.again(prompt)
    assert "Did you mean" not in words(now)
    assert now["text"].startswith(("⏰ I'll remind you", "⚠️ It is too late."))
    assert after(hands, prompt) == []


def test_a_question_out_of_reach_is_answered_all_the_same(hands: Hands, stores: Stores) -> None:
    prompt = prompted(hands)
    gone = f"{hands.slack.url}/actions/1/no-such-url"
    show(stores, JUST_SET, clicked(hands, prompt, response_url=gone), operation_of("draft"))
    (word,) = after(hands, prompt)
    assert word["text"].startswith("⏰ I'll remind you")
    assert word["ephemeral_to"] == MAYA


def test_how_late_it_was_does_not_grow_with_every_redrawing(
    hands: Hands, stores: Stores, redis: Redis
) -> None:
    result = fired(time.time() - 720, slack_channel_id="C0LAUNCH")
    message = shown(hands, stores, result, reminders_fired(result, {}, Scene(time.time())))
    assert words(message).count("late by 12 min") == 2
    redis.set(CLOCK_AHEAD, 86_400)
    show(stores, settle(stores, 0, DONE), clicked(hands, message))
    assert words(hands.again(message)).count("late by 12 min") == 1


def say(stores: Stores, place: str, result: RemindersFired) -> None:
    keep_card(stores.cards, "card", result)
    show(stores, result, Delivery(TEAM, MAYA, place, None, "", time.time()), "due-1")


def test_what_comes_due_in_a_channel_is_said_there_with_its_buttons(hands: Hands, stores: Stores) -> None:
    say(stores, "C0LAUNCH", fired(slack_channel_id="C0LAUNCH"))
    message = hands.slack.messages("C0LAUNCH")[-1]
    assert words(message).count('"reminder_done"') == 2
    assert "set by Maya" in words(message)
    show(stores, settle(stores, 0, DONE), clicked(hands, message))
    assert ", done by " in words(hands.again(message))


def test_what_comes_due_late_says_how_late(hands: Hands, stores: Stores) -> None:
    say(stores, "C0LAUNCH", fired(time.time() - 3 * 3600, slack_channel_id="C0LAUNCH"))
    assert words(hands.slack.messages("C0LAUNCH")[-1]).count("late by 3 h") == 2


def test_what_comes_due_for_one_person_says_who_set_it_unless_they_did(hands: Hands, stores: Stores) -> None:
    say(stores, MAYA, fired(creator_id=8, creator_name="Linh"))
    assert "set by Linh" in words(hands.slack.messages(DIRECT)[-1])
    stores.operations._redis.flushdb()
    stores.accounts.save(TEAM, MAYA, LINK)
    say(stores, MAYA, fired())
    message = hands.slack.messages(DIRECT)[-1]
    assert "set by" not in words(message)
    show(stores, settle(stores, 0, DONE), clicked(hands, message))
    assert "set by" not in words(hands.again(message))
