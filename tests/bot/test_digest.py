"""A channel's digest over days and weeks of the movable clock: in its zone, once, and whole."""

import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.request import urlopen
from zoneinfo import ZoneInfo

import pytest
from celery.exceptions import Retry

from bot.pictures.activity import activity_picture
from store import operations
from tasks.journaling.activity import Activity
from tests.bot.presenting import KilledError, killed
from tests.bot.slack import TEAM, Json
from tests.bot.team import LAUNCH, Messages, Team
from tests.bot.test_views import texts_of

BERLIN, CHICAGO, PACIFIC = map(ZoneInfo, ("Europe/Berlin", "America/Chicago", "America/Los_Angeles"))


def words(message: Json) -> str:
    return "".join(text for _kind, text in texts_of(message["blocks"]))


def at(zone: ZoneInfo, *clock: int) -> datetime:
    return datetime(*clock, tzinfo=zone)  # type: ignore[misc, arg-type]  # year, month, day, hour, minute


def test_a_week_of_daily_digests_over_the_change_to_summer_time(team: Team) -> None:
    """Berlin's clocks skip an hour on Sunday 28 March 2027: 17:00 stays 17:00 by them."""
    team.set_clock(at(BERLIN, 2027, 3, 25, 9))
    answer = team.say("digest daily 17:00")
    assert answer["text"].startswith(
        "📓 I’ll post the journal’s digest here every day at 17:00 (Europe/Berlin)"
    )
    posted = team.messages()
    utc_hours = []
    for day in range(25, 32):
        team.until(at(BERLIN, 2027, 3, day, 12))
        team.write("U0MAYA", f"Maya on {day}")
        team.until(at(BERLIN, 2027, 3, day, 16, 59))
        assert len(posted()) == day - 25, "not a second before its time"
        team.until(at(BERLIN, 2027, 3, day, 17, 1))
        digests = posted()
        assert len(digests) == day - 24
        assert f"Maya on {day}" in words(digests[-1])
        assert f"Maya on {day - 1}" not in words(digests[-1])
        assert "late by" not in words(digests[-1])
        utc_hours.append(at(BERLIN, 2027, 3, day, 17).astimezone(UTC).hour)
    assert utc_hours == [16, 16, 16, 15, 15, 15, 15]


@pytest.mark.parametrize(
    ("user", "zone", "sunday"),
    [
        ("U0MAYA", BERLIN, (2027, 3, 28)),
        ("U0TOMAS", CHICAGO, (2027, 3, 14)),
        ("U0LINH", PACIFIC, (2027, 11, 7)),
    ],
)
def test_a_weekly_digest_keeps_its_wall_clock_in_every_zone(
    team: Team, user: str, zone: ZoneInfo, sunday: tuple[int, int, int]
) -> None:
    changes = datetime(*sunday, tzinfo=zone)
    friday_before, friday_after = (changes + timedelta(days=days, hours=16) for days in (-2, 5))
    team.set_clock(friday_before - timedelta(days=2))
    answer = team.say("digest weekly fri 4pm", user=user)
    assert f"every Friday at 16:00 ({zone.key})" in answer["text"]
    posted = team.messages()
    team.write(user, "before the change")
    for friday in (friday_before, friday_after):
        team.until(friday - timedelta(minutes=1))
        count = len(posted())
        team.until(friday + timedelta(minutes=1))
        assert len(posted()) == count + 1
        team.write(user, f"after {friday:%-d %B}")
    first, second = posted()
    assert "before the change" in words(first)
    assert f"after {friday_before:%-d %B}" in words(second)
    assert "before the change" not in words(second)
    assert friday_after.utcoffset() != friday_before.utcoffset()


def test_a_digest_names_everybody_who_wrote_and_who_did_not(team: Team) -> None:
    team.set_clock(at(BERLIN, 2027, 3, 9, 9))
    team.say("digest daily 17:00")
    team.write("U0TOMAS", "Pricing page <!channel>", "Demo")
    team.write("U0MAYA", "Map")
    posted = team.messages()
    team.until(at(BERLIN, 2027, 3, 9, 17, 1))
    (digest,) = posted()
    assert digest["text"] == "📓 The journal’s digest, Tuesday 9 March: 3 entries"
    said = words(digest)
    assert said.index("Maya Okafor") < said.index("Map") < said.index("Tomás Rivera") < said.index("Demo")
    assert "Pricing page <!channel>" in said, "rich text is literal"
    assert "Nothing yet from Linh Tran." in said


def test_the_picture_is_in_the_digest_and_shows_each_day(team: Team) -> None:
    team.set_clock(at(BERLIN, 2027, 3, 9, 9))
    team.say("digest daily 17:00")
    team.write("U0TOMAS", "Pricing page", "Demo")
    posted = team.messages()
    team.until(at(BERLIN, 2027, 3, 9, 17, 1))
    (digest,) = posted()
    (picture,) = [block for block in digest["blocks"] if block["type"] == "image"]
    assert picture["alt_text"] == (
        "Journal entries in the last four weeks: Linh Tran 0, Maya Okafor 0, Tomás Rivera 2"
    )
    content = urlopen(f"{team.slack.url}/files-pri/T0-{picture['slack_file']['id']}/journal.png").read()
    rows = [Activity(number, name, counts) for number, (name, counts) in enumerate(
        [("Linh Tran", (0,) * 28), ("Maya Okafor", (0,) * 28), ("Tomás Rivera", (0,) * 27 + (2,))]
    )]  # fmt: skip
    assert content == activity_picture(rows, date(2027, 3, 9))
    assert "a sign a day" not in words(digest)


def test_without_the_scope_for_files_the_picture_is_text(team: Team) -> None:
    without(team, "files:write")
    team.set_clock(at(BERLIN, 2027, 3, 9, 9))
    team.say("digest daily 17:00")
    team.write("U0TOMAS", "Pricing page", "Demo")
    team.write("U0MAYA", "Map")
    posted = team.messages()
    team.until(at(BERLIN, 2027, 3, 9, 17, 1))
    (digest,) = posted()
    assert [block["type"] for block in digest["blocks"]].count("image") == 0
    said = words(digest)
    rows = said[said.index("Linh Tran   ") :].splitlines()
    assert rows[0] == "Linh Tran    ······· ······· ······· ·······"
    assert rows[1] == "Maya Okafor  ······· ······· ······· ······▂"
    assert rows[2].startswith("Tomás Rivera ······· ······· ······· ······▅")


def without(team: Team, *scopes: str) -> None:
    team.app(scopes=[scope for scope in team.app()["scopes"] if scope not in scopes])


@pytest.mark.parametrize(
    "fault", [{"error": "invalid_blocks", "times": 2}, {"status": 429, "retry_after": 1, "times": 1}]
)
def test_a_picture_that_slack_has_not_looked_over_yet_is_waited_for(team: Team, fault: Json) -> None:
    """It refuses the message that names it until then; the file is uploaded once."""
    operation_id, posted = due_digest(team)
    before = team.slack.counted("calls", "files.getUploadURLExternal")
    team.slack.fault("chat.postMessage", **fault)
    for _ in range(fault["times"]):
        with pytest.raises(Retry):
            team.carry_out(operation_id)
        assert posted() == []
        forget_wait(team, operation_id)
    team.carry_out(operation_id)
    assert [block["type"] for block in posted()[0]["blocks"]].count("image") == 1
    assert team.slack.counted("calls", "files.getUploadURLExternal") == before + 1


def due_digest(team: Team) -> tuple[str, Messages]:
    team.set_clock(at(BERLIN, 2027, 3, 9, 9))
    team.say("digest daily 17:00")
    team.write("U0MAYA", "Map")
    posted = team.messages()
    team.set_clock(at(BERLIN, 2027, 3, 9, 17, 0))
    (operation_id,) = team.stores.schedule.dispatch().operation_ids
    return operation_id, posted


def forget_wait(team: Team, operation_id: str) -> None:
    client: Any = team.redis
    client.hset(f"backpack-bot:{{operations}}:{operation_id}", "answering_until", "0")


def test_a_picture_that_slack_never_takes_does_not_hold_up_the_digest(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    operation_id, posted = due_digest(team)
    monkeypatch.setattr("bot.digests._LOOKED_OVER_SECONDS", 0.0)
    team.slack.fault("chat.postMessage", error="invalid_blocks")
    team.carry_out(operation_id)
    (digest,) = posted()
    assert "image" not in {block["type"] for block in digest["blocks"]}
    assert "Maya Okafor  ···" in words(digest)


@pytest.mark.parametrize(
    ("method", "fault"),
    [
        ("files.getUploadURLExternal", {"status": 500}),
        ("files.getUploadURLExternal", {"cut": "before"}),
        ("files.completeUploadExternal", {"cut": "after"}),
        ("files.completeUploadExternal", {"error": "file_not_found"}),
    ],
)
def test_an_upload_that_fails_leaves_the_digest_with_text(team: Team, method: str, fault: Json) -> None:
    operation_id, posted = due_digest(team)
    team.slack.fault(method, **fault)
    team.carry_out(operation_id)
    (digest,) = posted()
    assert "Maya Okafor  ···" in words(digest)


def test_a_name_of_another_script_is_written_and_not_drawn(team: Team) -> None:
    link = team.people["U0MAYA"].link
    team.stores.accounts.save(
        TEAM, "U0LINH", replace(link, backpack_user_id=999, backpack_user_name="陳怡君")
    )
    operation_id, posted = due_digest(team)
    team.carry_out(operation_id)
    (digest,) = posted()
    assert "image" not in {block["type"] for block in digest["blocks"]}
    assert "陳怡君" in words(digest)


def test_without_the_scope_the_silent_are_those_who_write_at_other_times(team: Team) -> None:
    team.app(scopes=["chat:write", "im:write", "im:history", "users:read", "commands"])
    team.set_clock(at(BERLIN, 2027, 3, 5, 9))
    team.write("U0TOMAS", "last week")
    team.set_clock(at(BERLIN, 2027, 3, 9, 9))
    team.say("digest daily 17:00")
    team.write("U0MAYA", "Map")
    posted = team.messages()
    team.until(at(BERLIN, 2027, 3, 9, 17, 1))
    (digest,) = posted()
    assert "Nothing yet from Tomás Rivera." in words(digest)
    assert "Linh" not in words(digest)


def test_where_nobody_wrote_that_is_said(team: Team) -> None:
    team.set_clock(at(BERLIN, 2027, 3, 9, 9))
    team.say("digest daily 17:00")
    posted = team.messages()
    team.until(at(BERLIN, 2027, 3, 9, 17, 1))
    (digest,) = posted()
    assert "Nobody has written anything since the last one." in words(digest)
    assert "Nothing yet from" not in words(digest)


def test_after_an_outage_of_days_one_digest_tells_of_them_all_and_that_it_is_late(team: Team) -> None:
    team.set_clock(at(BERLIN, 2027, 3, 9, 9))
    team.say("digest daily 17:00")
    posted = team.messages()
    for day in (9, 10, 11):
        team.set_clock(at(BERLIN, 2027, 3, day, 12))
        team.write("U0MAYA", f"Maya on {day}")
    team.set_clock(at(BERLIN, 2027, 3, 12, 9))  # nothing was dispatched since Tuesday
    team.until(at(BERLIN, 2027, 3, 12, 9, 1))
    (late,) = posted()
    assert all(f"Maya on {day}" in words(late) for day in (9, 10, 11))
    assert "late by 3 days: it was due " in words(late) or "late by 64 h" in words(late)
    team.until(at(BERLIN, 2027, 3, 12, 17, 1))
    _late, on_time = posted()
    assert "late by" not in words(on_time)
    assert "Maya on" not in words(on_time)


def test_while_backpack_is_away_the_digest_waits_and_then_says_so(team: Team) -> None:
    team.set_clock(at(BERLIN, 2027, 3, 9, 9))
    team.say("digest daily 17:00")
    team.write("U0MAYA", "Map")
    posted = team.messages()
    team.world.fault(status=500, account=team.world.account)
    team.until(at(BERLIN, 2027, 3, 9, 17, 20))
    assert posted() == []
    team.world.ask("faults", method="DELETE")
    team.until(at(BERLIN, 2027, 3, 9, 17, 40))
    (late,) = posted()
    assert "Map" in words(late)
    assert "late by 2" in words(late)
    assert "min: it was due" in words(late)
    team.until(at(BERLIN, 2027, 3, 10, 17, 1))
    assert len(posted()) == 2, "and the next one comes at its time"


@pytest.mark.parametrize(
    "step", ["store.operations.Operations.finish", "bot.answering.Answering.show_directly"]
)
def test_a_worker_killed_in_the_middle_neither_loses_nor_doubles_anything(
    team: Team, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    team.set_clock(at(BERLIN, 2027, 3, 9, 9))
    team.say("digest daily 17:00")
    team.write("U0MAYA", "Map")
    posted = team.messages()
    team.set_clock(at(BERLIN, 2027, 3, 9, 17, 0))
    (operation_id,) = team.stores.schedule.dispatch().operation_ids
    with monkeypatch.context() as patch:
        patch.setattr(operations, "LEASE_SECONDS", 0)
        patch.setattr(step, killed)
        with pytest.raises(KilledError):
            team.carry_out(operation_id)
    forget_wait(team, operation_id)
    team.carry_out(operation_id)
    team.until(at(BERLIN, 2027, 3, 9, 18))
    (digest,) = posted()
    assert "Map" in words(digest)
    team.write("U0MAYA", "Later")
    team.until(at(BERLIN, 2027, 3, 10, 17, 1))
    _first, second = posted()
    assert "Later" in words(second)
    assert "Map" not in words(second)


def test_a_post_whose_answer_was_cut_off_is_not_posted_again(team: Team) -> None:
    team.set_clock(at(BERLIN, 2027, 3, 9, 9))
    team.say("digest daily 17:00")
    posted = team.messages()
    team.set_clock(at(BERLIN, 2027, 3, 9, 17, 0))
    (operation_id,) = team.stores.schedule.dispatch().operation_ids
    team.slack.fault("chat.postMessage", cut="after")
    with pytest.raises(Retry):
        team.carry_out(operation_id)
    forget_wait(team, operation_id)
    team.carry_out(operation_id)
    assert len(posted()) == 1


def test_off_ends_it_also_when_it_was_due_already(team: Team) -> None:
    team.set_clock(at(BERLIN, 2027, 3, 9, 9))
    team.say("digest daily 17:00")
    posted = team.messages()
    team.set_clock(at(BERLIN, 2027, 3, 9, 17, 0))
    (operation_id,) = team.stores.schedule.dispatch().operation_ids
    assert team.say("digest off", user="U0TOMAS")["text"] == "📓 This channel has no digest any more."
    team.carry_out(operation_id)
    team.until(at(BERLIN, 2027, 3, 12, 17, 1))
    assert posted() == []
    assert team.say("digest off")["text"] == "📓 This channel had no digest."
    assert "This channel has no digest." in team.say("digest")["text"]


def test_what_was_due_for_one_that_was_ended_is_not_said_for_the_next(team: Team) -> None:
    operation_id, posted = due_digest(team)
    team.say("digest off")
    team.say("digest daily 18:00")
    team.carry_out(operation_id)
    assert posted() == []
    team.until(at(BERLIN, 2027, 3, 9, 18, 1))
    assert len(posted()) == 1


def test_an_entry_is_told_of_however_the_two_clocks_differ(team: Team) -> None:
    operation_id, posted = due_digest(team)
    team.carry_out(operation_id)
    # Backpack's is two minutes behind: by it, what is written now is older than the digest.
    team.world.control("clock", ahead_seconds=team.now() - time.time() - 120)
    team.write("U0MAYA", "Right after it")
    team.until(at(BERLIN, 2027, 3, 10, 17, 1))
    _first, second = posted()
    assert "Right after it" in words(second)
    assert "Map" not in words(second)


def test_it_can_be_shown_and_moved_without_telling_anything_twice(team: Team) -> None:
    team.set_clock(at(BERLIN, 2027, 3, 9, 9))
    team.say("digest daily 17:00")
    team.write("U0MAYA", "Map")
    posted = team.messages()
    team.until(at(BERLIN, 2027, 3, 9, 17, 1))
    answer = team.say("digest weekdays at 11:30am", user="U0TOMAS")
    assert "every weekday at 11:30 (America/Chicago)" in answer["text"]
    assert "every weekday at 11:30 (America/Chicago)" in team.say("digest")["text"]
    team.write("U0MAYA", "Later")
    team.until(at(CHICAGO, 2027, 3, 9, 11, 31))
    _first, second = posted()
    assert "Later" in words(second)
    assert "Map" not in words(second)


def test_somebody_elses_token_reads_once_the_first_one_is_gone(team: Team) -> None:
    team.set_clock(at(BERLIN, 2027, 3, 9, 9))
    team.say("digest daily 17:00")
    team.write("U0MAYA", "Map")
    team.stores.accounts.forget("T0TRAILHEAD", "U0MAYA")
    team.world.control("tokens", user_id=team.people["U0LINH"].user_id)  # hers is refused from now on
    posted = team.messages()
    team.until(at(BERLIN, 2027, 3, 9, 17, 1))
    (digest,) = posted()
    assert "Map" in words(digest)
    team.stores.accounts.forget("T0TRAILHEAD", "U0TOMAS")
    team.until(at(BERLIN, 2027, 3, 14, 17, 1))
    _first, last = posted()
    assert "There is no digest here any more" in last["text"]
    assert team.stores.schedule.of_lane("digest:T0TRAILHEAD:C0LAUNCH") == ()


def test_where_the_bot_may_not_post_the_one_who_asked_is_told(team: Team) -> None:
    team.set_clock(at(BERLIN, 2027, 3, 9, 9))
    team.say("digest daily 17:00")
    team.write("U0MAYA", "Map")
    team.app(left=[LAUNCH])
    posted, direct = team.messages(), team.messages("D0MAYA")
    team.until(at(BERLIN, 2027, 3, 9, 17, 1))
    assert posted() == []
    (told,) = direct()
    assert "I can’t post in <#C0LAUNCH>" in told["text"]
    assert "Map" in words(told)


@pytest.mark.parametrize(
    "words_said", ["digest daily 25:00", "digest daily", "digest sometimes 17:00", "digest 17:00"]
)
def test_what_is_no_rhythm_is_refused_with_examples(team: Team, words_said: str) -> None:
    answer = team.say(words_said)
    assert "digest weekly fri 16:00" in words(answer)


def test_a_digest_is_a_channels(team: Team) -> None:
    assert "A digest is a channel’s" in team.say("digest daily 17:00", channel="D0MAYA")["text"]
