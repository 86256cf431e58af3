"""The same delivery again: until the app has taken it, or several times at once.

Slack repeats events, not commands ("Events API", Retries: at once, after a minute, after five). Here a
command can be repeated too, and sooner: an app must not care which of its deliveries come twice.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from .courier import Answer

PAUSE_SECONDS = 1.0


@dataclass(frozen=True)
class Times:
    """How often one delivery is made."""

    at_once: int = 1
    """Side by side."""
    tries: int = 1
    """One after the other, until one is answered."""


ONCE = Times()


async def deliver(send: Callable[[], Awaitable[Answer]], times: Times) -> Answer:
    """What the person sees of it: the first answer; a failure where there is none."""
    for _ in range(times.tries - 1):
        answer = await _side_by_side(send, times.at_once)
        if answer.error is None:
            return answer
        await asyncio.sleep(PAUSE_SECONDS)
    return await _side_by_side(send, times.at_once)


async def _side_by_side(send: Callable[[], Awaitable[Answer]], copies: int) -> Answer:
    answers = [await one for one in asyncio.as_completed([send() for _ in range(copies)])]
    return next((answer for answer in answers if answer.error is None), answers[0])
