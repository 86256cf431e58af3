"""An OAuth 2 access token that is kept fresh, once for all workers that share a store and a lock."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

from backpack.auth import BearerAuth, Signed
from backpack.errors import BackpackError, Forbidden, RateLimited, Refusal, Rejected, Unreachable
from backpack.launchpad import Launchpad
from backpack.oauth_tokens import InProcessLock, OAuthTokens, RefreshLock, TokenStore
from backpack.operation import Call

# Of the two weeks that a token lives: a Launchpad that is down for a day goes unnoticed.
MARGIN: Final = timedelta(days=1)
# While Launchpad is down and the old token still good, this long passes between attempts, so that not every
# call has to wait for a time-out.
PAUSE: Final = timedelta(minutes=1)


class OAuth:
    """Credentials for `Backpack` that renew themselves: before they end, and once when they are refused.

    Threads may share one. Its repr shows no token.

    :param store: where the tokens are; asked again only when those in memory end or are refused.
    :param lock: for all that share the store; without one, for the threads of this process.
    :param margin: how long before its end a token is renewed.
    :param now: the clock; aware.

    >>> from backpack import Backpack, Launchpad, MemoryTokens, OAuth, OAuthTokens
    >>> launchpad = Launchpad("id", "secret", "https://example.com/back", contact="ops@example.com")
    >>> tokens = OAuthTokens("a" * 40, "b" * 40, datetime(2030, 1, 1, tzinfo=UTC))
    >>> Backpack("trailhead", OAuth(launchpad, MemoryTokens(tokens)), contact="ops@example.com")
    Backpack(https://trailhead.backpackit.com, OAuth([token]))
    """

    def __init__(
        self,
        launchpad: Launchpad,
        store: TokenStore,
        lock: RefreshLock | None = None,
        *,
        margin: timedelta = MARGIN,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._launchpad = launchpad
        self._store = store
        self._lock = lock or InProcessLock()
        self._margin = margin
        self._now = now
        self._tokens: OAuthTokens | None = None
        self._pause_until = datetime.min.replace(tzinfo=UTC)

    def __repr__(self) -> str:
        return f"{type(self).__name__}([token])"

    def sign(self, call: Call[object]) -> Signed:
        """Put a fresh access token into the Authorization header; there is no token in path or body.

        :raises Forbidden: the token has ended, and the person has taken back consent.
        :raises Unreachable: the token has ended, and cannot be renewed now. Nothing was sent to Backpack.
        """
        return BearerAuth(self._fresh().access_token).sign(call)

    def renew(self, refused: Signed) -> bool:
        """Answer a 401 with a new token; always worth a second sending.

        :raises Forbidden: the person has taken back consent.
        :raises Unreachable: it cannot be renewed now. Backpack did nothing.
        """
        self._tokens = self._renewed(refused.headers["Authorization"].removeprefix("Bearer "))
        return True

    def _fresh(self) -> OAuthTokens:
        tokens = self._tokens = self._tokens or self._store.load()
        left = tokens.expires_at - self._now()
        if left > self._margin or (left > timedelta(0) and self._now() < self._pause_until):
            return tokens
        try:
            self._tokens = self._renewed(tokens.access_token)
        except BackpackError as error:
            if not error.retryable or left <= timedelta(0):
                raise
            self._pause_until = self._now() + PAUSE
        return self._tokens

    def _renewed(self, stale_access_token: str) -> OAuthTokens:
        """The tokens that take the place of a stale one: those that another worker got, or new ones."""
        with self._lock.held():
            latest = self._store.load()
            if latest.access_token != stale_access_token:
                return latest
            fresh = self._refreshed(latest)
            self._store.save(fresh)
            return fresh

    def _refreshed(self, tokens: OAuthTokens) -> OAuthTokens:
        try:
            return self._launchpad.refresh(tokens.refresh_token)
        except RateLimited:
            raise
        except BackpackError as error:
            problem = _about_backpack(error)
        raise problem


def _about_backpack(error: BackpackError) -> BackpackError:
    """What a failed refresh means for the call that needed it: nothing was done by Backpack."""
    if isinstance(error, Forbidden | Rejected):
        refusal = Refusal.for_status(401, f"the access token cannot be renewed: {error}")
        refusal.hint = "Connect your Backpack account again."
        return refusal
    return Unreachable(f"the access token cannot be renewed: {error}", retryable=error.retryable)
