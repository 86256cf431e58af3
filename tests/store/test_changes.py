"""What was changed last, by whom; and the last answers."""

import pytest
from redis import Redis

from store.changes import UNDO_SECONDS, Changes
from store.chosen import Chosen
from store.last_answers import LastAnswers

MAYA, TOMAS = "T1:U1", "T1:U2"


@pytest.fixture
def changes(redis: Redis) -> Changes:
    return Changes(redis)


def test_the_last_comes_first_and_each_person_has_their_own(changes: Changes) -> None:
    for number, person in enumerate([MAYA, TOMAS, MAYA]):
        changes.note(person, f"op-{number}", 100.0 + number)
    assert changes.since(MAYA, 0) == ["op-2", "op-0"]
    assert changes.since(MAYA, 101) == ["op-2"]
    changes.forget(MAYA, "op-2")
    assert changes.since(MAYA, 0) == ["op-0"]


def test_noted_again_it_keeps_its_time(changes: Changes) -> None:
    changes.note(MAYA, "op", 100.0)
    changes.note(MAYA, "op", 900.0)
    assert changes.since(MAYA, 500) == []


def test_only_so_many_and_so_long_are_kept(changes: Changes, redis: Redis) -> None:
    for number in range(60):
        changes.note(MAYA, f"op-{number}", float(number))
    kept = changes.since(MAYA, 0)
    assert (len(kept), kept[0]) == (50, "op-59")
    assert 0 < int(redis.ttl(f"backpack-bot:changes:{MAYA}")) <= UNDO_SECONDS


def test_a_choice_is_remembered(redis: Redis) -> None:
    chosen = Chosen(redis)
    assert chosen.find("undo-1") is None
    chosen.choose("undo-1", "op-1")
    assert chosen.find("undo-1") == "op-1"


def test_the_last_answer_is_of_a_person_in_a_channel(redis: Redis) -> None:
    answers = LastAnswers(redis)
    for operation_id in ("op-1", "op-2"):
        answers.note(MAYA, "C1", operation_id)
    assert answers.find(MAYA, "C1") == "op-2"
    assert (answers.find(MAYA, "C2"), answers.find(TOMAS, "C1")) == (None, None)
