"""Response URLs ("Handling user interaction", Message responses): five uses within thirty minutes."""

import secrets
from dataclasses import dataclass

from .clock import Clock
from .errors import SlackError

USES = 5
LIFETIME_SECONDS = 30 * 60


@dataclass
class ResponseUrl:
    """Where the answers to one command or click go."""

    kind: str
    """`commands`, `actions` or `app-actions` (message shortcuts)."""
    user_id: str
    channel: str
    issued_at: float
    message_ts: str | None = None
    """The message whose button was pressed. Commands and shortcuts have none, so nothing can be replaced:
    `replace_original` then posts anew (slackapi/bolt-js#2287)."""
    uses: int = 0


class ResponseUrls:
    """Issues paths such as `/commands/T…/123/abc` and counts their uses."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._urls: dict[str, ResponseUrl] = {}

    def issue(self, kind: str, user_id: str, channel: str, message_ts: str | None = None) -> str:
        """A new path, to be put after our own address."""
        path = f"/{kind}/{secrets.randbelow(10**13)}/{secrets.token_urlsafe(18)}"
        self._urls[path] = ResponseUrl(kind, user_id, channel, self._clock(), message_ts)
        return path

    def peek(self, path: str) -> ResponseUrl:
        """What a path stands for, without counting a use."""
        return self._urls[path]

    def use(self, path: str) -> ResponseUrl:
        """Count one use.

        :raises SlackError: no_such_url, expired_url, used_url
        """
        url = self._urls.get(path)
        if url is None:
            raise SlackError("no_such_url")
        if self._clock() - url.issued_at > LIFETIME_SECONDS:
            raise SlackError("expired_url")
        if url.uses >= USES:
            raise SlackError("used_url")
        url.uses += 1
        return url
