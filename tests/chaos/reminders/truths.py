"""Two truths compared: what Backpack's database held when it came due, and what people read in Slack.

The bot's own memory is not asked.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tests.chaos.reminders.history import History
from tests.chaos.reminders.reading import Said

# What Backpack's own pages change later than this before it is due, the bot need not have heard of.
_HEARD_OF_SECONDS = 60.0


@dataclass
class Verdict:
    """One row of the table. What is for two people, or for one and said in two places, counts for each."""

    set: int = 0
    """Reminders that Backpack was given."""
    changed: int = 0
    """Of those: moved or deleted before they were due."""
    due: int = 0
    fired: int = 0
    lost: int = 0
    double: int = 0
    double_and_says_so: int = 0
    """Of those: the second says that it may be the second."""
    early: int = 0
    """Said before it was due."""
    wrong: int = 0
    """Said though it was deleted or moved, or where it was not for."""
    late_seconds: list[float] = field(default_factory=list)
    """How late each that was due was first read, the earliest first."""
    examples: list[str] = field(default_factory=list)
    """What went wrong, with a word."""


@dataclass
class _Expected:
    """Of one reminder at one place, in Unix times."""

    due: list[float] = field(default_factory=list)
    perhaps_due: list[float] = field(default_factory=list)
    """Changed too shortly before."""
    not_any_more: list[float] = field(default_factory=list)
    to_come: list[float] = field(default_factory=list)


def compare(
    histories: Sequence[History],
    said: Sequence[Said],
    people: Mapping[int, str],
    channels: Mapping[str, str],
    until: float,
) -> Verdict:
    """:param people: direct messages by the ids of Backpack's users
    :param channels: by text, for what is to be said in one: Backpack can't hold that
    :param until: when the run ended
    """
    verdict = Verdict(set=len(histories))
    verdict.changed = sum(_was_changed(history, until) for history in histories)
    expected: dict[tuple[str, str], _Expected] = defaultdict(_Expected)
    for history in histories:
        own = channels.get(history.text)
        for place in [own] if own else [people[each] for each in history.remindee_ids]:
            _expect(expected[history.text, place], history, until)
    read: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for one in sorted(said, key=lambda each: each.at):
        read[one.text, one.place].append(one)
    for key in expected | read:
        _judge(verdict, key, expected[key], read[key])
    verdict.late_seconds.sort()
    return verdict


def _was_changed(history: History, until: float) -> bool:
    """Whether somebody did, and not its own coming due."""
    return any(version.due_at > (version.replaced_at or until) for version in history.versions[:-1]) or (
        history.is_gone
    )


def _expect(expected: _Expected, history: History, until: float) -> None:
    for version in history.versions:
        end = version.replaced_at or until
        if version.due_at < end:
            expected.due.append(version.due_at)
        elif version.replaced_at is not None and version.due_at - end < _HEARD_OF_SECONDS:
            expected.perhaps_due.append(version.due_at)
        elif version.replaced_at is not None:
            expected.not_any_more.append(version.due_at)
        else:
            expected.to_come.append(version.due_at)


def _judge(verdict: Verdict, key: tuple[str, str], expected: _Expected, read: Sequence[Said]) -> None:
    due = sorted(expected.due)
    may_be_due = [*due, *expected.perhaps_due]
    in_time = [one for one in read if any(at <= one.at for at in may_be_due)]
    verdict.due += len(due)
    verdict.late_seconds += [one.at - at for at, one in zip(due, in_time, strict=False)]
    fired = min(len(due), len(in_time))
    verdict.fired += fired
    lost, over = len(due) - fired, len(in_time) - len(may_be_due)
    verdict.lost += lost
    if over > 0:
        verdict.double += over
        verdict.double_and_says_so += min(over, sum(one.may_be_second for one in in_time))
    too_soon = [one for one in read if one not in in_time]
    is_for_nothing = not may_be_due and not expected.to_come
    wrong = [one for one in too_soon if is_for_nothing or any(at <= one.at for at in expected.not_any_more)]
    verdict.wrong += len(wrong)
    verdict.early += len(too_soon) - len(wrong)
    verdict.examples += _examples(key, due, read, lost=lost, over=over, too_soon=len(too_soon))


def _examples(
    key: tuple[str, str], due: Sequence[float], read: Sequence[Said], *, lost: int, over: int, too_soon: int
) -> Iterator[str]:
    if lost or over > 0 or too_soon:
        text, place = key
        times = [f"{one.at:.2f}{'?' if one.may_be_second else ''}" for one in read]
        yield f"{text} at {place}: due {[f'{at:.0f}' for at in due]}, read {times}"
