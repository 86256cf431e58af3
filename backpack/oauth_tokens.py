"""What Launchpad gives for a person's consent, and where it is kept."""

import threading
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class OAuthTokens:
    """An access token with the token that renews it. Its repr shows neither.

    :ivar expires_at: when the access token ends, two weeks after it was given; aware and in UTC.
    """

    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    expires_at: datetime


class TokenStore(Protocol):
    """Where one person's tokens are, for all processes that act for them; encrypted, if it is a disk."""

    def load(self) -> OAuthTokens:
        """The latest tokens."""

    def save(self, tokens: OAuthTokens) -> None:
        """Keep tokens in place of those that were there."""


class MemoryTokens:
    """A store for a script: it forgets with the process."""

    def __init__(self, tokens: OAuthTokens) -> None:
        self._tokens = tokens

    def load(self) -> OAuthTokens:
        return self._tokens

    def save(self, tokens: OAuthTokens) -> None:
        self._tokens = tokens


class RefreshLock(Protocol):
    """Lets one worker at a time refresh one person's tokens: `with lock.held(): ...`."""

    def held(self) -> AbstractContextManager[object]:
        """Hold the lock; wait for it, if another holds it.

        :raises Unreachable: it cannot be had.
        """


class InProcessLock:
    """A lock among the threads of a process. Processes that share a store need `redis_lock.RedisLock`."""

    def __init__(self) -> None:
        self._lock = threading.Lock()

    def held(self) -> AbstractContextManager[object]:
        return self._lock
