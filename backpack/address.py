"""Where an account's server is, and which redirects lead to the same place."""

import re
from dataclasses import dataclass
from typing import Final, Self
from urllib.parse import SplitResult, urlsplit

from backpack.errors import RedirectRefused

DEFAULT_BASE_URL: Final = "https://{account}.backpackit.com"

# A DNS label of at most 63 characters (RFC 1035): no dot, slash or colon that could make it another host.
_ACCOUNT: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,62}", re.ASCII)
_OTHER_SCHEME: Final = {"http": "https", "https": "http"}


@dataclass(frozen=True, slots=True)
class Address:
    """An account's server.

    :ivar origin: scheme, host and port: `https://trailhead.backpackit.com`.
    :ivar host_header: the Host header to send, where one server stands for all accounts; else None.
    """

    origin: str
    host_header: str | None

    @classmethod
    def of(cls, account: str, base_url: str = DEFAULT_BASE_URL) -> Self:
        """The address of an account.

        :param base_url: `{account}` in it is replaced. Without that, all accounts are on one server, which
            learns the account from the Host header.
        :raises ValueError: the account's name or the URL is not fit for use.
        """
        if not _ACCOUNT.fullmatch(account):
            raise ValueError("an account's name is made of a-z, 0-9 and dashes, as in NAME.backpackit.com")
        origin = base_url.replace("{account}", account).removesuffix("/")
        parts = urlsplit(origin)
        if (
            parts.scheme not in _OTHER_SCHEME
            or not parts.hostname
            or origin != f"{parts.scheme}://{parts.netloc}"
        ):
            raise ValueError(
                "base_url is http:// or https:// and a host, without a path or anything after it"
            )
        if parts.username is not None or "{" in origin or _port(parts) is None:
            raise ValueError("base_url has a host and a port only, and no braces other than {account}")
        return cls(origin, None if "{account}" in base_url else f"{account}.backpackit.com")

    def redirected(self, status: int, location: str | None, path: str) -> Self:
        """The address to re-send to, if this is the documented redirect: a 302 to the other scheme, no more.

        :param path: the path and query that were sent.
        :raises RedirectRefused: it is any other. The message does not quote it.
        """
        here = urlsplit(self.origin)
        try:
            there = urlsplit(location or "")
            usable = status == 302 and _port(there) is not None and there.username is None
        except ValueError:
            usable = False
        if usable and there.scheme == _OTHER_SCHEME[here.scheme] and there.hostname == here.hostname:
            origin = f"{there.scheme}://{there.netloc}"
            # The same path as well: a wrong token was once answered with a redirect to the log-in page.
            if location == f"{origin}{path}":
                return type(self)(origin, self.host_header)
        raise RedirectRefused("the server redirects to elsewhere than the same place over http or https")


def _port(parts: SplitResult) -> int | None:
    """The port, the scheme's own if it is not given, or None if it is not one."""
    try:
        return parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    except ValueError:
        return None
