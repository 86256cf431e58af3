"""Whoever wants to hear of every change of a message."""

from typing import Any, Protocol

from .messages import Message


class Watcher(Protocol):
    """Is told once the change is made."""

    def message_posted(self, message: Message) -> None: ...
    def message_changed(self, message: Message, previous: dict[str, Any]) -> None: ...
    def message_deleted(self, message: Message) -> None: ...
