"""Three truths compared: what Slack saw accepted, what Backpack's database holds, what Slack's people read.

The bot's own memory is not asked. Every accepted command has to have its effect once, and one answer; or one
message that says honestly what is not known or was not done.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.chaos.load import Sent
from tests.chaos.plan import PEOPLE
from tests.chaos.reading import Reading, kind, times_again


@dataclass
class Verdict:
    """One row of the table, but for its name."""

    operations: int = 0
    accepted: int = 0
    lost: int = 0
    """Accepted, and neither done nor honestly refused; or without any answer."""
    double_in_backpack: int = 0
    double_in_slack: int = 0
    double_and_says_so: int = 0
    """Of those: the second says that it may be the second, and that nothing was done twice."""
    refused: int = 0
    """Answered "not accepted", at once or later, and not done."""
    unconfirmed: int = 0
    """Answered "please look in Backpack"."""
    unacknowledged: int = 0
    """Slack itself told of an error: done or not, the person was not told that it was accepted."""
    refused_but_done: int = 0
    stale_notices: int = 0
    """Messages that still say "kept, I keep trying" though the answer stands elsewhere."""
    overtaken_statuses: int = 0
    """People whose status is not the last one they set: an earlier one was repeated after it."""
    slowest_ack_ms: float = 0.0
    examples: list[str] = field(default_factory=list)
    """Operation ids of what went wrong, with a word."""


def compare(sent: Sequence[Sent], state: dict[str, Any], messages: Sequence[dict[str, Any]]) -> Verdict:
    """`state` is the account in Backpack, `messages` is everything that stands in Slack."""
    taken = Counter(one.taken for one in sent)
    verdict = Verdict(operations=len(sent), accepted=taken["accepted"], refused=taken["refused"])
    verdict.unacknowledged = taken["unacknowledged"]
    verdict.slowest_ack_ms = max((one.elapsed_ms for one in sent), default=0.0)
    read = Reading(sent, messages)
    _judge_answers(verdict, sent, read)
    _judge_effects(verdict, sent, state, read)
    _judge_statuses(verdict, sent, state)
    return verdict


def _judge_answers(verdict: Verdict, sent: Sequence[Sent], read: Reading) -> None:
    kinds: Counter[str] = Counter()
    for person in PEOPLE:
        theirs = [one for one in sent if one.deed.person == person and one.taken != "refused"]
        silent = [one for one in theirs if not read.outcome(one)]
        due = [one for one in silent if one.taken == "accepted"]
        told = read.nameless[person]
        kinds.update(kind(words) for words in told)
        if len(told) < len(due):
            verdict.lost += len(due) - len(told)
            verdict.examples += [f"one of these has no answer: {one.operation_id}" for one in due[:5]]
        # Slack told of an error, and the bot did too: that is nothing twice.
        if (over := len(told) - len(silent)) > 0:
            verdict.double_in_slack += over
            troubled = [one for one in theirs if read.outcome(one) in ("refused", "unconfirmed")]
            again = [one for one in troubled if times_again(read.named[one.deed.text, person])]
            verdict.double_and_says_so += min(over, len(again))
            verdict.examples.append(f"{person} read {over} troubles too many")
    for (text, person), said in read.named.items():
        kinds[kind(said[0])] += 1
        if len(said) > 1:
            verdict.double_in_slack += len(said) - 1
            verdict.double_and_says_so += min(len(said) - 1, times_again(said))
            ids = [one.operation_id for one in sent if (one.deed.text, one.deed.person) == (text, person)]
            verdict.examples.append(f"read {len(said)} times by {person}: {text}: {said}: {', '.join(ids)}")
    verdict.unconfirmed = kinds["unconfirmed"]
    verdict.refused += kinds["refused"]
    verdict.stale_notices = len(read.notices)


def _judge_effects(verdict: Verdict, sent: Sequence[Sent], state: dict[str, Any], read: Reading) -> None:
    effects = _effects(state)
    groups: dict[str, list[Sent]] = defaultdict(list)
    for one in sent:
        if one.deed.kind != "status":
            groups[one.deed.text].append(one)
    for text, group in groups.items():
        there = effects[text]
        outcomes = Counter(
            read.outcome(one) or "silent" if one.taken == "accepted" else one.taken for one in group
        )
        certain = outcomes["done"]
        possible = certain + outcomes["unconfirmed"] + outcomes["silent"] + outcomes["unacknowledged"]
        ids = ", ".join(one.operation_id for one in group)
        if there < certain:
            verdict.lost += certain - there
            verdict.examples.append(f"said to be done, and is not: {text}: {ids}")
        if (over := there - possible) > 0:
            ghosts = min(over, outcomes["refused"])
            verdict.refused_but_done += ghosts
            verdict.double_in_backpack += over - ghosts
            verdict.examples.append(f"{there} instead of {possible}: {text}: {ids}")


def _judge_statuses(verdict: Verdict, sent: Sequence[Sent], state: dict[str, Any]) -> None:
    names = {"U0MAYA": "Maya Okafor", "U0TOMAS": "Tomás Rivera", "U0LINH": "Linh Tran"}
    now = {status["user_name"]: status["message"] for status in state["statuses"]}
    for person, name in names.items():
        theirs = [
            one
            for one in sent
            if one.deed.kind == "status" and one.deed.person == person and one.taken != "refused"
        ]
        if not theirs:
            continue
        if now.get(name) not in {one.deed.text for one in theirs}:
            verdict.lost += 1
            verdict.examples.append(f"none of {name}'s statuses is there")
        elif theirs[-1].taken == "accepted" and now[name] != theirs[-1].deed.text:
            verdict.overtaken_statuses += 1


def _effects(state: dict[str, Any]) -> Counter[str]:
    """How often each text is there. An item to be done counts once it is, and is one however often."""
    lists = [one for page in state["pages"] for one in page["lists"]]
    items = [item for one in lists for item in one["items"]]
    return Counter(
        [
            *(
                item["content"]
                for item in items
                if item["completed"] or not item["content"].endswith(" done")
            ),
            *(note["title"] for page in state["pages"] for note in page["notes"]),
            *(entry["body"] for entry in state["journal"]),
            *(reminder["content"] for reminder in state["reminders"]),
        ]
    )
