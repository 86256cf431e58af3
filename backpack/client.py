"""The client: what puts account, credentials, limiter and transport together."""

from types import TracebackType
from typing import Self, TypeVar

from backpack.address import DEFAULT_BASE_URL, Address
from backpack.auth import Auth, Signed
from backpack.errors import RedirectRefused
from backpack.in_process_limit import limiter_for
from backpack.operation import Call
from backpack.rate_limit import SOMEBODY, Limiter, Turn
from backpack.reply import RawReply, read_reply
from backpack.timeouts import Timeouts
from backpack.transport import Transport
from backpack.user_agent import user_agent

T = TypeVar("T")


class Backpack:
    """One user's access to one Backpack account. Call it with what an operation returns.

    :param account: NAME in `NAME.backpackit.com`.
    :param contact: an address or a link that goes into the User-Agent, so that 37signals can get in touch.
    :param base_url: `{account}` in it is replaced. Without that, the server learns the account from the Host
        header.
    :param limiter: every request, a followed redirect included, waits for a slot of it. By default all
        clients of the account in this process share one.
    :param timeouts: in seconds, see `Timeouts`.
    :param ca_file: a file of certificates to trust instead of the public ones.
    :raises ValueError: one of them is not fit for use.

    Threads may share one; nothing is repeated in secret, but for a redirect to the other scheme and, with
    `OAuth`, a 401: neither was carried out. For when to repeat, see `retry_delay_seconds`.

    >>> from backpack import TokenAuth, create_item
    >>> backpack = Backpack("trailhead", TokenAuth("0" * 40), contact="ops@example.com")
    >>> call = create_item(page_id=1, list_id=2, content="Oat milk")
    >>> backpack(call)  # doctest: +SKIP
    Item(id=5, list_id=2, content='Oat milk', completed=False, updated_at=None)
    """

    def __init__(  # noqa: PLR0913 - half of them have a default
        self,
        account: str,
        auth: Auth,
        *,
        contact: str,
        base_url: str = DEFAULT_BASE_URL,
        limiter: Limiter | None = None,
        timeouts: Timeouts | None = None,
        ca_file: str | None = None,
    ) -> None:
        self.account = account
        self._auth = auth
        self._address = Address.of(account, base_url)
        self._limiter = limiter or limiter_for(f"{account} {base_url}")
        timeouts = timeouts or Timeouts()
        self._limiter.check(timeouts)
        self._transport = Transport(user_agent(contact), timeouts, ca_file)

    def __call__(self, call: Call[T], turn: Turn = SOMEBODY) -> T:
        """Make one call.

        :param turn: how urgent it is, and who waits for it.
        :raises BackpackError: see the tree in `errors`; none of them holds the token.
        """
        signed = self._auth.sign(call)
        raw = self._exchange(call, turn, signed)
        if raw.status == 401 and self._auth.renew(signed):  # refused, so not carried out
            signed = self._auth.sign(call)
            raw = self._exchange(call, turn, signed)
        return read_reply(call, raw, signed.scrub)

    def _exchange(self, call: Call[object], turn: Turn, signed: Signed) -> RawReply:
        """Send a request, and again if the documented redirect is the answer."""
        raw = self._send(call, turn, signed, self._address)
        if raw.redirects:
            address = self._address.redirected(raw.status, raw.location, signed.path)
            raw = self._send(call, turn, signed, address)
            if raw.redirects:
                raise RedirectRefused("the server redirects in a circle")
            self._address = address  # so that the next call does not take two slots again
        return raw

    def _send(self, call: Call[object], turn: Turn, signed: Signed, address: Address) -> RawReply:
        with self._limiter.slot(call, turn) as slot:
            return self._transport.send(call.method, address.origin, signed, address.host_header, slot)

    def close(self) -> None:
        """Close idle connections. Using the client again opens new ones."""
        self._transport.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._address.origin}, {self._auth!r})"
