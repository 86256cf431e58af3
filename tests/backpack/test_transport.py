"""What goes over the wire, against a real server that misbehaves on request."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
from contextlib import contextmanager
from datetime import UTC
from typing import TYPE_CHECKING

import pytest
import requests
import urllib3

from backpack import (
    Backpack,
    BackpackError,
    ConnectionLost,
    NotFound,
    RateLimited,
    RedirectRefused,
    Timeouts,
    Turn,
    UnexpectedReply,
    Unreachable,
    create_item,
    create_journal_entry,
    list_journal_entries,
    list_pages,
    list_reminders,
    list_statuses,
)
from backpack.rate_limit import SOMEBODY
from backpack.transport import MAX_REPLY_BYTES, _explained

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from backpack import Call
    from tests.backpack.conftest import MakeClient, ScriptedServer

SUCCESS = b'<response success="true"></response>'
ITEM = b'<response success="true"><item id="5" list_id="2" completed="false">Milk</item></response>'
ADD = create_item(1, 2, "Milk")
# Short for the tests' sake, and long enough for a busy machine to get the first bytes through.
HASTY = Timeouts(connect_seconds=1, read_seconds=0.4, deadline_seconds=0.8)


class Recorder:
    """A limiter whose slots write down what they are told."""

    def __init__(self) -> None:
        self.told: list[object] = []

    @contextmanager
    def slot(self, call: Call[object], turn: Turn = SOMEBODY) -> Iterator[Recorder]:
        self.told.append(call.name)
        yield self

    def check(self, timeouts: Timeouts) -> None:
        pass

    def answered(self, status: int, retry_after_seconds: float | None) -> None:
        self.told.append((status, retry_after_seconds))

    def not_sent(self) -> None:
        self.told.append("not sent")


def failure(client: Backpack, call: Call[object] = ADD) -> BackpackError:
    with pytest.raises(BackpackError) as caught:
        client(call)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    return caught.value


# --- what is sent


def test_a_call_arrives_as_documented_and_its_reply_is_decoded(
    server: ScriptedServer, client: Backpack, token: str
) -> None:
    server.answers_with(ITEM)
    assert client(create_item(1, 2, "Café")).id == 5
    (request,) = server.requests
    assert (request.method, request.path) == ("POST", "/ws/page/1/lists/2/items/add")
    assert request.headers["content-type"] == "application/xml"
    assert request.headers["accept-encoding"] == "gzip"
    assert request.headers["user-agent"].startswith("Backpack Bot/")
    assert request.headers["user-agent"].endswith(" (ops@example.com)")
    assert f"<request><token>{token}</token><item><content>Café</content>" in request.body.decode()


def test_the_token_is_in_the_path_or_in_a_header_where_it_belongs(
    server: ScriptedServer, client: Backpack, token: str
) -> None:
    server.answers_with(b"<reminders/>")
    server.answers_with(b"<statuses/>")
    client(list_reminders(UTC))
    client(list_statuses())
    reminders, statuses = server.requests
    assert (reminders.method, reminders.path) == ("GET", f"/{token}/reminders.xml")
    assert "x-bp-token" not in reminders.headers
    assert (statuses.path, statuses.headers["x-bp-token"]) == ("/statuses.xml", token)
    assert reminders.body == statuses.body == b""


def test_the_query_arrives(server: ScriptedServer, client: Backpack) -> None:
    server.answers_with(b"<journal-entries/>")
    client(list_journal_entries(2, 10))
    assert server.requests[0].path == "/journal_entries.xml?n=2&count=10"


def test_a_server_for_all_accounts_learns_the_account_from_the_host_header(
    server: ScriptedServer, client: Backpack
) -> None:
    server.answers_with(SUCCESS)
    client(list_pages())
    assert server.requests[0].headers["host"] == "trailhead.backpackit.com"


def test_a_server_of_the_account_gets_its_own_name_as_host(
    server: ScriptedServer, make_client: MakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolve = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda _host, *rest: resolve("127.0.0.1", *rest))
    server.answers_with(SUCCESS)
    make_client(f"http://{{account}}.example.com:{server.port}")(list_pages())
    assert server.requests[0].headers["host"] == f"trailhead.example.com:{server.port}"


def test_nothing_is_taken_from_the_environment(
    server: ScriptedServer, make_client: MakeClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login someone password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    server.answers_with(SUCCESS, Set_Cookie="session=someone-else; Path=/")
    client = make_client(server.url)
    client(list_pages())
    client(list_pages())
    assert len(server.requests) == 2
    assert not {"authorization", "cookie"} & server.requests[1].headers.keys()


# --- connections


def test_connections_are_kept_alive(server: ScriptedServer, client: Backpack) -> None:
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n24\r\n" + SUCCESS + b"\r\n0\r\n\r\n"
    server.answers_with(SUCCESS)
    server.answers_raw(chunked, then="keep")
    server.answers_with(b"", "204 No Content")
    server.answers_with(b"no", "404 Not Found")
    server.answers_with(SUCCESS)
    client(list_pages())
    client(list_pages())
    failure(client, list_pages())
    failure(client, list_pages())
    client(list_pages())
    assert (len(server.requests), server.connections) == (5, 1)


def test_a_forked_worker_opens_connections_of_its_own(
    server: ScriptedServer, client: Backpack, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answers_with(SUCCESS)
    client(list_pages())
    monkeypatch.setattr("os.getpid", lambda: -1)
    client(list_pages())
    assert server.connections == 2


def test_a_closed_client_can_be_used_again(server: ScriptedServer, make_client: MakeClient) -> None:
    server.answers_with(SUCCESS)
    with make_client(server.url) as client:
        client(list_pages())
    assert client(list_pages()) == ()
    assert server.connections == 2


def test_threads_may_share_a_client(server: ScriptedServer, client: Backpack) -> None:
    server.answers_with(ITEM)
    ids: list[int] = []
    threads = [
        threading.Thread(target=lambda: ids.extend(client(ADD).id for _ in range(5))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ids == [5] * 20


def test_a_gzipped_reply_is_unpacked(server: ScriptedServer, client: Backpack) -> None:
    server.answers_with(gzip.compress(ITEM), Content_Encoding="gzip")
    assert client(ADD).content == "Milk"


# --- what goes wrong


def test_a_refused_connection_is_unreachable_and_did_not_happen(make_client: MakeClient) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))  # bound and not listening: nobody else can be there
        recorder = Recorder()
        error = failure(make_client(f"http://127.0.0.1:{unused.getsockname()[1]}", limiter=recorder))
    assert type(error) is Unreachable
    assert (error.retryable, error.may_have_happened) == (True, False)
    assert recorder.told == ["create_item", "not sent"]


def test_an_unknown_host_is_unreachable(make_client: MakeClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    error = failure(make_client("http://{account}.example.com"))
    assert type(error) is Unreachable
    assert "resolved" in str(error)


def test_an_untrusted_certificate_is_unreachable_for_good(
    tls_server: ScriptedServer, make_client: MakeClient
) -> None:
    error = failure(make_client(tls_server.url))
    assert type(error) is Unreachable
    assert (error.retryable, error.may_have_happened) == (False, False)
    assert tls_server.requests == []


def test_https_to_a_server_of_plain_http_is_unreachable_for_good(make_client: MakeClient) -> None:
    def say_no(listener: socket.socket) -> None:
        connection, _ = listener.accept()
        with connection:
            connection.recv(1)
            connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            connection.recv(65536)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=say_no, args=(listener,))
        thread.start()
        error = failure(make_client(f"https://127.0.0.1:{listener.getsockname()[1]}"))
        thread.join()
    assert type(error) is Unreachable
    assert not error.retryable


def test_a_certificate_of_ones_own_can_be_trusted(
    tls_server: ScriptedServer, make_client: MakeClient, certificate: Path
) -> None:
    tls_server.answers_with(ITEM)
    assert make_client(tls_server.url, ca_file=str(certificate))(ADD).id == 5


def test_a_connect_timeout_is_unreachable() -> None:
    assert type(_explained(requests.ConnectTimeout())) is Unreachable


def test_what_the_caller_is_busy_with_does_not_explain_a_failure() -> None:
    busy_with = urllib3.exceptions.NewConnectionError(None, "earlier")  # type: ignore[arg-type]  # urllib3 allows a text
    error = requests.ConnectionError("now")
    error.__context__ = busy_with
    assert type(_explained(error)) is ConnectionLost


def test_no_answer_in_time_may_have_happened_and_the_slot_is_not_told(
    server: ScriptedServer, make_client: MakeClient
) -> None:
    server.answers_raw(then="hang")
    recorder = Recorder()
    error = failure(make_client(server.url, timeouts=HASTY, limiter=recorder))
    assert type(error) is ConnectionLost
    assert (error.retryable, error.may_have_happened) == (True, True)
    assert recorder.told == ["create_item"]


HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n"


@pytest.mark.parametrize(
    "pieces",
    [
        (),
        (HEAD + ITEM[:20],),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n50\r\n" + ITEM[:20],),
        (b"HTTP/1.1 200 OK\r\nContent-Le",),
    ],
    ids=["before the reply", "in the body", "in a chunk", "in the headers"],
)
def test_a_cut_connection_may_have_happened(
    server: ScriptedServer, client: Backpack, pieces: tuple[bytes, ...]
) -> None:
    server.answers_raw(*pieces, then="close")
    error = failure(client)
    assert isinstance(error, ConnectionLost | UnexpectedReply)
    assert error.may_have_happened
    assert len(server.requests) == 1  # and it was not sent a second time


def test_a_reply_that_stops_is_given_up_and_the_slot_was_told(
    server: ScriptedServer, make_client: MakeClient
) -> None:
    server.answers_raw(HEAD + ITEM[:20], then="hang")
    recorder = Recorder()
    error = failure(make_client(server.url, timeouts=HASTY, limiter=recorder))
    assert type(error) is ConnectionLost
    assert recorder.told == ["create_item", (200, None)]


@pytest.mark.parametrize("framing", ["Content-Length", "Transfer-Encoding", "Connection"])
def test_a_reply_that_trickles_is_given_up_at_the_deadline_though_it_would_end(
    server: ScriptedServer, make_client: MakeClient, framing: str
) -> None:
    length = {"Content-Length": len(ITEM), "Transfer-Encoding": "chunked", "Connection": "close"}[framing]
    drops = [ITEM[index : index + 2] for index in range(0, len(ITEM), 2)]
    if length == "chunked":
        drops = [f"{len(ITEM):x}\r\n".encode(), *drops, b"\r\n0\r\n\r\n"]
    server.answers_raw(f"HTTP/1.1 200 OK\r\n{framing}: {length}\r\n\r\n".encode(), *drops, pause_seconds=0.05)
    error = failure(make_client(server.url, timeouts=HASTY))
    assert type(error) is ConnectionLost
    assert error.may_have_happened
    assert server.closed.wait(5)
    assert server.heard_out == 0


def test_a_closed_idle_connection_is_replaced_without_a_second_sending(
    server: ScriptedServer, client: Backpack
) -> None:
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(ITEM)}\r\n\r\n".encode()
    server.answers_raw(head + ITEM, then="close")
    client(ADD)
    assert server.closed.wait(5)
    client(ADD)
    assert len(server.requests) == 2


def zeros(count: int) -> bytes:
    return b"<a>" + b"0" * count


@pytest.mark.parametrize("packed", [False, True])
def test_a_reply_over_the_cap_is_refused(server: ScriptedServer, client: Backpack, packed: bool) -> None:
    body = zeros(MAX_REPLY_BYTES + 1)
    if packed:
        server.answers_with(gzip.compress(body, 1), Content_Encoding="gzip")
    else:
        server.answers_with(body)
    error = failure(client, list_pages())
    assert type(error) is UnexpectedReply
    assert (error.retryable, error.may_have_happened) == (False, True)
    assert "10485760" in str(error)


@pytest.mark.parametrize(
    ("status", "kind"),
    [("302 Found", RedirectRefused), ("404 Not Found", NotFound), ("503 Busy", RateLimited)],
)
@pytest.mark.parametrize("fault", ["cut", "too large", "not gzip", "hangs"])
def test_a_refusal_is_one_by_its_status_however_broken_its_body(
    server: ScriptedServer, make_client: MakeClient, status: str, kind: type[BackpackError], fault: str
) -> None:
    match fault:
        case "too large":
            server.answers_with(zeros(MAX_REPLY_BYTES + 1), status)
        case "not gzip":
            server.answers_with(b"garbage", status, Content_Encoding="gzip")
        case _:
            head = f"HTTP/1.1 {status}\r\nContent-Length: 9\r\n\r\n<".encode()
            server.answers_raw(head, then="hang" if fault == "hangs" else "close")
    error = failure(make_client(server.url, timeouts=HASTY if fault == "hangs" else Timeouts()))
    assert type(error) is kind
    assert not error.may_have_happened


@pytest.mark.parametrize(
    "reply",
    [
        b"SSH-2.0-OpenSSH_9.6\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 7\r\n\r\ngarbage",
        b"HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\ngarbage",
        b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<html></html>",
    ],
    ids=["not HTTP", "not gzip", "not XML", "blank", "a web page"],
)
def test_garbage_is_unexpected_and_may_have_happened(
    server: ScriptedServer, client: Backpack, reply: bytes
) -> None:
    server.answers_raw(reply)
    error = failure(client)
    assert type(error) is UnexpectedReply
    assert error.may_have_happened


@pytest.mark.parametrize("status", ["503 Service Unavailable", "429 Too Many Requests"])
def test_a_refusal_by_the_limit_tells_the_slot_how_long(
    server: ScriptedServer, make_client: MakeClient, status: str
) -> None:
    server.answers_with(b"Slow down", status, Retry_After="7")
    recorder = Recorder()
    error = failure(make_client(server.url, limiter=recorder), create_journal_entry(1, "Hi"))
    assert type(error) is RateLimited
    assert (error.retry_after_seconds, error.may_have_happened) == (7, False)
    assert recorder.told == ["create_journal_entry", (int(status[:3]), 7)]


def test_nothing_is_retried_in_secret(server: ScriptedServer, client: Backpack) -> None:
    server.answers_with(b"", "503 Service Unavailable", Retry_After="0")
    failure(client)
    assert len(server.requests) == 1


@pytest.mark.parametrize("field", ["connect_seconds", "read_seconds", "deadline_seconds"])
def test_a_time_out_of_nothing_is_refused(field: str) -> None:
    with pytest.raises(ValueError, match="more than 0"):
        Timeouts(**{field: 0})


# --- redirects


def test_a_302_to_the_other_scheme_gets_the_same_method_and_body_in_a_slot_of_its_own(
    server: ScriptedServer, tls_server: ScriptedServer, make_client: MakeClient, certificate: Path
) -> None:
    path = "/ws/page/1/lists/2/items/add"
    server.answers_with(b"", "302 Found", Location=f"{tls_server.url}{path}")
    tls_server.answers_with(ITEM)
    recorder = Recorder()
    client = make_client(server.url, ca_file=str(certificate), limiter=recorder)

    assert client(ADD).id == 5

    (first,), (second,) = server.requests, tls_server.requests
    assert (second.method, second.path, second.body) == ("POST", path, first.body)
    assert second.headers["host"] == first.headers["host"] == "trailhead.backpackit.com"
    assert second.headers["content-type"] == "application/xml"
    assert recorder.told == ["create_item", (302, None), "create_item", (200, None)]


def test_the_scheme_is_remembered_once_it_is_known(
    server: ScriptedServer, tls_server: ScriptedServer, make_client: MakeClient, certificate: Path
) -> None:
    server.answers_with(b"", "302 Found", Location=f"{tls_server.url}/statuses.xml")
    tls_server.answers_with(b"<statuses/>")
    client = make_client(server.url, ca_file=str(certificate))
    client(list_statuses())
    client(list_statuses())
    assert (len(server.requests), len(tls_server.requests)) == (1, 2)


def test_a_second_redirect_is_refused(
    server: ScriptedServer, tls_server: ScriptedServer, make_client: MakeClient, certificate: Path
) -> None:
    server.answers_with(b"", "302 Found", Location=f"{tls_server.url}/statuses.xml")
    tls_server.answers_with(b"", "302 Found", Location=f"{server.url}/statuses.xml")
    error = failure(make_client(server.url, ca_file=str(certificate)), list_statuses())
    assert type(error) is RedirectRefused
    assert (len(server.requests), len(tls_server.requests)) == (1, 1)


@pytest.mark.parametrize(
    "status", ["301 Moved Permanently", "302 Found", "303 See Other", "307 Temporary Redirect"]
)
def test_any_other_redirect_is_refused_and_nothing_is_sent_there(
    server: ScriptedServer, client: Backpack, status: str
) -> None:
    server.answers_with(b"", status, Location=f"{server.url}/login")
    error = failure(client)
    assert type(error) is RedirectRefused
    assert not error.may_have_happened
    assert len(server.requests) == 1


def test_the_kinds_of_tls_failure_that_are_told_apart_still_exist() -> None:
    wrong_version = ssl.SSLError(1, "[SSL: WRONG_VERSION_NUMBER] wrong version number")
    wrong_version.reason = "WRONG_VERSION_NUMBER"
    assert type(_explained(requests.exceptions.SSLError(wrong_version))) is Unreachable
    assert type(_explained(requests.exceptions.SSLError(ssl.SSLError(1, "later")))) is ConnectionLost
