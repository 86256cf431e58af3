"""Reading the JSON of a request to `/_sandbox`, field by field."""

import json
from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request

from sandbox.backpackit.body import read_body
from sandbox.backpackit.errors import Malformed, Unacceptable
from sandbox.backpackit.params import checked


async def read_fields(request: Request) -> dict[str, Any]:
    """The JSON object in a body; without a body an empty one.

    :raises Unacceptable: it is something else.
    """
    try:
        fields = json.loads(await read_body(request))
    except (ValueError, RecursionError) as error:
        raise Unacceptable("the body is not JSON") from error
    if not isinstance(fields, dict):
        raise Unacceptable("the body is not a JSON object")
    return fields


def text(fields: dict[str, Any], name: str, default: str | None = None) -> str:
    """A text that the API could give back.

    :raises Unacceptable: it is none, or missing and without a default.
    """
    value = fields.get(name, default)
    if not isinstance(value, str):
        raise Unacceptable(f"{name} is missing or not a text")
    try:
        return checked(name, value)
    except Malformed as error:  # half a surrogate pair, or a control character
        raise Unacceptable(str(error)) from error


def number(fields: dict[str, Any], name: str, default: int | None = None) -> int:
    """A whole number that SQLite could keep.

    :raises Unacceptable: it is none, or missing and without a default.
    """
    value = fields.get(name, default)
    if type(value) is not int or not 0 <= value < 10**18:
        raise Unacceptable(f"{name} is missing or not a number")
    return value


def flag(fields: dict[str, Any], name: str) -> bool | None:
    """True, false, or None where it is missing.

    :raises Unacceptable: it is something else.
    """
    value = fields.get(name)
    if value is not None and not isinstance(value, bool):
        raise Unacceptable(f"{name} is neither true nor false")
    return value


def seconds(fields: dict[str, Any], name: str) -> float | None:
    """A span of time, or None where it is missing.

    :raises Unacceptable: it is something else.
    """
    value = fields.get(name)
    if value is not None and type(value) not in {int, float}:
        raise Unacceptable(f"{name} is not a number")
    return value


def moment(fields: dict[str, Any], name: str) -> int | None:
    """A time such as 2025-06-16T12:00:00Z in seconds since 1970, or None where it is missing.

    :raises Unacceptable: it is something else, or before 1970.
    """
    if name not in fields:
        return None
    try:
        at = datetime.fromisoformat(text(fields, name))
        seconds = int(at.replace(tzinfo=at.tzinfo or UTC).timestamp())
    except (ValueError, OverflowError) as error:
        raise Unacceptable(f"{name} is not a time such as 2025-06-16T12:00:00Z") from error
    if seconds < 0 or at.year >= 9000:
        raise Unacceptable(f"{name} is not from 1970 to 9000")
    return seconds


def only(fields: dict[str, Any], *names: str) -> None:
    """Refuse a misspelt field, which would otherwise be a default in silence.

    :raises Unacceptable: there is one.
    """
    if unknown := fields.keys() - set(names):
        raise Unacceptable(f"unknown: {', '.join(sorted(unknown))}; fields are {', '.join(names)}")
