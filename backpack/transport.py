"""One HTTP request and its reply. With `connections` the only importer of requests; it holds no policy.

Each `send` is one request on the wire, or none: no retries, no redirects, no cookies, nothing taken from the
environment (proxies, .netrc); that is why it uses the adapter and no Session. Failures are raised after their
`except` block, so that the library's exceptions, which hold the URL and with it the token, are not chained.
"""

import os
import ssl
import time
from collections.abc import Callable, Iterator
from http.client import BadStatusLine, RemoteDisconnected
from typing import Final

import requests
import urllib3
from requests.adapters import HTTPAdapter

from backpack.auth import Signed
from backpack.connections import young_connections
from backpack.errors import BackpackError, ConnectionLost, RateLimited, UnexpectedReply, Unreachable
from backpack.log_filter import scrubbed_logs
from backpack.rate_limit import Slot
from backpack.reply import RawReply
from backpack.retry_after import retry_after_seconds
from backpack.timeouts import Timeouts

# A page with everything on it has been seen at some 100 kB; this is what a worker can hold without noticing.
MAX_REPLY_BYTES: Final = 10 * 1024 * 1024
# How much is read at a time, and so how far past the cap a reply can get.
_CHUNK_BYTES: Final = 64 * 1024


class Transport:
    """Sends requests over kept-alive connections. May be shared by threads, and survives a fork.

    :param user_agent: names the application and a contact, as the documentation asks.
    :param ca_file: a file of certificates to trust instead of the public ones.
    """

    def __init__(self, user_agent: str, timeouts: Timeouts, ca_file: str | None = None) -> None:
        self._user_agent = user_agent
        self._timeouts = timeouts
        self._verify = ca_file or True
        self._adapter = young_connections()
        self._pid = os.getpid()

    def close(self) -> None:
        """Close the idle connections."""
        self._adapter.close()

    def send(self, method: str, origin: str, signed: Signed, host_header: str | None, slot: Slot) -> RawReply:
        """Send one request and read its reply, whatever its status.

        :raises Unreachable: nothing was sent.
        :raises ConnectionLost: the time ran out, or the connection broke.
        :raises UnexpectedReply: the reply is too large, or not HTTP, or not the compression that it says.
        """
        headers = {
            "User-Agent": self._user_agent,
            "Accept": "application/xml",
            "Accept-Encoding": "gzip",
            **signed.headers,
        }
        if signed.body is not None:
            headers["Content-Type"] = "application/xml"
        if host_header is not None:
            headers["Host"] = host_header
        request = requests.Request(method, origin + signed.path, headers, data=signed.body).prepare()
        problem: BackpackError
        try:
            with scrubbed_logs(signed.scrub):
                return self._exchange(request, slot)
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            problem = _explained(error)
        if isinstance(problem, Unreachable):
            slot.not_sent()
        raise problem

    def _connections(self) -> HTTPAdapter:
        # A forked worker must not talk over its parent's connections.
        if self._pid != os.getpid():
            self._adapter, self._pid = young_connections(), os.getpid()
        return self._adapter

    def _exchange(self, request: requests.PreparedRequest, slot: Slot) -> RawReply:
        started = time.monotonic()
        response = self._connections().send(
            request,
            stream=True,
            timeout=(self._timeouts.connect_seconds, self._timeouts.read_seconds),
            verify=self._verify,
        )
        try:
            headers = response.headers
            busy = response.status_code in RateLimited.statuses
            wait_seconds = retry_after_seconds(headers.get("Retry-After")) if busy else None
            slot.answered(response.status_code, wait_seconds)
            return RawReply(
                status=response.status_code,
                body=self._body(response, started + self._timeouts.deadline_seconds),
                reason=response.reason or "",
                location=headers.get("Location"),
                retry_after_seconds=wait_seconds,
            )
        finally:
            # Once read to its end, the connection is back in the pool already, and this does nothing.
            response.raw.close()

    def _body(self, response: requests.Response, deadline: float) -> bytes:
        try:
            return self._read(response.raw, deadline)
        except (BackpackError, urllib3.exceptions.HTTPError, OSError):
            # A refusal is one by its status, however little of its explanation arrives.
            if 200 <= response.status_code < 300:
                raise
            return b""

    def _read(self, raw: urllib3.HTTPResponse, deadline: float) -> bytes:
        body = bytearray()
        while True:
            left_seconds = deadline - time.monotonic()
            if left_seconds <= 0:
                raise ConnectionLost("the reply did not end in time")
            if raw.connection and raw.connection.sock:
                raw.connection.sock.settimeout(min(left_seconds, self._timeouts.read_seconds))
            # read1 returns what has arrived; read would wait for a whole chunk, however slowly it trickles.
            chunk = raw.read1(_CHUNK_BYTES, decode_content=True)
            if not chunk:
                return bytes(body)
            body += chunk
            if len(body) > MAX_REPLY_BYTES:
                raise UnexpectedReply(f"the reply is larger than {MAX_REPLY_BYTES} bytes", retryable=False)


def _explained(error: Exception) -> BackpackError:
    """Ours for theirs, none of whose text is taken over: it holds the URL."""
    causes = list(_causes(error))
    return next((ours for fits, ours in _meanings() if any(fits(cause) for cause in causes)), None) or (
        ConnectionLost("the connection broke before the reply was complete")
    )


def _meanings() -> tuple[tuple[Callable[[BaseException], bool], BackpackError], ...]:
    """Which exceptions of the library mean what; the first that fits counts."""
    library = urllib3.exceptions
    return (
        (
            lambda error: isinstance(error, ssl.SSLCertVerificationError),
            Unreachable("the server's certificate is not to be trusted", retryable=False),
        ),
        (
            lambda error: getattr(error, "reason", None) == "WRONG_VERSION_NUMBER",
            Unreachable("the server does not speak https on this port", retryable=False),
        ),
        (
            lambda error: isinstance(error, library.NameResolutionError),
            Unreachable("the server's name cannot be resolved"),
        ),
        (
            lambda error: isinstance(error, requests.ConnectTimeout | library.NewConnectionError),
            Unreachable("the server cannot be connected to"),
        ),
        (
            lambda error: isinstance(error, requests.ReadTimeout | library.ReadTimeoutError),
            ConnectionLost("the server did not answer in time"),
        ),
        (
            lambda error: isinstance(error, library.DecodeError),
            UnexpectedReply("the reply is not compressed in the way that it says"),
        ),
        (
            lambda error: isinstance(error, BadStatusLine) and not isinstance(error, RemoteDisconnected),
            UnexpectedReply("the reply is not HTTP"),
        ),
    )


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An exception and those it wraps. Not its context: that may be what the caller is busy with."""
    yield error
    for cause in (*error.args, getattr(error, "reason", None), error.__cause__):
        if isinstance(cause, BaseException):
            yield from _causes(cause)
