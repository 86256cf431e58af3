"""The comparison sees what is lost, doubled, early or said in vain, and takes nothing else for it."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import pytest

from tests.chaos.reminders.history import Record
from tests.chaos.reminders.plan import Timeline, make_wishes
from tests.chaos.reminders.reading import Said, is_firing, said
from tests.chaos.reminders.truths import compare

_TEXT = "k00ffx0001 tea"
_PEOPLE = {1: "D0MAYA", 2: "D0TOMAS"}
_END = 1000.0

Look = tuple[float, float | None]


def _found(
    looks: Sequence[Look], read: Sequence[Said], whom: str = "1", channel: str | None = None
) -> dict[str, Any]:
    """What the comparison counts; `looks` are (when, due at), None where it is not there."""
    record = Record()
    channels = {_TEXT: channel} if channel else {}
    for now, due_at in looks:
        record.note([] if due_at is None else [(8001, _TEXT, due_at, whom)], now)
    counted = asdict(compare(record.of([_TEXT]), read, _PEOPLE, channels, _END))
    return {name: value for name, value in counted.items() if value and name not in ("set", "examples")}


def _said(at: float, place: str = "D0MAYA", *, again: bool = False) -> Said:
    return Said(_TEXT, place, at, again)


@pytest.mark.parametrize(
    ("looks", "read", "found"),
    [
        ([(10, 100)], [_said(102)], {"due": 1, "fired": 1, "late_seconds": [2.0]}),
        ([(10, 100)], [], {"due": 1, "lost": 1}),
        ([(10, 100)], [_said(99.9)], {"due": 1, "lost": 1, "early": 1}),
        ([(10, 100)], [_said(99), _said(101)], {"due": 1, "fired": 1, "early": 1, "late_seconds": [1.0]}),
        (
            [(10, 100)],
            [_said(101), _said(110, again=True)],
            {"due": 1, "fired": 1, "double": 1, "double_and_says_so": 1, "late_seconds": [1.0]},
        ),
        ([(10, 100)], [_said(101), _said(101.5)], {"due": 1, "fired": 1, "double": 1, "late_seconds": [1.0]}),
        ([(10, 100)], [_said(101, "C0KITCHEN")], {"due": 1, "lost": 1, "wrong": 1}),
        ([(10, 2000)], [], {}),
        ([(10, 2000)], [_said(500)], {"early": 1}),
        # Deleted: in time, and so shortly before that nobody need have heard of it.
        ([(10, 100), (30, None)], [], {"changed": 1}),
        ([(10, 100), (30, None)], [_said(101)], {"changed": 1, "wrong": 1}),
        ([(10, 100), (70, None)], [], {"changed": 1}),
        ([(10, 100), (70, None)], [_said(101)], {"changed": 1}),
        ([(10, 100), (70, None)], [_said(99)], {"changed": 1, "early": 1}),
        # Moved: later, and earlier.
        ([(10, 100), (30, 200)], [_said(201)], {"changed": 1, "due": 1, "fired": 1, "late_seconds": [1.0]}),
        ([(10, 100), (30, 200)], [_said(101)], {"changed": 1, "due": 1, "lost": 1, "wrong": 1}),
        (
            [(10, 100), (30, 200)],
            [_said(101), _said(201)],
            {"changed": 1, "due": 1, "fired": 1, "wrong": 1, "late_seconds": [1.0]},
        ),
        ([(10, 200), (30, 100)], [_said(101)], {"changed": 1, "due": 1, "fired": 1, "late_seconds": [1.0]}),
        # One of a series moves on as it comes due.
        ([(10, 100), (100.2, 2000)], [_said(101)], {"due": 1, "fired": 1, "late_seconds": [1.0]}),
        ([(10, 100), (100.2, 2000)], [], {"due": 1, "lost": 1}),
    ],
)
def test_a_reminder_is_judged_by_what_backpack_held_when_it_was_due(
    looks: list[Look], read: list[Said], found: dict[str, Any]
) -> None:
    assert _found(looks, read) == found


def test_one_for_two_people_is_due_for_each_of_them() -> None:
    both = [_said(101), _said(103, "D0TOMAS")]
    assert _found([(10, 100)], both, "1,2") == {"due": 2, "fired": 2, "late_seconds": [1.0, 3.0]}
    assert _found([(10, 100)], both[:1], "1,2")["lost"] == 1


def test_one_for_a_channel_is_due_there_and_nowhere_else() -> None:
    there = {"due": 1, "fired": 1, "late_seconds": [1.0]}
    assert _found([(10, 100)], [_said(101, "C0LAUNCH")], channel="C0LAUNCH") == there
    assert _found([(10, 100)], [_said(101)], channel="C0LAUNCH") == {"due": 1, "lost": 1, "wrong": 1}


def _message(text: str, *shown: str) -> dict[str, Any]:
    blocks = [{"type": "rich_text", "text": one} for one in shown]
    return {"is_bot": True, "channel": "D0MAYA", "ts": "101.000200", "text": text, "blocks": blocks}


def test_several_in_one_message_are_each_read_and_what_sets_one_is_not() -> None:
    other = "k00ffx0002 tea"
    fired = _message(f"⏰ “{_TEXT}”, “{other}”", f"⏰ {_TEXT}", f"⏰ {other}", "late by 2 min")
    again = _message(
        f"↩️ Perhaps you have seen it.\n⏰ “{_TEXT}”", "↩️ Perhaps you have seen it.", f"⏰ {_TEXT}"
    )
    is_set = _message(f"⏰ Backpack will remind you at 9: “{_TEXT}”", f"⏰ {_TEXT}")
    found = list(said([fired, again, is_set], [_TEXT, other]))
    assert [(one.text, one.at, one.may_be_second) for one in found] == [
        (_TEXT, 101.0002, False),
        (other, 101.0002, False),
        (_TEXT, 101.0002, True),
    ]
    assert [is_firing(one) for one in (fired, again, is_set)] == [True, True, False]


def test_what_is_changed_is_changed_a_minute_before_it_would_be_due_or_is() -> None:
    timeline = Timeline()
    wishes = make_wishes(300, ("own", "later", "earlier", "deleted", "command"), timeline)
    assert len({wish.text for wish in wishes}) == 300
    assert all(wish.set_at < wish.changed_at for wish in wishes if wish.change)
    times = [(wish.due_at, wish.due_then or wish.due_at, wish.changed_at) for wish in wishes if wish.change]
    assert all(min(before, after) - changed > 65 for before, after, changed in times)
    assert {wish.due_at - wish.set_at for wish in wishes if wish.way == "command"} == {60.0}
