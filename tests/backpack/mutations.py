"""Replies gone wrong in every way a network, a proxy, an old server or an enemy can think of; seeded."""

import random
import re
from collections.abc import Callable, Iterator

# One odd value for any place where a value stands.
_VALUES = [
    *(b"", b" ", b"0", b"-1", b"1.5", b"true", b"maybe", b"9" * 30, b"9" * 5000, b"NaN", b"0x1f"),
    *("\u0661".encode(), b"2011-13-45", b"0001-01-01T00:00:00+14:00", b"9999-12-31T23:59:59-14:00"),
    *(b"2011-W12-6", b"24:00", b'"2007-07-03 14:59:00"', b"2011-03-26 19:15:55 UTC"),
    *(b"1970-01-01T00:00:00+99:99", b"2011-03-26T19:15:55.5Z", b"0001-01-01 00:00:00"),
    *(b"&amp;", b"&#0;", b"&#x1F600;", b"&#xD800;", b"&nbsp;", b"&b;", b"<![CDATA[<x>]]>", b"]]>", b"<"),
    *(b"<a/>", b"<id>7</id>", b"<!-- -- -->", b"<?php ?>", b"\xff\xfe", b"\xed\xa0\x80", b"\x00"),
    "\u00e9\u2028\U0001f600".encode(),
]
_PROLOGUES = [
    b"<?xml version='1.0' encoding='UTF-16'?>",
    b"<?xml version='1.0' encoding='utf-7'?>",
    b"<?xml version='1.0' encoding='klingon'?>",
    b"<?xml version='1.0' encoding='ISO-8859-1'?>",
    b"<?xml version='1.0' encoding='idna'?>",
    b"<?xml version='1.1'?>",
    b"<?xml version='1.0'?><?xml version='1.0'?>",
    b"<!DOCTYPE html>",
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
    b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>",
    b"<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/a.dtd'>",
    b"<!DOCTYPE a [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]>",
    b"<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'>"
    + b"".join(
        f"<!ENTITY {name} '{f'&{before};' * 10}'>".encode()
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + b"]>",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\x00",
    b"\n\n",
]
_CODECS = ["utf-16", "utf-16-be", "utf-32", "latin-1", "cp037", "utf-7"]
_TAG = re.compile(rb"<[^<>]*>")
_VALUE = re.compile(rb"(?<=['\">])[^<>'\"]*(?=['\"<])")
_ELEMENT = re.compile(rb"<([\w-]+)[^<>]*?(?:/>|>[^<>]*</\1>)")

Mutation = Callable[[bytes, random.Random], bytes]


def mutated(documents: list[bytes], count: int, seed: int) -> Iterator[bytes]:
    """As many documents gone wrong, the same ones for the same seed."""
    chance = random.Random(seed)
    for _ in range(count):
        document = chance.choice(documents)
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            document = chance.choice(MUTATIONS)(document, chance)
        yield document


def _truncate(document: bytes, chance: random.Random) -> bytes:
    return document[: chance.randint(0, len(document))]


def _behead(document: bytes, chance: random.Random) -> bytes:
    return document[chance.randint(0, len(document)) :]


def _flip(document: bytes, chance: random.Random) -> bytes:
    changed = bytearray(document)
    for _ in range(chance.randint(1, 4)):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _value(document: bytes, chance: random.Random) -> bytes:
    return _at_one(_VALUE, document, chance, lambda _: chance.choice(_VALUES))


def _drop_tag(document: bytes, chance: random.Random) -> bytes:
    return _at_one(_TAG, document, chance, lambda _: b"")


def _drop_element(document: bytes, chance: random.Random) -> bytes:
    return _at_one(_ELEMENT, document, chance, lambda _: b"")


def _repeat_element(document: bytes, chance: random.Random) -> bytes:
    return _at_one(_ELEMENT, document, chance, lambda found: found * chance.choice((2, 3, 50)))


def _wrap(document: bytes, chance: random.Random) -> bytes:
    name = chance.choice((b"response", b"page", b"x", b"html"))
    depth = chance.choice((1, 2, 40, 2000))
    return _at_one(
        _ELEMENT, document, chance, lambda found: b"<%b>" % name * depth + found + b"</%b>" % name * depth
    )


def _reorder(document: bytes, chance: random.Random) -> bytes:
    tags = _TAG.findall(document)
    chance.shuffle(tags)
    return b"".join(tags)


def _shuffle_elements(document: bytes, chance: random.Random) -> bytes:
    elements = [found[0] for found in _ELEMENT.finditer(document)]
    chance.shuffle(elements)
    left = iter(elements)
    return _ELEMENT.sub(lambda _: next(left), document)


def _rename(document: bytes, chance: random.Random) -> bytes:
    names = re.findall(rb"[\w-]+(?=[ =/>])", document)
    if len(names) < 2:
        return document
    old, new = chance.sample(names, 2)
    return re.sub(rb"\b%b\b" % re.escape(old), new, document)


def _nil(document: bytes, chance: random.Random) -> bytes:
    return re.sub(rb"<([\w-]+)>", rb"<\1 nil='true'>", document, count=chance.randint(1, 9))


def _prologue(document: bytes, chance: random.Random) -> bytes:
    return chance.choice(_PROLOGUES) + document


def _entity(document: bytes, chance: random.Random) -> bytes:
    # With its declaration, so that it would mean something to a careless parser.
    used = _at_one(_VALUE, document, chance, lambda _: chance.choice((b"&b;", b"&i;" * 9)))
    return chance.choice(_PROLOGUES) + used


def _recode(document: bytes, chance: random.Random) -> bytes:
    return document.decode("utf-8", "replace").encode(chance.choice(_CODECS), "replace")


def _append(document: bytes, chance: random.Random) -> bytes:
    return document + chance.choice((document, b"<html/>", b"\x00", b"</response>", b"text", b"<!--", b"&b;"))


def _attributes(document: bytes, chance: random.Random) -> bytes:
    many = b"".join(b" a%d='%d'" % (number, number) for number in range(chance.choice((1, 300))))
    return _at_one(re.compile(rb"<[\w-]+"), document, chance, lambda found: found + many)


def _fail(document: bytes, chance: random.Random) -> bytes:
    code = chance.choice((b"404", b"500", b"200", b"9" * 9, b"", b"x"))
    error = b"<response success='false'><error code='%b'>%b</error></response>"
    return error % (code, chance.choice((b"No", b"", b"\n", document[:50])))


def _at_one(
    pattern: re.Pattern[bytes], document: bytes, chance: random.Random, change: Callable[[bytes], bytes]
) -> bytes:
    places = list(pattern.finditer(document))
    if not places:
        return document
    found = chance.choice(places)
    return document[: found.start()] + change(found[0]) + document[found.end() :]


MUTATIONS: list[Mutation] = [
    *(_truncate, _behead, _flip, _value, _value, _drop_tag, _drop_element, _repeat_element, _wrap, _reorder),
    *(_shuffle_elements, _rename, _nil, _prologue, _entity, _recode, _append, _attributes, _fail),
]
