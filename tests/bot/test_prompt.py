"""A channel's prompt over days of the movable clock: each person in their own zone, once."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from celery.exceptions import Retry

from store import operations
from tests.bot.hands import Hands, initial
from tests.bot.presenting import KilledError, killed
from tests.bot.slack import TEAM, Json, direct_message
from tests.bot.team import LAUNCH, Messages, Team
from tests.bot.test_digest import at, words

BERLIN, CHICAGO, PACIFIC = map(ZoneInfo, ("Europe/Berlin", "America/Chicago", "America/Los_Angeles"))
PEOPLE = {"U0MAYA": BERLIN, "U0TOMAS": CHICAGO, "U0LINH": PACIFIC}
ASKED = "👋 What did you do today?"


def direct(team: Team) -> dict[str, Messages]:
    return {user: team.messages(f"D0{user[2:]}") for user in PEOPLE}


@pytest.mark.parametrize(
    ("first_day", "switch"),
    [((2027, 3, 11), "the United States change on Sunday 14 March"), ((2027, 3, 25), "Europe on 28 March")],
)
def test_a_week_of_prompts_over_a_change_of_the_clocks(
    team: Team, first_day: tuple[int, int, int], switch: str
) -> None:
    start = datetime(*first_day, 1, tzinfo=UTC)
    team.set_clock(start)
    answer = team.say("prompt weekdays 16:30")
    assert "every weekday at 16:30 in their own time zone" in answer["text"]
    told = direct(team)
    due = {
        (user, day): at(zone, day.year, day.month, day.day, 16, 30)
        for user, zone in PEOPLE.items()
        for day in (start.date() + timedelta(days=number) for number in range(-1, 8))
        if day.weekday() < 5
    }
    moments = sorted({moment for moment in due.values() if start < moment <= start + timedelta(days=7)})
    counts = dict.fromkeys(PEOPLE, 0)
    for moment in moments:
        team.until(moment - timedelta(seconds=30))
        assert {user: len(messages()) for user, messages in told.items()} == counts, "nobody too early"
        team.until(moment + timedelta(seconds=30))
        for (user, _day), its_moment in due.items():
            counts[user] += its_moment == moment
        assert {user: len(messages()) for user, messages in told.items()} == counts, switch
    team.until(start + timedelta(days=7))
    assert {user: len(messages()) for user, messages in told.items()} == dict.fromkeys(PEOPLE, 5)
    assert {message["text"] for messages in told.values() for message in messages()} == {ASKED}
    offsets = {moment.astimezone(zone).utcoffset() for zone in PEOPLE.values() for moment in moments}
    assert len(offsets) > len(PEOPLE), "somebody's clocks have changed"


def test_whoever_wrote_already_today_is_not_asked(team: Team) -> None:
    team.set_clock(at(BERLIN, 2027, 3, 9, 9))
    team.say("prompt daily 16:30")
    told = direct(team)
    team.write("U0MAYA", "Written in Backpack")
    team.until(at(BERLIN, 2027, 3, 9, 17))
    assert told["U0MAYA"]() == []
    team.until(at(BERLIN, 2027, 3, 10, 17))
    assert told["U0MAYA"].texts() == [ASKED], "yesterday's entry is not today's"


def test_today_is_the_persons_own(team: Team) -> None:
    """At 23:50 on the 9th in Berlin it is the 9th in Chicago as well; at 0:10 it is not."""
    team.set_clock(at(BERLIN, 2027, 3, 10, 0, 10))
    team.write("U0MAYA", "On the 10th")
    team.write("U0TOMAS", "On the 9th")
    team.say("prompt daily 16:30")
    told = direct(team)
    team.until(at(CHICAGO, 2027, 3, 10, 17))
    assert told["U0MAYA"]() == []
    assert told["U0TOMAS"].texts() == [ASKED]


def test_whoever_wants_no_notifications_is_left_alone(team: Team) -> None:
    team.set_clock(at(BERLIN, 2027, 3, 9, 9))
    team.say("prompt daily 16:30")
    told = direct(team)
    dnd(team, "U0MAYA", at(BERLIN, 2027, 3, 9, 16), at(BERLIN, 2027, 3, 9, 18))
    team.until(at(BERLIN, 2027, 3, 9, 19))
    assert told["U0MAYA"]() == []
    team.until(at(BERLIN, 2027, 3, 10, 17))
    assert told["U0MAYA"].texts() == [ASKED]
    dnd(team, "U0MAYA", at(BERLIN, 2027, 3, 11, 20), at(BERLIN, 2027, 3, 12, 8))
    team.until(at(BERLIN, 2027, 3, 11, 17))
    assert len(told["U0MAYA"]()) == 2, "her evening begins later"
    team.slack.post("dnd", {"user": "U0MAYA"})


def dnd(team: Team, user: str, starts: datetime, ends: datetime) -> None:
    as_text = {
        name: f"{each.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
        for name, each in (("from", starts), ("until", ends))
    }
    team.slack.post("dnd", {"user": user, **as_text})


def test_without_optional_scopes_those_are_asked_who_have_written_lately(team: Team) -> None:
    team.app(scopes=["chat:write", "im:write", "im:history", "users:read", "commands"])
    team.set_clock(at(BERLIN, 2027, 3, 1, 9))
    team.write("U0TOMAS", "last week")
    team.set_clock(at(BERLIN, 2027, 3, 9, 9))
    team.say("prompt daily 16:30")
    told = direct(team)
    team.until(at(PACIFIC, 2027, 3, 9, 17))
    assert {user: len(messages()) for user, messages in told.items()} == {
        "U0MAYA": 0,
        "U0TOMAS": 1,
        "U0LINH": 0,
    }


def test_a_reply_in_the_thread_is_the_entry_word_for_word(team: Team, hands: Hands) -> None:
    prompted = prompt_for_maya(team)
    reply(team, prompted, "help me &lt;remember&gt; <@U0TOMAS|tomas>\n\n  fixed it")
    assert team.journal() == ["help me <remember> @tomas\n\n  fixed it"]
    confirmation = team.slack.messages("D0MAYA")[-1]
    assert confirmation["thread_ts"] == prompted["ts"]
    assert "In your journal: “help me &lt;remember&gt; @tomas" in confirmation["text"]
    # Elsewhere in the direct messages the same words are a command.
    assert "What you can say" in str(reply(team, None, "help"))


def reply(team: Team, prompted: Json | None, text: str, user: str = "U0MAYA") -> Json:
    before = set(open_operations(team))
    thread = {"thread_ts": prompted["ts"]} if prompted else {}
    assert team.driver.hear(direct_message(text, channel=f"D0{user[2:]}", user=user, **thread)).status == 200
    for operation_id in set(open_operations(team)) - before:
        team.carry_out(operation_id)
    return team.slack.messages(f"D0{user[2:]}", user)[-1]


def open_operations(team: Team) -> list[str]:
    client: Any = team.redis
    return list(client.zrange("backpack-bot:{operations}:open", 0, -1))


def prompt_for_maya(team: Team) -> Json:
    team.set_clock(at(BERLIN, 2027, 3, 9, 9))
    team.say("prompt daily 16:30")
    messages = team.messages("D0MAYA")
    team.until(at(BERLIN, 2027, 3, 9, 16, 31))
    (prompted,) = messages()
    return prompted


@pytest.mark.parametrize("text", ["x" * 12_001, "ring\x07bell"])
def test_a_reply_that_can_not_be_kept_is_refused_in_the_thread(team: Team, text: str) -> None:
    answer = reply(team, prompt_for_maya(team), text)
    assert "journal entry" in answer["text"]
    assert team.journal() == []


def test_a_thread_that_no_prompt_has_opened_is_for_commands(team: Team) -> None:
    answer = reply(team, {"ts": f"{time.time():.6f}"}, "help")
    assert "What you can say" in str(answer)


def test_the_button_opens_the_form_and_its_entry_can_be_changed_until_the_digest(
    team: Team, hands: Hands
) -> None:
    prompted = prompt_for_maya(team)
    team.say("digest daily 18:00")
    team.until(at(BERLIN, 2027, 3, 9, 17))
    click(team, hands, prompted, "prompt_answer")
    (view,) = team.slack.views()
    submit(team, hands, view, "Shipped teh map")
    assert team.journal() == ["Shipped teh map"]
    confirmation = team.slack.messages("D0MAYA")[-1]
    click(team, hands, confirmation, "journal_entry_edit")
    (view,) = team.slack.views()
    assert initial(view) == {"entry": "Shipped teh map"}
    submit(team, hands, view, "Shipped the map")
    assert team.journal() == ["Shipped the map"]
    changed = team.slack.messages("D0MAYA")[-1]
    assert changed["ts"] == confirmation["ts"]
    posted = team.messages()
    team.until(at(BERLIN, 2027, 3, 9, 18, 1))
    assert "Shipped the map" in words(posted()[0])
    click(team, hands, changed, "journal_entry_edit")
    (view,) = team.slack.views()
    submit(team, hands, view, "Too late")
    assert "digest has told of that entry already" in team.slack.messages("D0MAYA")[-1]["text"]
    assert team.journal() == ["Shipped the map"]


def click(team: Team, hands: Hands, message: Json, action_id: str) -> None:
    before = set(open_operations(team))
    (block_id,) = [block["block_id"] for block in message["blocks"] if block["type"] == "actions"]
    assert hands.click(message, action_id, block_id=block_id).status == 200
    (operation_id,) = set(open_operations(team)) - before
    team.carry_out(operation_id)


def submit(team: Team, hands: Hands, view: Json, text: str) -> None:
    before = set(open_operations(team))
    assert hands.submit(view, entry=text).body == ""
    (operation_id,) = set(open_operations(team)) - before
    team.carry_out(operation_id)


def test_off_ends_it_with_all_that_is_planned(team: Team) -> None:
    team.set_clock(at(BERLIN, 2027, 3, 9, 14))
    team.say("prompt daily 16:30")
    told = direct(team)
    team.until(at(BERLIN, 2027, 3, 9, 14, 1))
    assert team.stores.schedule.of_lane(f"ask:{TEAM}:U0MAYA")
    assert team.say("prompt off", user="U0LINH")["text"] == "📓 This channel has no prompt any more."
    assert team.stores.schedule.of_lane(f"ask:{TEAM}:U0MAYA") == ()
    team.until(at(BERLIN, 2027, 3, 11, 17))
    assert [messages() for messages in told.values()] == [[], [], []]


def test_one_that_is_set_anew_asks_at_the_new_time_alone(team: Team) -> None:
    team.set_clock(at(BERLIN, 2027, 3, 9, 14))
    team.say("prompt daily 16:30")
    told = direct(team)
    team.until(at(BERLIN, 2027, 3, 9, 15))
    team.say("prompt daily 17:30")
    assert "every day at 17:30 (each person’s own time)" in team.say("prompt")["text"]
    team.until(at(BERLIN, 2027, 3, 9, 17))
    assert told["U0MAYA"]() == []
    team.until(at(BERLIN, 2027, 3, 9, 20))
    assert told["U0MAYA"].texts() == [ASKED]


def test_two_channels_at_one_time_ask_once(team: Team) -> None:
    team.set_clock(at(BERLIN, 2027, 3, 9, 14))
    for channel in (LAUNCH, "C0KITCHEN"):
        team.say("prompt daily 16:30", channel=channel)
    told = direct(team)
    team.until(at(BERLIN, 2027, 3, 9, 17))
    (prompted,) = told["U0MAYA"]()
    channels = [
        part["channel_id"]
        for part in prompted["blocks"][0]["elements"][0]["elements"]
        if part["type"] == "channel"
    ]
    assert sorted(channels) == ["C0KITCHEN", LAUNCH]


@pytest.mark.parametrize(("back_at", "is_asked", "count"), [(18, True, 3), (25, False, 2), (42, True, 2)])
def test_after_an_outage_only_today_is_asked_about(
    team: Team, back_at: int, is_asked: bool, count: int
) -> None:
    """Hours after the midnight before; from 42 on, it was not even planned when it was due."""
    team.set_clock(at(BERLIN, 2027, 3, 9, 14))
    team.say("prompt daily 16:30")
    told = direct(team)
    team.until(at(BERLIN, 2027, 3, 9, 14, 1))
    back = at(BERLIN, 2027, 3, 9, 0) + timedelta(hours=back_at)
    team.set_clock(back)  # nothing was dispatched meanwhile
    team.until(back + timedelta(minutes=1))
    assert bool(told["U0MAYA"]()) is is_asked
    team.until(at(BERLIN, 2027, 3, 11, 17))
    assert len(told["U0MAYA"]()) == count


def test_who_connects_later_is_asked_from_the_next_round_on(team: Team) -> None:
    team.stores.accounts.forget(TEAM, "U0TOMAS")
    team.set_clock(at(BERLIN, 2027, 3, 9, 9))
    team.say("prompt daily 16:30")
    told = direct(team)
    team.until(at(BERLIN, 2027, 3, 9, 10))
    team.stores.accounts.save(TEAM, "U0TOMAS", team.people["U0TOMAS"].link)
    team.until(at(CHICAGO, 2027, 3, 9, 16, 31))
    assert told["U0TOMAS"].texts() == [ASKED]
    team.stores.accounts.forget(TEAM, "U0TOMAS")
    team.until(at(CHICAGO, 2027, 3, 10, 16, 31))
    assert len(told["U0TOMAS"]()) == 1


@pytest.mark.parametrize(
    "step",
    [
        "store.operations.Operations.finish",
        "bot.answering.Answering.show_directly",
        "store.prompts.Prompts.keep",
    ],
)
def test_a_worker_killed_in_the_middle_asks_once_and_the_reply_is_known(
    team: Team, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    team.set_clock(at(BERLIN, 2027, 3, 9, 14))
    team.say("prompt daily 16:30")
    messages = team.messages("D0MAYA")
    team.until(at(BERLIN, 2027, 3, 9, 16, 29))
    team.set_clock(at(BERLIN, 2027, 3, 9, 16, 30))
    (operation_id,) = team.stores.schedule.dispatch().operation_ids
    with monkeypatch.context() as patch:
        patch.setattr(operations, "LEASE_SECONDS", 0)
        patch.setattr(step, killed)
        with pytest.raises(KilledError):
            team.carry_out(operation_id)
    client: Any = team.redis
    client.hset(f"backpack-bot:{{operations}}:{operation_id}", "answering_until", "0")
    team.carry_out(operation_id)
    (prompted,) = messages()
    reply(team, prompted, "Shipped")
    assert team.journal() == ["Shipped"]
    team.until(at(BERLIN, 2027, 3, 9, 23))
    assert messages.texts().count(ASKED) == 1


def test_a_question_that_was_posted_after_all_is_known_also_when_its_reader_is_away_by_now(
    team: Team,
) -> None:
    team.set_clock(at(BERLIN, 2027, 3, 9, 14))
    team.say("prompt daily 16:30")
    messages = team.messages("D0MAYA")
    team.until(at(BERLIN, 2027, 3, 9, 16, 29))
    team.set_clock(at(BERLIN, 2027, 3, 9, 16, 30))
    (operation_id,) = team.stores.schedule.dispatch().operation_ids
    team.slack.fault("chat.postMessage", cut="after")
    with pytest.raises(Retry):
        team.carry_out(operation_id)
    dnd(team, "U0MAYA", at(BERLIN, 2027, 3, 9, 16), at(BERLIN, 2027, 3, 9, 18))
    client: Any = team.redis
    client.hset(f"backpack-bot:{{operations}}:{operation_id}", "answering_until", "0")
    team.carry_out(operation_id)
    team.slack.post("dnd", {"user": "U0MAYA"})
    (prompted,) = messages()
    reply(team, prompted, "Shipped")
    assert team.journal() == ["Shipped"]


def test_a_slack_that_is_away_while_a_round_is_planned_loses_nothing(team: Team) -> None:
    team.set_clock(at(BERLIN, 2027, 3, 9, 14))
    team.slack.fault("conversations.members", status=500)
    told = direct(team)
    team.say("prompt daily 16:30")
    (operation_id,) = team.stores.schedule.dispatch().operation_ids
    with pytest.raises(Retry):
        team.carry_out(operation_id)
    client: Any = team.redis
    client.hset(f"backpack-bot:{{operations}}:{operation_id}", "answering_until", "0")
    team.carry_out(operation_id)
    team.until(at(BERLIN, 2027, 3, 9, 17))
    assert told["U0MAYA"].texts() == [ASKED]


def test_a_prompt_is_a_channels(team: Team) -> None:
    assert "A prompt is a channel’s" in team.say("prompt daily 17:00", channel="D0MAYA")["text"]
    assert "prompt weekdays 16:30" in words(team.say("prompt now and then"))
