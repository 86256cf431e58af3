"""An operation is a typed function under a one-line declaration; calling it makes a `Call`, and no request.

@operation("POST", "/ws/page/{page_id}/lists/add", returns=one("list", ListSummary.from_xml))
def create_list(page_id: int, name: str) -> Body:
    return element("name", name)
"""

import functools
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, Generic, Literal, ParamSpec, TypeAlias, TypeVar

from backpack.element import Element
from backpack.reply import Reply

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
P = ParamSpec("P")

Method: TypeAlias = Literal["GET", "POST", "PUT", "DELETE"]
#: Which of the two documented quotas a call counts against: 100 per 5 s, or 10 per 5 s for calendars.
Cost: TypeAlias = Literal["default", "calendar"]
#: What an operation's function returns: the elements to send, if any.
Body: TypeAlias = Element | tuple[Element, ...] | None


class TokenPlace(StrEnum):
    """Where the documentation of an operation puts the token."""

    BODY = "body"  # <request><token>, all operations under /ws
    PATH = "path"  # /TOKEN/reminders.xml
    HEADER = "header"  # X-BP-Token, where the documented path has no token


@dataclass(frozen=True, slots=True)
class InZone(Generic[T]):
    """Reads a reply whose times are wall clocks of the zone that the function's argument `zone` names.

    :ivar reading_in: makes the decoder for a zone.
    """

    reading_in: Callable[[tzinfo], Callable[[Reply], T]]


@dataclass(frozen=True, slots=True)
class Operation:
    """What a declaration says: one documented operation.

    :ivar section: the module it is in, one for each section of the API's documentation.
    :ivar path: the template, with `{page_id}` and the like.
    """

    section: str
    name: str
    method: Method
    path: str
    token_place: TokenPlace
    safe_to_retry: bool
    cost: Cost


@dataclass(frozen=True, slots=True)
class Call(Generic[T_co]):
    """One request to be made and how to read its reply. Holds no token, so it can be logged.

    :ivar path: filled in, without host, token and query.
    :ivar query: without the question mark; may be empty.
    :ivar safe_to_retry: whether doing it twice leaves Backpack as doing it once does.
    :ivar arguments: what the operation's function was called with, by name, defaults included.
    """

    operation: Operation
    path: str
    query: str
    body: Element | None = field(repr=False)  # what people write stays out of the logs, too
    decoder: Callable[[Reply], T_co] = field(repr=False, compare=False)
    arguments: Mapping[str, Any] = field(repr=False, compare=False)

    @property
    def name(self) -> str:
        return self.operation.name

    @property
    def method(self) -> Method:
        return self.operation.method

    @property
    def token_place(self) -> TokenPlace:
        return self.operation.token_place

    @property
    def safe_to_retry(self) -> bool:
        return self.operation.safe_to_retry

    @property
    def cost(self) -> Cost:
        return self.operation.cost

    @property
    def enveloped(self) -> bool:
        """Whether request and reply come in `<request>` and `<response>`: all of /ws does."""
        return self.path.startswith("/ws/")


_declared: Final[dict[str, Operation]] = {}
#: Every declared operation, by name.
REGISTRY: Final[Mapping[str, Operation]] = MappingProxyType(_declared)


def operation(  # noqa: PLR0913 - what the documentation says of an operation
    method: Method,
    path: str,
    *,
    returns: Callable[[Reply], T] | InZone[T],
    safe_to_retry: bool,
    token: TokenPlace | None = None,
    cost: Cost = "default",
) -> Callable[[Callable[P, Body]], Callable[P, Call[T]]]:
    """Declare an operation.

    :param path: a template over the function's arguments, which have to be whole numbers there.
    :param returns: reads the reply; see `reply.one`, `many`, `new_id`, `nothing`, and `InZone`.
    :param token: where the token goes; by default in the body under /ws, and in a header elsewhere. With the
        token in the body, the function's elements are put into a <request>.
    """
    place = token or (TokenPlace.BODY if path.startswith("/ws/") else TokenPlace.HEADER)

    def declare(build: Callable[P, Body]) -> Callable[P, Call[T]]:
        section = build.__module__.rpartition(".")[2]
        declared = Operation(section, build.__name__, method, path, place, safe_to_retry, cost)
        _declared[declared.name] = declared
        signature = inspect.signature(build)

        @functools.wraps(build)
        def make_call(*args: P.args, **kwargs: P.kwargs) -> Call[T]:
            bound = signature.bind(*args, **kwargs)
            bound.apply_defaults()
            filled, _, query = _fill(path, bound.arguments).partition("?")
            body = build(*args, **kwargs)
            if place is TokenPlace.BODY:
                body = Element("request", body if isinstance(body, tuple) else (body,) if body else ())
            elif isinstance(body, tuple):
                raise TypeError("outside /ws a body is one element")
            decoder = returns.reading_in(bound.arguments["zone"]) if isinstance(returns, InZone) else returns
            return Call(declared, filled, query, body, decoder, MappingProxyType(dict(bound.arguments)))

        return make_call

    return declare


def _fill(template: str, arguments: Mapping[str, object]) -> str:
    """Put whole numbers into a path: anything else (`"1/destroy"`) could make it another operation.

    :raises TypeError: an argument in the path is not an int.
    :raises ValueError: it is negative.
    """
    for name, value in arguments.items():
        if f"{{{name}}}" not in template:
            continue
        if not isinstance(value, int) or isinstance(value, bool):
            raise TypeError(f"{name} must be an int, not {type(value).__name__}")
        if value < 0:
            raise ValueError(f"{name} must not be negative")
    return template.format_map(arguments)
