"""What reminders look like: due, set, listed; with their buttons, and after a click."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.snoozes import SNOOZES
from bot.views.card_values import RowValue
from bot.views.confirm import Why, confirm_prompt
from bot.views.fired import Scene, reminders_fired
from bot.views.message import Message
from bot.views.reminder_list import reminder_list
from bot.views.reminder_set import reminder_set
from bot.views.rows import late_by
from bot.views.settled import card_settled
from tasks.intents import SetReminder
from tasks.intents.fire_reminders import FiredReminder, RemindersFired
from tasks.intents.set_reminder import ReminderSet
from tasks.intents.show_reminders import RemindersShown
from tasks.recurrence import Recurrence
from tasks.reminding.card import CardReminder, CardSettled, RowState
from tasks.reminding.item import ReminderItem
from tests.bot.test_views import check, strange, words_of
from tests.tasks.samples import any_value

DUE = datetime(2026, 7, 1, 7, tzinfo=UTC).timestamp()
TEA = ReminderItem("trailhead", 7, "tea", creator_id=1, creator_name="Maya Okafor", remindee_ids=(1,))
DAILY = Recurrence("FREQ=DAILY", datetime(2026, 7, 1, 9), "Europe/Berlin")  # noqa: DTZ001 -- a wall clock
MAYA = ("trailhead", 1)
DONE = RowState("done", "U0TOMAS")
SNOOZED = RowState("snoozed", "U0TOMAS", due_seconds=DUE + 3600)
ENDS = [DONE, SNOOZED, RowState("deleted", "U0TOMAS")]
# As `RowState` says: a change has a text and a time, a snooze a time.
states = st.dictionaries(
    st.integers(0, 44),
    st.sampled_from(ENDS) | st.builds(RowState, st.just("changed"), st.just("U1"), strange, st.just(DUE)),
)


def fired(*items: ReminderItem, **more: Any) -> RemindersFired:
    return RemindersFired("card", tuple(FiredReminder(item, DUE, "U0MAYA", **more) for item in items))


def drawn(result: RemindersFired, said_late: float = 0.0, /, **states: RowState) -> Message:
    scene = Scene(DUE + said_late, MAYA)
    return reminders_fired(result, {int(row[1:]): state for row, state in states.items()}, scene)


def elements(message: Message) -> Iterator[dict[str, Any]]:
    """Everything that can be clicked."""
    for block in check(message)["blocks"]:
        yield from block["elements"] if block["type"] == "actions" else []
        yield from [block["accessory"]] if "accessory" in block else []


def labels(message: Message) -> list[str]:
    return [
        (element.get("placeholder") or element.get("text") or {"text": element["type"]})["text"]
        for element in elements(message)
    ]


def whole(message: Message) -> str:
    return json.dumps(check(message), ensure_ascii=False)


@given(data=st.data(), states=states, late=st.floats(-10, 4e9))
def test_any_reminders_in_any_state_are_a_message_that_slack_takes(
    data: st.DataObject, states: dict[int, RowState], late: float
) -> None:
    result = data.draw(any_value("RemindersFired", strange))
    check(reminders_fired(result, states, Scene(DUE + late)))
    check(reminder_set(data.draw(any_value("ReminderSet", strange)), states))
    check(reminder_list(data.draw(any_value("RemindersShown", strange)), states))


@given(data=st.data())
def test_any_end_of_a_click_can_be_said(data: st.DataObject) -> None:
    check(card_settled(data.draw(any_value("CardSettled", strange))))


LONG = replace(TEA, content="w" * 5_000, creator_name="n" * 5_000, lost_channel_id="C0LAUNCH")


@pytest.mark.parametrize("count", [1, 10, 11, 25, 40, 45])
@pytest.mark.parametrize("ended", ["none", "all", "every other"])
def test_the_longest_of_everything_fits(count: int, ended: str) -> None:
    rows = {"none": (), "all": range(count), "every other": range(0, count, 2)}[ended]
    states = {row: replace(SNOOZED, slack_user_id="U" + "0" * 20) for row in rows}
    late = fired(*[replace(LONG, recurrence=DAILY)] * count, is_certain=False, next_seconds=DUE)
    check(reminders_fired(late, states, Scene(DUE + 1e9)))
    shown = RemindersShown("c" * 24, (CardReminder(LONG, DUE),) * (count - 1), (CardReminder(LONG, DUE),))
    check(reminder_list(shown, states))
    check(reminder_list(replace(shown, mine=(), in_channel=shown.mine + shown.in_channel), states))


@pytest.mark.parametrize("count", range(1, 41))
def test_every_text_is_shown_however_many_come_due(count: int) -> None:
    items = [replace(TEA, content=f"<!channel> *tea* no {number}.") for number in range(count)]
    words = words_of(drawn(fired(*items)))
    assert all(f"<!channel> *tea* no {number}." in words for number in range(count))


def test_one_that_came_due_has_its_text_and_its_buttons() -> None:
    message = drawn(fired(TEA))
    assert message.text == "⏰ “tea”"
    done, snooze, open_it = elements(message)
    assert (done["action_id"], done["value"]) == ("reminder_done", "card:0")
    assert snooze["action_id"] == "reminder_snooze"
    assert [option["text"]["text"] for option in snooze["options"]] == [
        "15 minutes",
        "1 hour",
        "Tomorrow at 9:00",
        "Next working day at 9:00",
    ]
    chosen = [RowValue.read(option["value"]) for option in snooze["options"]]
    assert chosen == [RowValue("card", 0, snooze.name) for snooze in SNOOZES]
    assert open_it["url"] == "https://trailhead.backpackit.com/reminders"
    assert "set by" not in whole(message), "who reads it has set it"
    assert "late" not in whole(message)


def test_an_event_can_be_put_off_and_looked_at_but_not_done() -> None:
    message = drawn(fired(replace(TEA, is_event=True, creator_id=None, creator_name=None)))
    assert labels(message) == ["Snooze", "Open"]
    assert "https://trailhead.backpackit.com/calendar" in whole(message)


def test_where_backpack_is_elsewhere_open_leads_there() -> None:
    scene = Scene(DUE, backpack_url="http://127.0.0.1:8082")
    assert "http://127.0.0.1:8082/reminders" in whole(reminders_fired(fired(TEA), {}, scene))
    strange_account = fired(replace(TEA, account="no/account"))
    assert "Open" not in labels(reminders_fired(strange_account, {}, scene))


def test_what_somebody_else_has_set_says_who() -> None:
    assert "set by Linh &lt;3" in whole(drawn(fired(replace(TEA, creator_id=2, creator_name="Linh <3"))))
    in_a_channel = reminders_fired(fired(TEA), {}, Scene(DUE))
    assert "set by Maya Okafor" in whole(in_a_channel)
    other_account = replace(TEA, account="other")
    assert "set by Maya Okafor" in whole(drawn(fired(other_account))), "the same number, another person"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (60, "late by 1 min"),
        (720, "late by 12 min"),
        (3 * 3600, "late by 3 h"),
        (2 * 86_400, "late by 2 days"),
    ],
)
def test_how_late_it_is_is_said(seconds: float, said: str) -> None:
    assert late_by(seconds) == said
    assert said in whole(drawn(fired(TEA), seconds))
    assert "late" not in whole(drawn(fired(TEA), 59))


@pytest.mark.parametrize(("count", "has_headline"), [(5, False), (6, True), (7, True)])
def test_more_than_five_late_ones_are_explained(count: int, has_headline: bool) -> None:
    words = words_of(drawn(fired(*[TEA] * count), 600))
    assert (f"{count} reminders came due while I could not fire them" in words) == has_headline
    assert "came due while" not in words_of(drawn(fired(*[TEA] * count)))


def test_a_series_says_when_it_comes_again() -> None:
    message = drawn(fired(replace(TEA, recurrence=DAILY), next_seconds=DUE + 86_400))
    assert f"comes again <!date^{DUE + 86_400:.0f}^" in whole(message)


def test_what_could_not_be_checked_says_so() -> None:
    assert "could not check with Backpack" in whole(drawn(fired(TEA, is_certain=False)))
    assert "could not check" not in whole(drawn(fired(TEA)))
    many = whole(drawn(fired(*[TEA] * 12, is_certain=False)))
    assert many.count("could not check") + many.count("not checked with Backpack") == 12


def test_what_comes_from_a_lost_channel_says_how_to_have_it_there_again() -> None:
    message = drawn(fired(replace(TEA, lost_channel_id="C0LAUNCH")))
    assert "I'm not in <#C0LAUNCH> any more" in whole(message)


@pytest.mark.parametrize(
    ("state", "words"),
    [(DONE, "✅ tea, done by "), (SNOOZED, "💤 tea, snoozed by "), (ENDS[2], "🗑️ tea, deleted by ")],
)
def test_what_became_of_it_stands_in_its_place_and_by_whom(state: RowState, words: str) -> None:
    message = drawn(fired(TEA), r0=state)
    assert words in words_of(message)
    assert '"user_id": "U0TOMAS"' in whole(message)
    assert labels(message) == []
    assert (f'"timestamp": {DUE + 3600:.0f}' in whole(message)) == (state is SNOOZED)
    assert ('"strike": true' in whole(message)) == (state is not SNOOZED)


def test_of_several_each_has_its_own_buttons_and_its_own_end() -> None:
    three = fired(*[replace(TEA, content=f"tea {number}") for number in range(3)])
    message = drawn(three, r1=DONE)
    values = [element["value"] for element in elements(message) if "value" in element]
    assert values == ["card:0", "card:2"]
    assert "tea 1, done by" in words_of(message)


def test_ten_have_buttons_and_once_one_is_done_the_next_gets_some() -> None:
    twelve = fired(*[TEA] * 12)
    rows = {RowValue.read(each["value"]).row for each in elements(drawn(twelve)) if "value" in each}
    assert rows == set(range(10))
    message = drawn(twelve, r3=DONE)
    rows = {RowValue.read(each["value"]).row for each in elements(message) if "value" in each}
    assert rows == set(range(11)) - {3}


def just_set(**changes: Any) -> ReminderSet:
    fields = {key: changes.pop(key) for key in list(changes) if key == "remindee_slack_user_ids"}
    return ReminderSet("card", CardReminder(replace(TEA, **changes), DUE), "Europe/Berlin", **fields)


def test_a_reminder_that_was_set_says_when_in_whose_zone_and_offers_the_way_back() -> None:
    message = reminder_set(just_set(), {})
    assert words_of(message).startswith("⏰ I'll remind you : tea"), "between stands the date"
    assert f'"timestamp": {DUE:.0f}' in whole(message)
    assert "Understood in your time zone, Europe/Berlin." in whole(message)
    assert labels(message) == ["Change", "Undo"]
    assert [element["value"] for element in elements(message)] == ["card:0", "card:0"]
    assert "invite" not in whole(message)


def test_a_series_says_how_it_goes_on() -> None:
    assert "and then every day at 09:00: " in words_of(reminder_set(just_set(recurrence=DAILY), {}))


def test_whom_it_reminds_is_named_without_a_ping_in_the_notification() -> None:
    message = reminder_set(just_set(remindee_slack_user_ids=("U0TOMAS", "U0LINH")), {})
    assert [part in whole(message) for part in ("U0TOMAS", "U0LINH")] == [True, True]
    assert message.text.startswith("⏰ I'll remind them <!date")


def test_one_for_a_channel_asks_for_an_invitation() -> None:
    message = reminder_set(just_set(slack_channel_id="C0LAUNCH"), {})
    assert '"channel_id": "C0LAUNCH"' in whole(message)
    assert "`/invite` me to <#C0LAUNCH> if I'm not there" in whole(message)


def test_a_change_shows_what_holds_now_and_can_be_changed_again() -> None:
    changed = RowState("changed", "U0MAYA", "green tea", DUE + 60)
    message = reminder_set(just_set(), {0: changed})
    assert "✏️ Changed: I'll remind you : green tea" in words_of(message)
    assert f'"timestamp": {DUE + 60:.0f}' in whole(message)
    assert labels(message) == ["Change", "Undo"]


def test_what_was_taken_back_has_no_buttons() -> None:
    message = reminder_set(just_set(), {0: ENDS[2]})
    assert words_of(message) == "🗑️ tea, deleted by "
    assert labels(message) == []


def test_each_of_mine_has_a_menu_and_the_channels_have_none() -> None:
    mine = tuple(CardReminder(replace(TEA, content=f"mine {n}"), DUE) for n in range(3))
    theirs = CardReminder(replace(TEA, content="theirs", creator_name="Linh"), DUE)
    message = reminder_list(RemindersShown("card", mine, (theirs,)), {1: ENDS[2]})
    menus = list(elements(message))
    values = [[option["value"] for option in menu["options"]] for menu in menus]
    assert values == [["card:0:change", "card:0:delete"], ["card:2:change", "card:2:delete"]]
    assert "mine 1, deleted by" in words_of(message)
    assert "theirs (set by Linh)" in words_of(message)


def test_people_s_words_in_the_list_are_plain_text() -> None:
    words = "<!channel> *a* :smile: <@U1>"
    shown = RemindersShown("card", (CardReminder(replace(TEA, content=words), DUE),), ())
    (section,) = [block for block in check(reminder_list(shown, {}))["blocks"] if block["type"] == "section"]
    assert section["text"] == {"type": "plain_text", "text": words, "emoji": False}


def test_a_reminder_for_others_says_for_whom() -> None:
    shown = RemindersShown("card", (CardReminder(TEA, DUE, ("Linh <3", "Tomás")),), ())
    assert "· for Linh &lt;3, Tomás" in words_of(reminder_list(shown, {}))
    changed = RowState("changed", "U0MAYA", "green tea", DUE)
    assert "· for Linh &lt;3, Tomás · changed" in words_of(reminder_list(shown, {0: changed}))


def test_a_full_list_with_everything_to_be_said_stays_below_slack_s_limit() -> None:
    weekly = replace(LONG, recurrence=DAILY)
    row = CardReminder(weekly, DUE, ("Maximiliane von der Wiesenburg",) * 9)
    check(reminder_list(RemindersShown("c" * 24, (row,) * 43, ()), {}))


def test_what_a_list_can_not_show_is_counted() -> None:
    shown = RemindersShown("card", (CardReminder(TEA, DUE),) * 43, ())
    assert len(list(elements(reminder_list(shown, {})))) == 40, "each that is shown has its menu"
    assert words_of(reminder_list(shown, {})).endswith("… and 3 more in Backpack.")


def test_nothing_to_come_says_how_to_set_one() -> None:
    assert "`/backpack remind me tomorrow" in words_of(reminder_list(RemindersShown("card", (), ()), {}))


@pytest.mark.parametrize("value", [RowValue("card", 3), RowValue("c-1_x", 0, "15min")])
def test_a_button_s_value_comes_back_as_it_went(value: RowValue) -> None:
    assert RowValue.read(str(value)) == value


@pytest.mark.parametrize("text", ["", "card", "card:x", ":"])
def test_a_value_that_is_none_of_ours_is_an_error(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 -- Python's own words
        RowValue.read(text)


def test_an_end_is_said_in_a_sentence() -> None:
    assert card_settled(CardSettled("card", 0, DONE)).text == "✅ That reminder is done."
    snoozed = card_settled(CardSettled("card", 0, SNOOZED)).text
    assert snoozed.startswith("💤 Snoozed: it comes <!date^")


@given(data=st.data(), why=st.sampled_from(["guess", "past"]))
def test_any_guess_is_a_question_that_slack_takes(data: st.DataObject, why: Why) -> None:
    check(confirm_prompt("draft", data.draw(any_value("SetReminder", strange)), why))


def test_a_guess_is_said_back_with_its_zone_and_waits_for_a_click() -> None:
    moment = datetime(2026, 12, 1, 16, tzinfo=UTC)
    intent = SetReminder("<tea>", moment, "Europe/Berlin", DAILY, slack_channel_id="C0LAUNCH")
    message = confirm_prompt("draft", intent, "guess")
    reading = "Tuesday 1 December 2026 at 17:00 (Europe/Berlin), and then every day at 09:00"
    assert f"🤔 Did you mean {reading}? Then I'll remind  of: <tea>" in words_of(message)
    assert '"channel_id": "C0LAUNCH"' in whole(message)
    assert message.text == f"🤔 Did you mean {reading}? Then I'll remind the channel of: “&lt;tea&gt;”"
    assert [(each["action_id"], each["value"]) for each in elements(message)] == [
        ("draft_set", "draft"),
        ("draft_change", "draft"),
    ]
    assert "That has passed" in words_of(confirm_prompt("draft", intent, "past"))
