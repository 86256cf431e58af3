"""37signals Launchpad: where a person lets an application act for them (OAuth 2)."""

import hmac
import json
import secrets
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Final
from urllib.parse import quote, urlencode

from backpack.auth import Signed, scrubber
from backpack.authorization import Authorization, read_authorization, read_tokens
from backpack.errors import RedirectRefused, Refusal, StateMismatch, UnexpectedReply
from backpack.oauth_tokens import OAuthTokens
from backpack.rate_limit import NoSlot
from backpack.timeouts import Timeouts
from backpack.transport import Transport
from backpack.user_agent import user_agent

DEFAULT_URL: Final = "https://launchpad.37signals.com"


def new_state() -> str:
    """A text that nobody can guess, for `Launchpad.authorize_url`."""
    return secrets.token_urlsafe(32)  # 256 bits


def check_state(expected: str, received: str) -> None:
    """Make certain that who comes back is who was sent, in constant time.

    :raises StateMismatch: the two are not the same, or nothing was expected.
    """
    if not expected or not hmac.compare_digest(_bytes(expected), _bytes(received)):
        raise StateMismatch("the state that came back is not the one that was sent")


class Launchpad:
    """The application's side of OAuth 2. Its repr shows no secret.

    :param redirect_uri: where people come back to, as it is registered with Launchpad.
    :param contact: as for `Backpack`.
    :param url: another server, for tests.
    :param now: the clock; aware.
    :raises ValueError: `contact` is not fit for use.
    """

    def __init__(  # noqa: PLR0913 - what an application registers, and seams for tests
        self,
        client_id: str,
        client_secret: str,
        redirect_uri: str,
        *,
        contact: str,
        url: str = DEFAULT_URL,
        timeouts: Timeouts | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._client = {"client_id": client_id, "client_secret": client_secret}
        self._redirect_uri = redirect_uri
        self._url = url.removesuffix("/")
        self._now = now
        self._transport = Transport(user_agent(contact), timeouts or Timeouts())

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._url})"

    def authorize_url(self, state: str) -> str:
        """Where to send a person, who comes back to `redirect_uri` with a `code` and the same `state`.

        :param state: a fresh one of `new_state`, kept where only this person's browser leads to.
        """
        asked = {
            "type": "web_server",
            "client_id": self._client["client_id"],
            "redirect_uri": self._redirect_uri,
            "state": state,
        }
        return f"{self._url}/authorization/new?{_query(asked)}"

    def exchange(self, code: str) -> OAuthTokens:
        """Change the code that a person came back with for tokens; this works once.

        :raises BackpackError: Launchpad refuses, cannot be reached, or answers with something else.
        """
        return self._tokens({"type": "web_server", "redirect_uri": self._redirect_uri, "code": code})

    def refresh(self, refresh_token: str) -> OAuthTokens:
        """Get a new access token. A `Forbidden` or `Rejected` means that the person has taken back consent.

        :raises BackpackError: Launchpad refuses, cannot be reached, or answers with something else.
        """
        return self._tokens({"type": "refresh", "refresh_token": refresh_token})

    def authorization(self, access_token: str) -> Authorization:
        """Whose the token is, and which Backpack accounts it opens.

        :raises BackpackError: Launchpad refuses, cannot be reached, or answers with something else.
        """
        headers = {"Authorization": f"Bearer {access_token}"}
        return read_authorization(self._ask("GET", "/authorization.json", headers, scrubber(access_token)))

    def _tokens(self, asked: Mapping[str, str]) -> OAuthTokens:
        refresh_token = asked.get("refresh_token")
        scrub = scrubber(self._client["client_secret"], asked.get("code", ""), refresh_token or "")
        # In the query, as it is documented.
        path = f"/authorization/token?{_query({**asked, **self._client})}"
        return read_tokens(self._ask("POST", path, {}, scrub), refresh_token, self._now())

    def _ask(self, method: str, path: str, headers: dict[str, str], scrub: Callable[[str], str]) -> object:
        signed = Signed(path, {"Accept": "application/json", **headers}, None, scrub)
        raw = self._transport.send(method, self._url, signed, None, NoSlot())
        if raw.redirects:
            raise RedirectRefused("Launchpad redirects to elsewhere")
        if not 200 <= raw.status < 300:
            message = f"Launchpad answered {raw.status} ({scrub(raw.reason)[:200]})"
            raise Refusal.for_status(raw.status, message, raw.retry_after_seconds)
        try:
            return json.loads(raw.body)
        except (ValueError, RecursionError):
            pass
        raise UnexpectedReply("Launchpad's reply is not JSON")  # quotes nothing: it could be a token


def _query(values: Mapping[str, str]) -> str:
    return urlencode(values, quote_via=quote)


def _bytes(text: str) -> bytes:
    # compare_digest takes other than ASCII only as bytes; a lone surrogate must not stop the comparison.
    return text.encode("utf-8", "surrogatepass")
