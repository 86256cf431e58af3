"""The comparison sees what is lost and what is doubled, and takes nothing else for it."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import pytest

from tests.chaos.load import Sent, Taken
from tests.chaos.plan import Deed, make_plan
from tests.chaos.truths import compare
from tests.e2e.slack_page import KITCHEN, MAYA, TOMAS

_TEXT = "k00ffx0001 thing"
_ADDED = f"✅ Added {_TEXT} to List."
_LOOK = "⚠️ Please look in Backpack before you send it again."
_AGAIN = f"↩️ I could not see whether my answer to “add {_TEXT}” reached you. {_ADDED}"
_LOOK_AGAIN = f"↩️ I could not see whether my answer to “add {_TEXT}” reached you. {_LOOK}"
_NOTHING_ACCEPTED = "⚠️ nothing was accepted"


def _sent(person: str = MAYA, taken: Taken = "accepted", reply: str = "") -> Sent:
    deed = Deed("item", person, KITCHEN, _TEXT, f"add {_TEXT} to List", "List")
    return Sent(deed, taken, f"command-{person}", 1.0, reply)


def _read(words: str, person: str = MAYA) -> dict[str, Any]:
    return {"is_bot": True, "ephemeral_to": person, "channel": KITCHEN, "text": words, "blocks": []}


def _state(count: int) -> dict[str, Any]:
    items = [{"content": _TEXT, "completed": False}] * count
    page = {"lists": [{"items": items}], "notes": []}
    return {"pages": [page], "journal": [], "reminders": [], "statuses": []}


def _found(sent: Sequence[Sent], items: int, *read: dict[str, Any]) -> dict[str, int]:
    """What the comparison counts, but for the plain numbers."""
    counted = asdict(compare(sent, _state(items), read))
    plain = ("operations", "accepted", "slowest_ack_ms", "examples")
    return {name: value for name, value in counted.items() if value and name not in plain}


@pytest.mark.parametrize(
    ("items", "read", "found"),
    [
        (1, [_ADDED], {}),
        (0, [], {"lost": 1}),
        (1, [], {"lost": 1}),
        (0, [_ADDED], {"lost": 1}),
        (2, [_ADDED], {"double_in_backpack": 1}),
        (1, [_ADDED, _ADDED], {"double_in_slack": 1}),
        (1, [_ADDED, _AGAIN], {"double_in_slack": 1, "double_and_says_so": 1}),
        (1, [_AGAIN], {}),
        (0, [_LOOK], {"unconfirmed": 1}),
        (1, [_LOOK], {"unconfirmed": 1}),
        (2, [_LOOK], {"unconfirmed": 1, "double_in_backpack": 1}),
        (1, [_LOOK, _LOOK], {"unconfirmed": 2, "double_in_slack": 1}),
        (0, [_LOOK, _LOOK_AGAIN], {"unconfirmed": 2, "double_in_slack": 1, "double_and_says_so": 1}),
        (0, ["⚠️ Backpack refused it."], {"refused": 1}),
        (1, [f"⏳ “add {_TEXT}” is kept."], {"lost": 1, "stale_notices": 1}),
    ],
)
def test_one_command_is_judged_by_its_effect_and_its_answer(
    items: int, read: list[str], found: dict[str, int]
) -> None:
    assert _found([_sent()], items, *(_read(words) for words in read)) == found


def test_two_people_who_say_the_same_each_get_theirs() -> None:
    pair = [_sent(MAYA), _sent(TOMAS)]
    answers = [_read(_ADDED, MAYA), _read(_ADDED, TOMAS)]
    assert _found(pair, 2, *answers) == {}
    assert _found(pair, 1, *answers) == {"lost": 1}
    assert _found(pair, 3, *answers) == {"double_in_backpack": 1}


def test_what_was_refused_at_once_must_not_happen_later() -> None:
    refused = _sent(taken="refused", reply=_NOTHING_ACCEPTED)
    assert _found([refused], 0, _read(_NOTHING_ACCEPTED)) == {"refused": 1}
    assert _found([refused], 1, _read(_NOTHING_ACCEPTED)) == {"refused": 1, "refused_but_done": 1}


def test_what_slack_itself_failed_to_deliver_may_be_done_or_not_but_not_twice() -> None:
    failed = _sent(taken="unacknowledged")
    assert _found([failed], 0) == _found([failed], 1, _read(_ADDED)) == {"unacknowledged": 1}
    assert _found([failed], 2, _read(_ADDED)) == {"unacknowledged": 1, "double_in_backpack": 1}


def test_a_plan_has_every_kind_and_pairs_of_one_text_by_two_people() -> None:
    deeds = make_plan(300, ["A", "B"])
    assert len(deeds) == 300
    assert {deed.kind for deed in deeds} == {"item", "note", "journal", "reminder", "status", "done"}
    twins = [deeds[place : place + 2] for place in range(299) if deeds[place].text == deeds[place + 1].text]
    assert len(twins) == 30
    assert all(one.person != other.person and one.words == other.words for one, other in twins)
    assert len({deed.text for deed in deeds}) == 270
