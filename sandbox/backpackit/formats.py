"""YAML and form bodies, as the element tree that `Params` reads (wire 4)."""

import base64
import re
from dataclasses import dataclass
from urllib.parse import parse_qsl
from xml.etree.ElementTree import Element, SubElement

import yaml

from .errors import Malformed

_DEEPEST = 32
"""Levels of nesting; clients use two."""

_MOST_FIELDS = 10_000
_KEY = re.compile(r"([^\[\]]+)((?:\[[^\[\]]*\])*)")

# libyaml's parser where the wheel has it: the one in Python needs seconds for a long note.
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def parse_yaml(body: bytes) -> Element:
    """A mapping, every scalar kept as text: `yes`, `42` and an all-digit token are what somebody typed.

    Read from the parser's events, so that nothing is resolved, constructed or expanded. A list repeats its
    key: `item-id: [3, 2]` is `<item-id>3</item-id><item-id>2</item-id>`.

    :raises Malformed: it is no YAML mapping, or has aliases, which no client sends and bombs are made of.
    """
    try:
        return _tree(body.decode("utf-8-sig"))
    except (yaml.YAMLError, ValueError) as error:
        raise Malformed from error


def parse_form(body: bytes) -> Element:
    """A form with Rails' brackets: `token=T&item[content]=Milk&item-id[]=3`.

    :raises Malformed: it is no form, or not in UTF-8.
    """
    try:
        pairs = parse_qsl(
            body.decode("utf-8-sig").strip(),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
    except ValueError as error:
        raise Malformed from error
    root = Element("request")
    for name, value in pairs:
        found = _KEY.fullmatch(name)
        path = [found[1], *re.findall(r"\[([^\[\]]+)\]", found[2])] if found else []  # [] repeats its name
        if not 0 < len(path) <= _DEEPEST:
            raise Malformed("a field's name is not like page[title]")
        node = root
        for part in path[:-1]:
            inner = next((child for child in node if child.tag == part), None)
            node = SubElement(node, part) if inner is None else inner
        SubElement(node, path[-1]).text = value
    return root


@dataclass
class _Level:
    """An open mapping or list of the YAML."""

    element: Element
    is_list: bool
    key: str | None = None
    """The key whose value comes next; in a list that of the list itself, as a list adds no level."""


def _tree(text: str) -> Element:
    root = Element("request")
    levels = [_Level(Element("document"), is_list=False, key="request")]
    for event in yaml.parse(text, _Loader):
        if isinstance(event, yaml.AliasEvent):
            raise Malformed("YAML aliases are not understood")
        level = levels[-1]
        if isinstance(event, yaml.ScalarEvent):
            if len(levels) == 1 and event.value:
                raise Malformed("the body is not a mapping")
            _take_scalar(level, _scalar(event))
        elif isinstance(event, yaml.CollectionStartEvent):
            levels.append(_open(level, root, is_list=isinstance(event, yaml.SequenceStartEvent)))
            if len(levels) > _DEEPEST:
                raise Malformed("too deeply nested")
        elif isinstance(event, yaml.CollectionEndEvent):
            levels.pop()
    return root


def _take_scalar(level: _Level, text: str) -> None:
    if level.key is None:
        level.key = text.removeprefix(":")  # a Ruby symbol
        return
    SubElement(level.element, level.key).text = text
    if not level.is_list:
        level.key = None


def _open(level: _Level, root: Element, *, is_list: bool) -> _Level:
    if level.element.tag == "document":
        if is_list or level.key is None:
            raise Malformed("the body is not one mapping")
        level.key = None
        return _Level(root, is_list=False)
    key = level.key
    if key is None:
        raise Malformed("a key is not a text")
    if not level.is_list:
        level.key = None
    return _Level(level.element, True, key) if is_list else _Level(SubElement(level.element, key), False)


def _scalar(event: yaml.ScalarEvent) -> str:
    # Ruby writes text that it does not know to be UTF-8 in base64.
    if event.tag in {"!binary", "tag:yaml.org,2002:binary"}:
        return base64.b64decode(event.value).decode()
    return str(event.value)
