"""One row of the tables of operations."""

from collections.abc import Callable
from dataclasses import dataclass

from .call import Call, Reply
from .limits import ORDINARY, WindowClass

Operation = Callable[[Call], Reply]


@dataclass(frozen=True)
class Route:
    """Method, path, and the function that answers."""

    method: str
    path: str
    """Names in braces are ids."""
    operation: Operation
    window: WindowClass = ORDINARY

    @property
    def name(self) -> str:
        """The operation's name in counters and fault rules, such as `create_item`."""
        return self.operation.__name__
