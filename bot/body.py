"""Reading a request's body before anybody else does, and handing it on (ASGI's `receive`)."""

from collections.abc import Awaitable, Callable
from typing import Any

Receive = Callable[[], Awaitable[dict[str, Any]]]


class BodyTooLargeError(Exception):
    """A sender we do not know yet must not fill our memory."""


async def read_body(receive: Receive, most_bytes: int) -> bytes:
    """The whole body. :raises BodyTooLargeError: more than `most_bytes`"""
    chunks, size = [], 0
    while True:
        message = await receive()
        chunks.append(message.get("body", b""))
        size += len(chunks[-1])
        if size > most_bytes:
            raise BodyTooLargeError
        if not message.get("more_body"):
            return b"".join(chunks)


def replay(body: bytes) -> Receive:
    """A `receive` that gives this body."""

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive
