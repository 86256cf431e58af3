"""The real server over real HTTP, a bot that answers as a test tells it to, and a clock that a test moves."""

import asyncio
import json
import shutil
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from slack_sdk import WebClient

from sandbox.slack.config import Config
from sandbox.slack.serving import Server, listen
from sandbox.slack.state import Workspace

SIGNING_SECRET = "0123456789abcdef0123456789abcdef"
BOT_TOKEN = "xoxb-sandbox-test"
ACK_TIMEOUT_SECONDS = 0.3  # stands for Slack's three seconds, so that a time-out costs a test little
EVENT_RETRIES_AFTER_SECONDS = (0.0, 0.05, 0.1)  # for at once, a minute and five
PATIENCE_SECONDS = 10
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
CHROMIUM_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
CHROMIUM_FLAGS += ["--disable-component-update", "--no-first-run"]
# Beyond those of the manifest, for the methods that ours does not call.
MORE_SCOPES = (
    "channels:read",
    "channels:history",
    "im:read",
    "app_mentions:read",
    "reactions:read",
    "dnd:read",
    "files:write",
)
EVENTS = ("app_home_opened", "app_mention", "message.im", "reaction_added", "reaction_removed")

Json = dict[str, Any]


@dataclass
class HeldClock:
    """The present, until a test lets time pass."""

    ahead_seconds: float = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead_seconds

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self.ahead_seconds += seconds


@dataclass(frozen=True)
class Delivery:
    """What the bot got."""

    headers: dict[str, str]
    body: bytes

    @property
    def fields(self) -> Json:
        """The command's fields, the interaction's payload or the event's envelope."""
        if self.headers["content-type"] == "application/json":
            return dict(json.loads(self.body))
        form = dict(parse_qsl(self.body.decode(), keep_blank_values=True))
        return dict(json.loads(form["payload"])) if "payload" in form else form


def small_account(version: int = 1, item: str = "Oat milk") -> Json:
    """A Backpack account with one page, one list and one item."""
    user = {"id": 1, "name": "Maya Okafor", "time_zone": "Berlin", "token": "f00dfeed" * 5}
    items = [{"id": 7, "content": item, "completed": False, "updated_at": "2026-01-01T00:00:00Z"}]
    lists = [{"id": 5, "name": "Groceries", "items": items}]
    page = {"id": 3, "title": "Office", "user_id": 1, "lists": lists, "notes": []}
    empty: Json = {"statuses": [], "journal": [], "reminders": []}
    name = {"id": 1, "name": "trailhead"}
    return {"version": version, "account": name, "users": [user], "pages": [page], **empty}


@dataclass
class Bot:
    """Answers 200 and nothing else until a test says otherwise."""

    answer: Callable[[Json], tuple[int, str]] = lambda _: (200, "")
    headers: dict[str, str] = field(default_factory=dict)
    """What it sends with its answers."""
    deliveries: list[Delivery] = field(default_factory=list)
    url: str = ""
    account: Json | None = field(default_factory=small_account)
    """What the stand-in for the Backpack server has; None: it hangs up."""
    _arrived: threading.Condition = field(default_factory=threading.Condition)

    def take(self, delivery: Delivery) -> tuple[int, str]:
        """Keep a delivery and answer it."""
        with self._arrived:
            self.deliveries.append(delivery)
            self._arrived.notify_all()
        return self.answer(delivery.fields)

    @property
    def last(self) -> Json:
        """The fields of the last delivery."""
        return self.deliveries[-1].fields

    def wait_until(self, count: int) -> list[Delivery]:
        """All deliveries, as soon as there are so many."""
        with self._arrived:
            found = self._arrived.wait_for(lambda: len(self.deliveries) >= count, PATIENCE_SECONDS)
        assert found, f"{len(self.deliveries)} of {count} deliveries came"
        return self.deliveries

    def wait_for(self, wanted: Callable[[Json], bool]) -> Json:
        """The first delivery that is wanted, now or soon."""
        with self._arrived:
            found = self._arrived.wait_for(
                lambda: [each.fields for each in self.deliveries if wanted(each.fields)], PATIENCE_SECONDS
            )
        assert found, "the delivery did not come"
        return found[0]


@dataclass(frozen=True)
class Slack:
    """The running workspace, from outside."""

    url: str
    client: WebClient

    def get(self, path: str) -> Any:
        """GET a control route."""
        return self._ask(urllib.request.Request(f"{self.url}/_sandbox{path}"))

    def post(self, path: str, **body: Any) -> Any:
        """POST to a control route."""
        data, headers = json.dumps(body).encode(), {"Content-Type": "application/json"}
        return self._ask(urllib.request.Request(f"{self.url}/_sandbox{path}", data, headers))

    def delete(self, path: str) -> Any:
        """DELETE a control route."""
        return self._ask(urllib.request.Request(f"{self.url}/_sandbox{path}", method="DELETE"))

    def command(self, command: str, text: str = "", user: str = "U0MAYA", channel: str = "C0KITCHEN") -> Any:
        """Type a slash command."""
        return self.post("/command", user=user, channel=channel, command=command, text=text)

    def messages(self, channel: str = "C0KITCHEN", viewer: str = "U0MAYA") -> list[Json]:
        """What a person sees in a channel."""
        return list(self.get(f"/messages?channel={channel}&viewer={viewer}")["messages"])

    def views(self, user: str = "U0MAYA") -> list[Json]:
        """A person's open modals."""
        return list(self.get(f"/views?user={user}")["views"])

    def answer_to(self, url: str, body: Json) -> tuple[int, str]:
        """POST to a response URL."""
        request = urllib.request.Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    @staticmethod
    def _ask(request: urllib.request.Request) -> Any:
        with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as response:
            return json.loads(response.read() or b"null")


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock()


@pytest.fixture
def bot() -> Iterator[Bot]:
    bot = Bot()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            status, text = bot.take(Delivery(headers, body))
            self.send_response(status)
            for header in bot.headers.items():
                self.send_header(*header)
            self.end_headers()
            try:
                self.wfile.write(text.encode())
            except OSError:
                return  # Slack did not wait

        def do_GET(self) -> None:
            if bot.account is None:
                return
            same = self.path == f"/_sandbox/state?since={bot.account['version']}"
            self.send_response(204 if same else 200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            if not same:
                self.wfile.write(json.dumps(bot.account).encode())

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        bot.url = f"http://127.0.0.1:{server.server_port}/slack/events"
        yield bot
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def stopping() -> Iterator[list[threading.Thread]]:
    """Servers on their way out: each takes 0.2 s to stop, and the next test need not wait for it."""
    threads: list[threading.Thread] = []
    yield threads
    for thread in threads:
        thread.join()


@pytest.fixture
def setting() -> Json:
    """What a module's tests want otherwise in the server's configuration."""
    return {}


@pytest.fixture
def slack(bot: Bot, clock: HeldClock, setting: Json, stopping: list[threading.Thread]) -> Iterator[Slack]:
    listening = listen("127.0.0.1", 0)
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    backpack_url = bot.url.removesuffix("/slack/events")
    config = Config(bot.url, backpack_url, SIGNING_SECRET, BOT_TOKEN, url)
    quick = {
        "ack_timeout_seconds": ACK_TIMEOUT_SECONDS,
        "event_retries_after_seconds": EVENT_RETRIES_AFTER_SECONDS,
    }
    changes: Json = quick | setting
    ready = threading.Event()
    workspace = Workspace(clock)
    workspace.app.scopes += MORE_SCOPES
    workspace.app.events = EVENTS
    workspace.app.home_tab = True
    server = Server(replace(config, **changes), workspace, ready.set)

    def serve() -> None:
        with listening:
            asyncio.run(server.serve(sockets=[listening]))

    thread = threading.Thread(target=serve)
    thread.start()
    assert ready.wait(PATIENCE_SECONDS)
    yield Slack(url, WebClient(token=BOT_TOKEN, base_url=f"{url}/api/", retry_handlers=[]))
    server.should_exit = True
    stopping.append(thread)


@pytest.fixture
def modal() -> Callable[..., Json]:
    """A small modal: one required input, one optional."""

    def make(title: str = "Add an item", **more: Any) -> Json:
        def text(words: str) -> Json:
            return {"type": "plain_text", "text": words}

        def written(block_id: str, **extra: Any) -> Json:
            element = {"type": "plain_text_input", "action_id": "typed"}
            return {
                "type": "input",
                "block_id": block_id,
                "label": text(block_id),
                "element": element,
            } | extra

        view = {
            "type": "modal",
            "callback_id": "item",
            "title": text(title),
            "submit": text("Add"),
            "blocks": [written("content"), written("note", optional=True)],
        }
        return view | more

    return make


@pytest.fixture(scope="module")  # its event loop must not be there in modules that run their own
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("needs a Chromium: make chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, slack: Slack) -> Iterator[Page]:
    """The page as Maya has it open in #kitchen; a script that fails fails the test."""
    page = browser.new_page()
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.goto(f"{slack.url}/#/U0MAYA/C0KITCHEN")
    page.locator("body[data-ready]").wait_for()
    yield page
    page.close()
    assert failures == []
