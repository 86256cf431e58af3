"""50,000 replies gone wrong become models or errors of ours, in little time and memory, and nothing else."""

import collections
import dataclasses
import datetime
import random
import time
import tracemalloc
from collections.abc import Callable

import pytest

from backpack import BackpackError, Call, UnexpectedReply, list_pages
from backpack.reply import RawReply, read_reply
from backpack.transport import MAX_REPLY_BYTES
from tests.backpack.exchanges import EXCHANGES
from tests.backpack.mutations import MUTATIONS, mutated
from tests.golden import documents

COUNT = 50_000
# Generous: such a reply takes a fifth of a millisecond, and a machine may be busy.
MOST_SECONDS_FOR_ONE = 1.0
# A golden reply has 3 kB at most, and no mutation makes more than some 100 kB of it.
MOST_BYTES_FOR_A_SMALL_ONE = 10 * 1024 * 1024
# What a reading may leave behind: caches of the standard library.
LEFT_BYTES = 512 * 1024
# The worst that 10 MB can be made to take; see `xml.MAX_NODES`.
MOST_BYTES_FOR_ONE = 400 * 1024 * 1024
MOST_SECONDS_FOR_THE_WORST = 15.0

READERS = [(call, documents.reply(name)) for name, (call, _) in EXCHANGES.items()]
DECODED = [(call, reply) for call, reply in READERS if reply.body]


def is_model(value: object) -> bool:
    if isinstance(value, tuple):
        return all(map(is_model, value))
    return value is None or isinstance(value, int) or dataclasses.is_dataclass(value)


def naive_times(value: object) -> list[object]:
    """The times in a model that are not aware, which none may be."""
    if isinstance(value, datetime.datetime):
        return [] if value.tzinfo else [value]
    if isinstance(value, tuple):
        return [naive for each in value for naive in naive_times(each)]
    if dataclasses.is_dataclass(value):
        fields = (getattr(value, field.name) for field in dataclasses.fields(value))
        return [naive for each in fields for naive in naive_times(each)]
    return []


def outcome(call: Call[object], raw: RawReply) -> str:
    """What a reply becomes: "model", or an error's name. Anything else fails the test."""
    try:
        model = read_reply(call, raw)
    except BackpackError as error:
        # PT017: nearly all of these raise, and which does not is not known beforehand.
        assert len(str(error)) < 500  # noqa: PT017 -- any error has to keep to it
        return type(error).__name__
    assert is_model(model)
    assert not naive_times(model)
    return "model"


def test_50000_mutated_replies_become_models_or_errors_of_ours_and_nothing_else() -> None:
    outcomes: collections.Counter[str] = collections.Counter()
    slowest_seconds = 0.0
    for number, (call, reply) in enumerate(DECODED):
        for body in mutated([reply.body], COUNT // len(DECODED) + 1, seed=number):
            started = time.process_time()
            outcomes[outcome(call, RawReply(reply.status, body))] += 1
            slowest_seconds = max(slowest_seconds, time.process_time() - started)
    assert outcomes.total() >= COUNT
    # Were all of them refused, or none, the mutations would be worth little.
    assert outcomes["model"] > COUNT / 10
    assert outcomes["UnexpectedReply"] > COUNT / 4
    assert outcomes["NotFound"] > 0
    assert slowest_seconds < MOST_SECONDS_FOR_ONE


def test_a_mutated_reply_takes_little_memory_and_none_for_long() -> None:
    samples = [reply.body for _, reply in DECODED]
    tracemalloc.start()
    try:
        for number, body in enumerate(mutated(samples, 2000, seed=-1)):
            tracemalloc.reset_peak()
            before, _ = tracemalloc.get_traced_memory()
            outcome(DECODED[number % len(DECODED)][0], RawReply((200, 404)[number % 10 == 0], body))
            left, peak = tracemalloc.get_traced_memory()
            assert peak - before < MOST_BYTES_FOR_A_SMALL_ONE
            assert left - before < LEFT_BYTES
    finally:
        tracemalloc.stop()


def test_the_mutations_are_the_same_for_the_same_seed_and_all_change_something() -> None:
    samples = [reply.body for _, reply in DECODED]
    assert list(mutated(samples, 50, 1)) == list(mutated(samples, 50, 1))
    assert len(set(mutated(samples, 500, 1))) > 400
    for mutation in MUTATIONS:
        changed = {mutation(sample, random.Random(seed)) for sample in samples for seed in range(5)}
        assert changed - set(samples), mutation.__name__


def filled(inside: bytes) -> bytes:
    """A reply of as many bytes as the transport lets through."""
    head, tail = b"<response success='true'><pages>", b"</pages></response>"
    return head + inside * ((MAX_REPLY_BYTES - len(head) - len(tail)) // len(inside)) + tail


# Made when they are needed, as they are 10 MB each.
WORST: dict[str, Callable[[], bytes]] = {
    "elements": lambda: filled(b"<a/>"),
    "deep": lambda: b"<a>" * (MAX_REPLY_BYTES // 3),
    "line feeds": lambda: filled(b"\n"),
    "references": lambda: filled(b"&#65;"),
    "entities": lambda: filled(b"&amp;"),
    "pages": lambda: filled(b"<page id='1' title='x'/>"),
    "attributes": lambda: b"<response" + b"".join(b" a%d=''" % number for number in range(900_000)) + b"/>",
    "a long name": lambda: b"<" + b"a" * (MAX_REPLY_BYTES - 3) + b"/>",
    "a comment": lambda: b"<a><!--" + b"x" * (MAX_REPLY_BYTES - 20) + b"--></a>",
    "a refusal of line feeds": lambda: (
        b"<response success='false'><error code='404'>" + b"\n" * 10_000_000 + b"</x>"
    ),
    "long numbers": lambda: filled(b"<page id='" + b"9" * 1_000_000 + b"' title=''/>"),
}


@pytest.mark.parametrize("kind", WORST)
def test_the_worst_of_10_megabytes_stays_within_time_and_memory(kind: str) -> None:
    body = WORST[kind]()
    started = time.process_time()
    tracemalloc.start()
    try:
        outcome(list_pages(), RawReply(200, body))
    finally:
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < MOST_BYTES_FOR_ONE
    assert time.process_time() - started < MOST_SECONDS_FOR_THE_WORST


def test_a_bomb_of_entities_is_refused_before_it_grows() -> None:
    grow = "".join(f"<!ENTITY {name} '{f'&{before};' * 10}'>" for before, name in zip("abcdefgh", "bcdefghi"))  # noqa: B905 -- the last pair is meant to be left out
    bomb = f"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>{grow}]><response success='true'>&i;</response>"
    with pytest.raises(UnexpectedReply, match="DTD"):
        read_reply(list_pages(), RawReply(200, bomb.encode()))
