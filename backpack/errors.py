"""Everything that can go wrong with Backpack, as one tree.

    BackpackError
    ├── UnsendableText     xml, while a call is built: a character that XML 1.0 cannot carry
    ├── UnknownTimeZone    time_zones: a zone name that neither Rails nor IANA knows
    ├── StateMismatch      launchpad: somebody else came back than was sent to give consent
    ├── Unreachable        transport, oauth, redis_lock: no connection or no token, so nothing was sent
    ├── ConnectionLost     transport: time-out or broken connection after sending began
    ├── RedirectRefused    address: a redirect other than the documented http <-> https one
    ├── UnexpectedReply    xml, reply, transport: HTML, blank, truncated, oversized, or a value missing
    └── Refusal            reply: the server said no
        ├── Forbidden      401, 403: wrong token, or somebody else's record
        ├── NotFound       404
        ├── Rejected       any other 4xx
        ├── RateLimited    503 or 429: over the limit, and not carried out
        └── ServerError    any other 5xx: may have been carried out all the same

No message, attribute or chained exception holds a token: the transport raises after its `except` block has
ended, so that `__cause__` and `__context__` stay empty.
"""

# ruff: noqa: N818 - the root says Error; the rest are what a caller calls them: `except NotFound`

from typing import ClassVar


class BackpackError(Exception):
    """The root of the tree.

    :ivar retryable: whether the same call could succeed later.
    :ivar retry_after_seconds: how long the server asks to wait, in seconds; None if it does not say.
    :ivar may_have_happened: whether the server may have carried the call out in spite of the error.
    :ivar hint: what a person could do about it; may be empty.

    `str(error)` is fit for a log. All of these survive pickling.
    """

    retryable: bool = False
    retry_after_seconds: float | None = None
    may_have_happened: bool = False
    hint: str = ""

    def __init__(
        self,
        message: str = "",
        *,
        hint: str | None = None,
        retryable: bool | None = None,
        retry_after_seconds: float | None = None,
    ) -> None:
        # One positional argument, the rest in __dict__: that is all that pickle needs.
        super().__init__(message)
        if hint is not None:
            self.hint = hint
        if retryable is not None:
            self.retryable = retryable
        if retry_after_seconds is not None:
            self.retry_after_seconds = retry_after_seconds


class UnsendableText(BackpackError):
    """A text holds a character that XML 1.0 has no way to write. Nothing was sent.

    :ivar character: the character as `U+0007`.
    :ivar position: its index in the text, counted from 0.
    """

    hint = "Remove that character and try again."
    character: str = ""
    position: int = 0

    @classmethod
    def at(cls, text: str, position: int) -> "UnsendableText":
        """Name the character at an index of a text, without quoting the text."""
        character = f"U+{ord(text[position]):04X}"
        error = cls(f"{character} at position {position} (counted from 0) cannot be written in XML")
        error.character = character
        error.position = position
        return error


class UnknownTimeZone(BackpackError):
    """Neither Rails nor IANA knows a zone of this name."""

    hint = "Choose a time zone under My Info in Backpack."


class StateMismatch(BackpackError):
    """The state that came back from Launchpad is not the one sent: perhaps somebody else's consent."""

    hint = "Start connecting again."


class Unreachable(BackpackError):
    """Nothing was sent: no connection (refused, DNS, time-out, bad certificate), or no access token."""

    retryable = True
    hint = "Check the account's address and the network."


class ConnectionLost(BackpackError):
    """The time ran out or the connection broke after sending began; the server may have acted."""

    retryable = True
    may_have_happened = True
    hint = "Look whether the change is there before trying again."


class RedirectRefused(BackpackError):
    """The server pointed somewhere other than to the same place over the other scheme. Not followed."""

    hint = "Check the account name and the token; a redirect to elsewhere is often a log-in page."


class UnexpectedReply(BackpackError):
    """The server answered with something that is not the document it promises; it may have acted."""

    retryable = True
    may_have_happened = True
    hint = "Look whether the change is there before trying again."


class Refusal(BackpackError):
    """The server understood and said no.

    :ivar status: the HTTP status, or the code in the reply's envelope where the HTTP status was 2xx.
    """

    #: The kinds that stand for one status each or several; `for_status` reads it.
    statuses: ClassVar[tuple[int, ...]] = ()
    status: int = 0

    @staticmethod
    def for_status(status: int, message: str, retry_after_seconds: float | None = None) -> "Refusal":
        """Make the error that stands for a status outside 2xx and 3xx."""
        kinds: tuple[type[Refusal], ...] = (Forbidden, NotFound, RateLimited)
        kind = next((kind for kind in kinds if status in kind.statuses), None)
        if kind is None:
            kind = Rejected if 400 <= status < 500 else ServerError
        error = kind(message, retry_after_seconds=retry_after_seconds)
        error.status = status
        return error


class Forbidden(Refusal):
    """401 or 403: the token is wrong, or the record is somebody else's."""

    statuses = (401, 403)
    hint = "Check the token, and whether this belongs to somebody else."


class NotFound(Refusal):
    """404: no such record. After a repeated destroy this means that the first attempt did it."""

    statuses = (404,)
    hint = "It may have been deleted in Backpack."


class Rejected(Refusal):
    """Any other 4xx: the server will not accept this request as it is."""

    hint = "Backpack did not accept these values."


class RateLimited(Refusal):
    """503 or 429: refused before anything was done; `retry_after_seconds` is always set (0 to 300)."""

    statuses = (429, 503)
    retryable = True
    # The window of the documented limits is 5 s: after that the quota is whole again.
    retry_after_seconds = 5.0
    hint = "Backpack is busy; this can be tried again shortly."


class ServerError(Refusal):
    """Any other 5xx. Documented as "may occur if you pass in bad variables", so possibly half done."""

    retryable = True
    may_have_happened = True
    hint = "Look whether the change is there before trying again."
