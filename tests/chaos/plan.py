"""What is sent while a fault is injected: mixed operations by several people, each text to be counted."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from tests.e2e.slack_page import GENERAL, KITCHEN, LINH, MAYA, TOMAS

Kind = Literal["item", "note", "journal", "reminder", "status", "done"]

PEOPLE = (MAYA, TOMAS, LINH)
CHANNELS = (GENERAL, KITCHEN, "C0LAUNCH")
PAGE = "Office"
# Ten at a time. The two of `pair` are one text, by two people, to one list, at the same moment.
_TURN = ("item", "pair", "note", "item", "journal", "item", "reminder", "item", "last")
# Backpack has to see a time to come in everybody's zone, whatever a clock of the suite is set to.
_REMINDERS_IN = timedelta(days=40)


@dataclass(frozen=True)
class Deed:
    """One command that a person types."""

    kind: Kind
    person: str
    channel: str
    text: str
    """Stands in what it makes in Backpack and in its answer; shared only by the two of a pair."""
    words: str
    list_name: str = ""


def make_plan(count: int, lists: Sequence[str]) -> list[Deed]:
    """`count` deeds (a multiple of ten), in the order in which they are to be sent."""
    run = secrets.token_hex(2)
    when = f"{datetime.now(UTC) + _REMINDERS_IN:%Y-%m-%d} at 8:30"
    deeds: list[Deed] = []
    for number in range(count // 10 * len(_TURN)):
        turn, place = divmod(number, len(_TURN))
        step = _TURN[place]
        token = f"k{run}x{number:04d}"
        people = [PEOPLE[(number + also) % len(PEOPLE)] for also in range(2)]
        list_name = lists[number % len(lists)]
        if step in ("item", "pair"):
            deeds += [
                _deed("item", person, f"{token} thing", list_name)
                for person in people[: 1 + (step == "pair")]
            ]
        elif step == "last":
            kind: Kind = "status" if turn % 2 else "done"
            deeds.append(_deed(kind, people[0], f"{token} {kind}", list_name))
        elif step == "reminder":
            deeds.append(_deed("reminder", people[0], f"{token} tea", when))
        else:
            deeds.append(_deed("note" if step == "note" else "journal", people[0], f"{token} words", ""))
    return deeds


def _deed(kind: Kind, person: str, text: str, target: str) -> Deed:
    words = {
        "item": f"add {text} to {target}",
        "done": f"done {text} in {target}",
        "note": f"note {text}: the body to {PAGE}",
        "journal": f"journal {text}",
        "reminder": f"remind me {target} {text}",
        "status": f"status {text}",
    }[kind]
    channel = CHANNELS[sum(text.encode()) % len(CHANNELS)]
    return Deed(kind, person, channel, text, words, target if kind in ("item", "done") else "")
