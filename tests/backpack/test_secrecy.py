"""The token is in no message, no traceback, no log and no pickle, whatever goes wrong."""

from __future__ import annotations

import logging
import pickle
import socket
import traceback
from datetime import UTC
from typing import TYPE_CHECKING

import pytest

from backpack import (
    Backpack,
    BackpackError,
    BasicAuth,
    BearerAuth,
    Timeouts,
    create_item,
    list_pages,
    list_reminders,
    list_statuses,
    show_current_user,
)

if TYPE_CHECKING:
    from backpack import Call
    from tests.backpack.conftest import MakeClient, ScriptedServer

CALLS = [list_reminders(UTC), list_statuses(), list_pages(), create_item(1, 2, "Milk")]
CALL_NAMES = [call.name for call in CALLS]


def everything_about(error: BaseException) -> str:
    texts = [str(error), repr(error), repr(vars(error)), *traceback.format_exception(error)]
    texts.append(pickle.dumps(error).decode("latin-1"))
    texts += [everything_about(chained) for chained in (error.__cause__, error.__context__) if chained]
    return "\n".join(texts)


def failure(client: Backpack, call: Call[object]) -> BackpackError:
    with pytest.raises(BackpackError) as caught:
        client(call)
    return caught.value


@pytest.fixture
def logs(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG)
    return caplog


@pytest.mark.parametrize("call", CALLS, ids=CALL_NAMES)
@pytest.mark.parametrize(
    "how",
    [
        "refused",
        "unknown host",
        "hangs",
        "cut",
        "echo in HTML",
        "echo in an error",
        "echo in a redirect",
        "echo in the reason",
        "bad headers",
    ],
)
def test_no_failure_shows_the_token(  # noqa: PLR0917 - fixtures
    call: Call[object],
    how: str,
    server: ScriptedServer,
    make_client: MakeClient,
    token: str,
    logs: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    url = server.url
    match how:
        case "refused":
            url = "http://127.0.0.1:1"
        case "unknown host":
            url = "http://{account}.example.com"
            monkeypatch.setattr(socket, "getaddrinfo", _unknown)
        case "hangs":
            server.answers_raw(then="hang")
        case "cut":
            server.answers_raw(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<", then="close")
        case "echo in HTML":
            server.answers_with(f"<html>GET /{token}/reminders.xml {token.upper()}</html>".encode())
        case "echo in an error":
            body = f"<response success='false'><error code='403'>{token}?</error></response>"
            server.answers_with(body.encode(), "403 Forbidden")
        case "echo in a redirect":
            server.answers_with(
                b"", "302 Found", Location=f"http://elsewhere.example.com/{token}/reminders.xml"
            )
        case "echo in the reason":
            server.answers_with(b"", f"404 No /{token}/reminders.xml")
        case "bad headers":
            server.answers_raw(f"HTTP/1.1 200 OK\r\n/{token}/ no colon\r\n\r\n".encode() * 2)
    error = failure(make_client(url, timeouts=Timeouts(1, 0.1, 0.2)), call)
    assert token not in everything_about(error).lower()
    assert token not in logs.text.lower()
    assert error.__context__ is None


def _unknown(*_: object, **__: object) -> None:
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


def test_the_librarys_debug_log_has_the_path_without_the_token(
    server: ScriptedServer, client: Backpack, token: str, logs: pytest.LogCaptureFixture
) -> None:
    server.answers_with(b"<reminders/>")
    client(list_reminders(UTC))
    lines = [record.getMessage() for record in logs.records if record.name == "urllib3.connectionpool"]
    assert any("/[token]/reminders.xml" in line for line in lines)
    assert token not in logs.text
    assert token not in "".join(str(vars(record)) for record in logs.records)


def test_the_librarys_log_is_otherwise_left_alone(logs: pytest.LogCaptureFixture) -> None:
    logging.getLogger("urllib3.connectionpool").debug("%s and %s", "this", "that")
    assert logs.messages == ["this and that"]
    assert logs.records[0].args == ("this", "that")


def test_a_client_and_its_parts_show_no_token(client: Backpack, token: str) -> None:
    assert token not in f"{client} {client!r} {client._auth!r} {client._auth.sign(show_current_user())!r}"


def test_an_error_in_an_except_block_of_the_caller_keeps_only_the_callers_context(
    client: Backpack, server: ScriptedServer, token: str
) -> None:
    server.answers_raw(then="close")
    try:
        int("the caller's own")
    except ValueError:
        error = failure(client, list_reminders(UTC))
    assert isinstance(error.__context__, ValueError)
    assert token not in everything_about(error)


SECRET = "c0ffee0123456789abcdef"  # fits every kind


@pytest.mark.parametrize("kind", [BasicAuth, BearerAuth])
@pytest.mark.parametrize("status", ["200 OK", "401 Unauthorized", "500 Oops"])
def test_no_echo_of_a_header_shows_what_was_in_it(
    kind: type[BasicAuth] | type[BearerAuth],
    status: str,
    server: ScriptedServer,
    make_client: MakeClient,
    logs: pytest.LogCaptureFixture,
) -> None:
    auth = kind(SECRET)
    sent = auth.sign(list_pages()).headers["Authorization"]
    body = f"<response success='false'><error code='403'>{sent}</error></response>"
    server.answers_with(body.encode() if status != "200 OK" else f"<html>{sent}".encode(), f"{status} {sent}")
    shown = everything_about(failure(make_client(server.url, auth=auth), list_pages())) + logs.text
    assert SECRET not in shown
    assert sent.split(" ")[1] not in shown
