"""Bolt's frame: who we are, what a surprise looks like, and the ASGI application around it all."""

import asyncio
import json
from typing import Any

import pytest
from redis import Redis
from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from bot.app import Identity
from bot.conversation import Conversation
from bot.web import Web
from sandbox.ports import free_port
from store.redis_client import FAST_TIMEOUT_SECONDS, connect
from store.stores import Stores
from tests.bot.slack import BOT_TOKEN, SIGNING_SECRET, Driver, Workspace, command_body, signed


def test_slack_is_asked_who_we_are_in_the_background_until_it_tells(slack: Workspace) -> None:
    async def ask() -> list[Any]:
        client = AsyncWebClient(base_url=f"{slack.url}/api/", retry_handlers=[])
        authorize = Identity(client, BOT_TOKEN).authorize()
        answers = [await authorize()]
        while answers[-1].bot_id is None:
            await asyncio.sleep(0.01)
            answers.append(await authorize())
        return answers

    slack.fault("auth.test", status=500)
    answers = asyncio.run(ask())
    assert answers[0].bot_token == BOT_TOKEN, "nobody waits for it"
    assert (answers[-1].bot_id, answers[-1].bot_user_id) == ("B0BACKPACK", "U0BACKPACK")


def test_a_slack_api_that_is_away_costs_no_command(driver: Driver, slack: Workspace) -> None:
    slack.fault("auth.test", status=500, times=100)
    assert "/backpack add" in driver.say("help").words


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def explode(*_: Any) -> None:
        raise RuntimeError(f"a bug of ours, beside {BOT_TOKEN}")

    monkeypatch.setattr(Conversation, "answer", explode)


@pytest.mark.usefixtures("broken")
def test_a_surprise_in_a_command_has_a_reference_that_the_log_holds(
    driver: Driver, caplog: pytest.LogCaptureFixture
) -> None:
    reply = driver.say("pages")
    assert reply.status == 200
    assert reply.body["response_type"] == "ephemeral"
    reference = reply.text.split("`")[1]
    assert f"surprise {reference} in a listener" in caplog.text
    assert "a bug of ours" in caplog.text
    assert "a bug of ours" not in reply.words


def test_a_surprise_in_the_form_stands_in_the_form(driver: Driver, caplog: pytest.LogCaptureFixture) -> None:
    reply = driver.submit("trailhead", "0" * 40, private_metadata="not json")
    assert reply.body["response_action"] == "update"
    reference = json.dumps(reply.body).split("`")[1]
    assert f"surprise {reference} in a listener" in caplog.text


@pytest.fixture
def web(app: AsyncApp, stores: Stores, redis_url: str) -> Web:
    assert stores
    return _web(app, connect(redis_url, FAST_TIMEOUT_SECONDS))


def _web(app: AsyncApp, redis: Redis) -> Web:
    slack = AsyncSlackRequestHandler(app, path="/slack/events")
    return Web(slack, SignatureVerifier(SIGNING_SECRET), redis)


def ask(
    web: Web, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
) -> tuple[int, bytes]:
    """One request, as uvicorn puts it: the body in two pieces."""
    sent: list[dict[str, Any]] = []
    half = len(body) // 2
    pieces = [(body[:half], True), (body[half:], False)]

    async def receive() -> dict[str, Any]:
        piece, more = pieces.pop(0) if pieces else (b"", False)
        return {"type": "http.request", "body": piece, "more_body": more}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    raw = [(name.encode(), value.encode()) for name, value in (headers or {}).items()]
    scope = {"type": "http", "method": method, "path": path, "query_string": b"", "headers": raw}
    asyncio.run(web(scope, receive, send))
    return sent[0]["status"], b"".join(message.get("body", b"") for message in sent)


def test_a_signed_command_goes_all_the_way_through_asgi(web: Web) -> None:
    body = command_body("help")
    status, answer = ask(web, "POST", "/slack/events", body.encode(), signed(body))
    assert status == 200
    assert "What I can do" in json.loads(answer)["text"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/", 404), ("POST", "/elsewhere", 404), ("GET", "/slack/events", 404)],
)
def test_there_is_nothing_elsewhere(web: Web, method: str, path: str, status: int) -> None:
    assert ask(web, method, path)[0] == status


def test_a_body_that_no_slack_would_send_is_refused_unread(web: Web) -> None:
    headers = {"x-slack-signature": "v0=00", "x-slack-request-timestamp": "1"}
    assert ask(web, "POST", "/slack/events", b"x" * 2_000_000, headers)[0] == 413


GARBAGE = [
    "{bad",
    "[1]",
    "payload=null",
    "payload=[1]",
    "payload={bad",
    "payload=" + "[" * 5000,
    "a=\xff",
    "",
]


@pytest.mark.parametrize("body", GARBAGE)
def test_garbage_that_is_not_signed_is_answered_before_anybody_reads_it(
    web: Web, body: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert ask(web, "POST", "/slack/events", body.encode())[0] == 401
    old = {**signed(body), "x-slack-request-timestamp": "not a number"}
    assert ask(web, "POST", "/slack/events", body.encode(), old)[0] == 401
    assert caplog.text == ""


@pytest.mark.parametrize("body", GARBAGE)
def test_garbage_that_is_signed_is_no_surprise(web: Web, body: str) -> None:
    assert ask(web, "POST", "/slack/events", body.encode(), signed(body))[0] in (400, 404)


def test_a_body_that_does_not_arrive_is_not_waited_for(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.web._READ_SECONDS", 0.05)
    sent: list[dict[str, Any]] = []

    async def never() -> dict[str, Any]:
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    headers = [(b"x-slack-signature", b"v0=00")]
    scope = {"type": "http", "method": "POST", "path": "/slack/events", "headers": headers}
    asyncio.run(web(scope, never, send))
    assert sent[0]["status"] == 408


def test_it_is_healthy_while_commands_can_be_accepted(web: Web) -> None:
    assert ask(web, "GET", "/health") == (200, b'{"ok": "yes"}')


def test_without_redis_it_is_not_and_says_why(app: AsyncApp) -> None:
    with connect(f"redis://127.0.0.1:{free_port(0)}/0", FAST_TIMEOUT_SECONDS) as nobody:
        status, body = ask(_web(app, nobody), "GET", "/health")
    assert status == 503
    assert "Redis: ConnectionError" in json.loads(body)["problem"]
