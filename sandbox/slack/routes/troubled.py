"""An answer as a fault wants it: late, wrong, or cut off."""

import asyncio
from collections.abc import Awaitable, Callable

from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from sandbox.connection import abort, send_half

from ..faults import Fault


async def troubled(fault: Fault, carry_out: Callable[[], Awaitable[Response]]) -> Response:
    """The answer to a call that meets this fault."""
    await asyncio.sleep(fault.delay_seconds)
    answer = await carry_out() if fault.carries_out else Response()
    await asyncio.sleep(fault.answer_delay_seconds)
    if fault.cut:
        return CutResponse(answer, midway=fault.cut == "midway")
    return _refusal(fault) if fault.refuses else answer


class CutResponse(Response):
    """Nothing of an answer, or half of it, and the connection is closed."""

    def __init__(self, whole: Response, *, midway: bool) -> None:
        super().__init__()
        self._whole = whole
        self._midway = midway

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if self._midway:
            await send_half(self._whole, scope, receive, send)
        else:
            await abort(scope, receive)


def too_many(retry_after: int | None) -> Response:
    """429, with or without the time."""
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    return JSONResponse({"ok": False, "error": "ratelimited"}, status_code=429, headers=headers)


def _refusal(fault: Fault) -> Response:
    if fault.status == 429 or fault.error == "ratelimited":
        return too_many(fault.retry_after)
    return JSONResponse({"ok": False, "error": fault.error or "internal_error"}, status_code=fault.status)
