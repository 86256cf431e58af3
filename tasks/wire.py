"""Intents and results as JSON, so that a Celery message holds plain data a person can read.

@wire
@dataclass(frozen=True)
class AddItem: ...

encode(AddItem("Oat milk")) == {"type": "AddItem", "content": "Oat milk"}
"""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")

_ADAPTERS: dict[str, TypeAdapter[Any]] = {}


class UnknownTypeError(Exception):
    """A message names a type that this version does not know: it was written by another version."""


def wire(kind: type[T]) -> type[T]:
    """Class decorator for a frozen dataclass that travels in a task message.

    The class's name is its wire name: renaming it strands messages that are still queued.
    """
    if kind.__name__ in _ADAPTERS:
        raise TypeError(f"two types are called {kind.__name__}")
    _ADAPTERS[kind.__name__] = TypeAdapter(kind)
    return kind


def encode(value: object) -> dict[str, Any]:
    name = type(value).__name__
    fields: dict[str, Any] = _ADAPTERS[name].dump_python(value, mode="json")
    return {"type": name, **fields}


def decode(message: Mapping[str, Any]) -> Any:
    """:raises UnknownTypeError: see there; :raises pydantic.ValidationError: fields don't fit"""
    fields = dict(message)
    name = fields.pop("type", None)
    if name not in _ADAPTERS:
        raise UnknownTypeError(f"no type {name!r}")
    return _ADAPTERS[name].validate_python(fields)
