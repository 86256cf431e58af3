"""What the schedulers are measured by has to be strict itself."""

import http.client
import json
import math
import subprocess
import sys
from dataclasses import replace
from urllib.parse import urlencode

import pytest
from slack_sdk import WebClient

from bench.reminders.agenda import Reminder, far, from_lines, near, to_lines
from bench.reminders.contest import Measured, Memory
from bench.reminders.faults import plan
from bench.reminders.figures import figures
from bench.reminders.promises import broken
from bench.reminders.recorder import Arrival, Recorder
from bench.reminders.rows import row
from bench.reminders.usage import CpuMeter, Sample, Used, used_between

DUE = [Reminder(number, 1000.0 + number) for number in range(4)]
LATER = [Reminder(4, 9000.0)]
PUNCTUAL = [Arrival(reminder.number, reminder.due_seconds + 0.25) for reminder in DUE]


def test_what_has_not_arrived_is_lost() -> None:
    found = figures(DUE, LATER, PUNCTUAL[1:])
    assert (found.due, found.fired, found.lost, found.double, found.early) == (4, 3, 1, 0, 0)


def test_lateness_is_the_first_arrival_after_the_time_it_was_due() -> None:
    found = figures(DUE, LATER, [Arrival(0, 1007.0), *PUNCTUAL[1:], Arrival(0, 1003.0)])
    assert (found.late_p50_s, found.late_max_s) == (0.25, 3.0)


def test_a_reminder_that_arrives_twice_is_double_and_not_fired_twice() -> None:
    found = figures(DUE, LATER, [*PUNCTUAL, Arrival(2, 1010.0), Arrival(2, 1011.0)])
    assert (found.fired, found.double) == (4, 1)


@pytest.mark.parametrize(("at_seconds", "is_early"), [(999.9, 1), (1000.0, 0), (1000.1, 0)])
def test_early_is_before_its_time_by_however_little(at_seconds: float, is_early: int) -> None:
    assert figures(DUE, LATER, [Arrival(0, at_seconds), *PUNCTUAL[1:]]).early == is_early


def test_a_reminder_for_next_week_that_arrives_is_early_and_makes_up_for_no_lost_one() -> None:
    found = figures(DUE, LATER, [*PUNCTUAL[1:], Arrival(4, 1003.0)])
    assert (found.fired, found.lost, found.early) == (3, 1, 1)


def test_with_nothing_arrived_there_is_no_lateness_and_all_is_lost() -> None:
    found = figures(DUE, LATER, [])
    assert found.lost == 4
    assert math.isnan(found.late_p99_s)


def test_the_agenda_survives_the_way_to_the_process_that_schedules_it() -> None:
    reminders = near(50, 1_800_000_000.0, 60.0) + far(50, 50, 1_800_000_000.0)
    assert from_lines(to_lines(reminders).splitlines()) == reminders
    assert len({reminder.slack_user_id for reminder in reminders}) == 100


def test_near_ones_come_due_within_the_time_and_far_ones_hours_later() -> None:
    assert all(1000 <= reminder.due_seconds <= 1060 for reminder in near(500, 1000.0, 60.0))
    assert all(reminder.due_seconds >= 1000 + 3600 for reminder in far(500, 0, 1000.0))


def test_the_recorder_notes_what_slack_sdk_posts_and_answers_as_slack() -> None:
    with Recorder() as recorder:
        client = WebClient("xoxb-1", f"http://127.0.0.1:{recorder.port}/api/", retry_handlers=[])
        posted = client.chat_postMessage(channel=DUE[3].slack_user_id, text=f"Now: {DUE[3].text}")
        opened = client.conversations_open(users=DUE[3].slack_user_id)
        history = client.conversations_history(channel=str(posted["channel"]), oldest="0")
        arrivals = recorder.arrivals()
    assert posted["channel"] == opened["channel"]["id"] == "D00000003"
    assert [arrival.number for arrival in arrivals] == [3]
    assert arrivals[0].at_seconds == pytest.approx(float(posted["ts"]), abs=1e-5)
    assert [message["ts"] for message in history["messages"]] == [posted["ts"]]


def test_the_recorder_takes_several_requests_on_one_connection_as_json_or_as_a_form() -> None:
    with Recorder() as recorder:
        line = http.client.HTTPConnection("127.0.0.1", recorder.port, timeout=30)
        for body in (
            json.dumps({"channel": "U1", "text": DUE[1].text}),
            urlencode({"channel": "U2", "text": DUE[2].text}),
            json.dumps({"channel": "U1", "text": DUE[1].text}),
        ):
            line.request("POST", "/api/chat.postMessage", body)
            assert json.loads(line.getresponse().read())["ok"]
        line.close()
        assert [arrival.number for arrival in recorder.arrivals()] == [1, 2, 1]
        assert [arrival.number for arrival in recorder.arrivals(2)] == [1]


def test_looking_for_a_message_is_no_arrival() -> None:
    with Recorder() as recorder:
        client = WebClient("xoxb-1", f"http://127.0.0.1:{recorder.port}/api/", retry_handlers=[])
        client.conversations_history(channel="D1", oldest="0", cursor=DUE[0].text)
        assert recorder.arrivals() == []


def test_a_scheduler_without_a_dispatcher_meets_the_same_faults_but_for_those() -> None:
    with_one = [(fault.share, fault.part) for fault in plan("beat")]
    without = [(fault.share, fault.part) for fault in plan(None)]
    assert [fault for fault in with_one if fault[1] != "beat"] == without
    assert {part for _, part in with_one} == {"worker 1", "worker 2", "beat", "redis"}
    assert with_one == sorted(with_one)


def test_cpu_of_a_process_that_has_ended_still_counts() -> None:
    meter = CpuMeter([])
    busy = [sys.executable, "-c", "while True: pass"]
    with subprocess.Popen(busy, start_new_session=True) as process:
        meter.follow("worker", process.pid)
        while not (meter.samples and meter.samples[-1].parts.get("worker", 0.0) > 0.1):
            meter.look()
        process.kill()
    meter.look()
    assert meter.samples[-1].parts["worker"] > 0.1


def test_cpu_between_two_moments_is_split_into_the_schedulers_and_everybody_elses() -> None:
    samples = [
        Sample(1.0, machine=10.0, bench=1.0, parts={"worker": 2.0}),
        Sample(2.0, machine=20.0, bench=2.0, parts={"worker": 4.0, "redis": 1.0}),
        Sample(3.0, machine=90.0, bench=9.0, parts={"worker": 9.0, "redis": 9.0}),
    ]
    assert used_between(samples, 0.5, 1.5) == Used(scheduler=3.0, redis=1.0, others=6.0)


MEASURED = Measured(
    "backpack", "quiet", 0.5, DUE, LATER, PUNCTUAL, Memory(100, 1000), Memory(200, 6000), firing_seconds=4.0,
    firing=Used(1.0, 0.5, others=2.0),
)  # fmt: skip


def test_a_row_has_what_one_entry_takes_of_redis_and_what_others_took_of_the_machine() -> None:
    found = row(MEASURED, cpus=2)
    assert (found.redis_bytes_per_entry, found.redis_mb_per_100_000) == (1000, 100.0)
    assert found.others_cpu == 0.25


def test_each_broken_promise_is_named_with_its_run() -> None:
    kept = row(MEASURED, cpus=2)
    assert broken([kept, replace(kept, run="kill")]) == []
    said = broken([replace(kept, lost=2, late_p99_s=0.6), replace(kept, run="kill", double=1, early=3)])
    assert [(sentence.split()[0], "kill run" in sentence) for sentence in said] == [
        ("2", False),
        ("p99", False),
        ("3", True),
        ("1", True),
    ]


def test_after_kills_there_is_no_promise_of_how_late() -> None:
    late = replace(row(MEASURED, cpus=2), run="kill", late_p99_s=5.0)
    assert broken([late]) == []


def test_a_run_that_fired_nothing_breaks_the_promise_of_lateness_too() -> None:
    nothing = row(replace(MEASURED, arrivals=[]), cpus=2)
    assert [sentence.split()[0] for sentence in broken([nothing])] == ["4", "p99"]
