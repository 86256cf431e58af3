"""The table of methods, and how each reads its arguments."""

from collections.abc import Callable
from typing import Any

from ..errors import SlackError
from ..state import Workspace

Json = dict[str, Any]


class Arguments:
    """A call's arguments, whether they came as a form, as JSON or in the query."""

    def __init__(self, values: Json) -> None:
        self._values = values

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def get(self, name: str) -> Any:
        """An argument as it came, or None."""
        return self._values.get(name)

    def text(self, name: str) -> str:
        """An argument as text; empty where it is missing."""
        value = self._values.get(name)
        return "" if value is None else str(value)

    def required(self, name: str) -> str:
        """An argument that must be there.

        :raises SlackError: invalid_arguments
        """
        if not self._values.get(name):
            raise SlackError("invalid_arguments", [f"[ERROR] missing required field: {name}"])
        return self.text(name)

    def number(self, name: str, default: float) -> float:
        """A number, be it a count or a timestamp.

        :raises SlackError: invalid_arguments
        """
        try:
            return float(self.text(name) or default)
        except ValueError:
            raise SlackError("invalid_arguments", [f"[ERROR] must be a number: {name}"]) from None

    def flag(self, name: str) -> bool:
        """A boolean, which forms spell in several ways."""
        return self.text(name).lower() in {"1", "true"}


Method = Callable[[Workspace, Arguments], Json]
METHODS: dict[str, Method] = {}


def method(name: str) -> Callable[[Method], Method]:
    """Enter a function as the Web API method of that name."""

    def register(function: Method) -> Method:
        METHODS[name] = function
        return function

    return register
