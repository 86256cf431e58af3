"""Who calls: credentials, and how they get into a request. What an auth holds, no text shows.

TokenAuth     the user's own token, where the documentation of each operation puts it
BasicAuth     the same token as the user of HTTP Basic, with the password X
BearerAuth    an OAuth 2 access token; `oauth.OAuth` keeps one fresh
"""

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, NoReturn, Protocol
from urllib.parse import quote

from backpack.element import Element, element
from backpack.operation import Call, TokenPlace

# Documented as a 40-character SHA1 hash; the documentation's own samples have 32 characters. Nothing here
# needs quoting in a path, a header or XML, so a token has one spelling only, which can be found and hidden.
_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{8,200}", re.ASCII)
# What RFC 6750 lets into the header. Launchpad's are some 200 characters long.
_ACCESS_TOKEN: Final = re.compile(r"[A-Za-z0-9._~+/-]{8,2000}={0,2}", re.ASCII)
_HIDDEN: Final = "[token]"


@dataclass(frozen=True, slots=True)
class Signed:
    """A call with its credentials in place. Shows none of them.

    :ivar path: with the query.
    :ivar scrub: takes the credentials out of a text.
    """

    path: str = field(repr=False)
    headers: dict[str, str] = field(repr=False)
    body: bytes | None = field(repr=False)
    scrub: Callable[[str], str] = field(repr=False)


class Auth(Protocol):
    """What the client needs to know of an account's credentials."""

    def sign(self, call: Call[object]) -> Signed:
        """Put the credentials where the operation wants them."""

    def renew(self, refused: Signed) -> bool:
        """Answer a 401: whether there are other credentials now, so that the call should be sent again."""


def scrubber(*secrets: str) -> Callable[[str], str]:
    """A function that takes secrets out of a text, in either case, also as they are written in a URL."""
    spellings = {spelling for secret in secrets if secret for spelling in (secret, quote(secret, safe=""))}
    longest_first = sorted(spellings, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)", re.IGNORECASE)
    return lambda text: pattern.sub(_HIDDEN, text)


class _Secret:
    """Credentials of one text. Their repr hides it, and they refuse to be pickled."""

    __slots__ = ("_scrub", "_token")

    def __init__(self, token: str, *other_spellings: str) -> None:
        self._token = token
        self._scrub = scrubber(token, *other_spellings)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({_HIDDEN})"

    def __reduce__(self) -> NoReturn:
        # A pickle is how a secret gets into a queue, a cache or a crash report.
        raise TypeError(f"a {type(self).__name__} cannot be pickled or copied: it holds a secret")

    def renew(self, refused: Signed) -> bool:  # noqa: ARG002 - there is nothing else to try
        """Never: there are no other credentials."""
        return False

    def _signed(self, call: Call[object], headers: dict[str, str]) -> Signed:
        """A call with its credentials in headers alone, whatever its documented place for a token."""
        return Signed(_target(call), headers, call.body.to_bytes() if call.body else None, self._scrub)


class TokenAuth(_Secret):
    """The web service token from a user's "My Info" page. Its repr hides it, and it refuses to be pickled.

    :raises ValueError: it cannot be a token; the message does not quote it.
    """

    __slots__ = ()

    def __init__(self, token: str) -> None:
        super().__init__(_checked(token))

    def sign(self, call: Call[object]) -> Signed:
        """Put the token into body, path or header, as the operation is documented."""
        path, body, headers = _target(call), call.body, {}
        match call.token_place:
            case TokenPlace.BODY:
                inside = body.children if body else ()
                body = Element("request", (element("token", self._token), *inside))
            case TokenPlace.PATH:
                path = f"/{self._token}{path}"
            case TokenPlace.HEADER:
                headers["X-BP-Token"] = self._token
        return Signed(path, headers, body.to_bytes() if body else None, self._scrub)


class BasicAuth(_Secret):
    """The same token as `TokenAuth`'s, sent as the user of HTTP Basic with the password X.

    :raises ValueError: it cannot be a token; the message does not quote it.
    """

    __slots__ = ("_credentials",)

    def __init__(self, token: str) -> None:
        self._credentials = base64.b64encode(f"{_checked(token)}:X".encode()).decode()
        super().__init__(token, self._credentials)

    def sign(self, call: Call[object]) -> Signed:
        """Put the token into the Authorization header, and nowhere else."""
        return self._signed(call, {"Authorization": f"Basic {self._credentials}"})


class BearerAuth(_Secret):
    """An OAuth 2 access token, as it is; it ends after two weeks.

    :raises ValueError: it cannot be one; the message does not quote it.
    """

    __slots__ = ()

    def __init__(self, access_token: str) -> None:
        if not fits_bearer(access_token):
            raise ValueError("an access token is 8 to 2000 characters that fit into a header")
        super().__init__(access_token)

    def sign(self, call: Call[object]) -> Signed:
        """Put the token into the Authorization header, and nowhere else."""
        return self._signed(call, {"Authorization": f"Bearer {self._token}"})


def fits_bearer(access_token: str) -> bool:
    """Whether a text can be an access token."""
    return bool(_ACCESS_TOKEN.fullmatch(access_token))


def _target(call: Call[object]) -> str:
    return f"{call.path}?{call.query}" if call.query else call.path


def _checked(token: str) -> str:
    if not _TOKEN.fullmatch(token):
        raise ValueError("a Backpack token is 40 letters and digits (8 to 200, with - and _, are taken)")
    return token
