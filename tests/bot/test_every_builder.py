"""Every public function of `bot.views` that makes a message, a view or blocks, given anything at all.

A new one is found by itself; where an argument of it is of a type not seen here before, this fails.
What is made of a `@wire` result is in `test_views.py`.
"""

import importlib
import inspect
import pkgutil
import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from types import UnionType
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot import views
from bot.bindings import BINDINGS, Binding
from bot.views.answers import answer
from bot.views.message import Message, said
from sandbox.slack.validation import check_message, check_view
from tests.bot.test_views import check, strange, texts_of
from tests.tasks.samples import WIRE_TYPES, any_value

# Parts of others: what they are given is cut, escaped or counted by those that use them.
PARTS = {"paragraph", "small_print", "said", "rich", "activity_text", "left_out"}
# What they are given has limits of its own, which `test_feed_views`, `test_home` and others keep to.
LIMITED = {"board", "card", "live_message", "feed_message", "home", "digest", "retired"}
_IDS = st.text("abcXYZ019-_", min_size=1, max_size=40)
_CHANNELS = st.just("C0LAUNCH")


def builders() -> Iterator[tuple[str, Callable[..., Any]]]:
    registered = set(answer.registry.values())
    for module in pkgutil.iter_modules(views.__path__):
        loaded = importlib.import_module(f"bot.views.{module.name}")
        for name, function in vars(loaded).items():
            is_own = getattr(function, "__module__", None) == loaded.__name__ and inspect.isroutine(function)
            if not is_own or name.startswith("_") or function in registered or function is answer:
                continue
            if _makes(typing.get_type_hints(function).get("return")):
                yield f"{module.name}.{name}", function


def _makes(kind: Any) -> bool:
    if typing.get_origin(kind) is tuple:
        return _makes(typing.get_args(kind)[0])
    return isinstance(kind, type) and issubclass(kind, Message | View | Block)


def _of(kind: Any, name: str) -> st.SearchStrategy[Any]:  # noqa: PLR0911 -- one a kind
    """:raises TypeError: it is of a kind that nobody has thought of here"""
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    simple: dict[Any, st.SearchStrategy[Any]] = {
        str: _CHANNELS
        if "channel_id" in name
        else _IDS
        if name.endswith(("_id", "_ids", "url", "ts", "account", "edition", "zone"))
        else strange,
        bool: st.booleans(),
        int: st.integers(0, 10_000),
        float: st.floats(0, 4e9),
        object: any_value("ItemAdded", strange),
        type(None): st.none(),
        Message: strange.filter(str.strip).map(lambda text: said(text[:500].replace("<", ""))),
        Binding: st.sampled_from(BINDINGS),
    }
    if kind in simple:
        return simple[kind]
    if origin is Literal:
        return st.sampled_from(inside)
    if origin in (UnionType, typing.Union):
        return st.one_of(*(_of(each, name) for each in inside))
    if origin in (tuple, Sequence):
        return st.lists(_of(inside[0], name), min_size=1, max_size=5).map(tuple)
    if origin is Mapping:
        return st.dictionaries(_of(inside[0], name), _of(inside[1], name), max_size=3)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(kind)
    if kind in WIRE_TYPES.values():
        return any_value(kind.__name__, strange)
    if is_dataclass(kind) and isinstance(kind, type):
        hints = typing.get_type_hints(kind)
        is_state = kind.__name__.endswith("State")  # ids of ours, and texts that their fields have cut
        words = {
            each.name: _IDS if is_state and hints[each.name] is str else _of(hints[each.name], each.name)
            for each in fields(kind)
        }
        return st.builds(kind, **words)
    raise TypeError(f"nothing here makes a {kind} for {name}")


_BUILDERS = dict(builders())
_EXERCISED = sorted(name for name in _BUILDERS if name.partition(".")[2] not in PARTS | LIMITED)


@pytest.mark.parametrize("name", _EXERCISED)
@settings(max_examples=30)  # thirty builders: together they see as much as one does elsewhere
@given(data=st.data())
def test_whatever_it_is_given_slack_takes_what_it_makes(name: str, data: st.DataObject) -> None:
    builder = _BUILDERS[name]
    hints = typing.get_type_hints(builder)
    parameters = inspect.signature(builder).parameters
    given_values = {each: data.draw(_of(hints[each], each)) for each in parameters}
    made = builder(**given_values)
    if isinstance(made, Message):
        check(made)
    elif isinstance(made, View):
        view = made.to_dict()
        check_view(view, (view["type"],))
        assert all(text for _kind, text in texts_of(view))
    else:
        blocks = [each.to_dict() for each in (made if isinstance(made, tuple) else (made,))]
        check_message("x", blocks)


def test_those_that_are_left_out_are_there() -> None:
    assert {name.partition(".")[2] for name in _BUILDERS} >= PARTS | LIMITED
