"""The app in this process, a real Redis, and the local Slack for the Web API."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from redis import Redis
from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk import WebClient
from slack_sdk.signature import SignatureVerifier

from backpack import Backpack
from bot.app import create_app
from bot.config import BotConfig, bot_config
from bot.slack_waits import slack_calls
from bot.web import SLACK_PATH, Web
from store.accounts import BackpackLink
from store.operations import Operations
from store.redis_client import FAST_TIMEOUT_SECONDS, connect
from store.stores import Stores, open_stores
from tasks import resources
from tasks.app import configure
from tasks.config import read_config, worker_config
from tests.bot.hands import Hands, Mailbox, mailbox
from tests.bot.presenting import DIRECT, Told
from tests.bot.serving import served
from tests.bot.slack import BOT_TOKEN, MAYA, SIGNING_SECRET, TEAM, Driver, Workspace
from tests.bot.team import ZONES, Team, people_of
from tests.e2e.signed import Signer
from tests.tasks.world import World


@pytest.fixture(scope="session")
def slack_mailbox() -> Iterator[Mailbox]:
    with mailbox() as taken:
        yield taken


@pytest.fixture(scope="session")
def slack_server(slack_mailbox: Mailbox) -> Iterator[str]:
    """The URL of a local Slack. Nobody answers its deliveries: the tests sign their own."""
    command = [
        sys.executable,
        "-m",
        "sandbox.slack",
        "--port",
        "0",
        "--bot-url",
        slack_mailbox.url,
    ]
    environment = {**os.environ, "SLACK_SIGNING_SECRET": SIGNING_SECRET, "SLACK_BOT_TOKEN": BOT_TOKEN}
    arguments = [*command, "--backpack-url", "http://127.0.0.1:9"]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert process.stdout
            line = process.stdout.readline()
            assert line.startswith("Slack workspace: "), line
            yield line.removeprefix("Slack workspace: ").strip()
        finally:
            process.kill()


@pytest.fixture
def slack(slack_server: str) -> Workspace:
    workspace = Workspace(slack_server)
    workspace.clear_faults()
    # Every test calls its operation "op", and a look goes a minute back.
    client = WebClient(BOT_TOKEN, f"{slack_server}/api/")
    for message in workspace.messages(DIRECT):
        if message["is_bot"] and not message["ephemeral_to"]:
            client.chat_delete(channel=DIRECT, ts=message["ts"])
    return workspace


@pytest.fixture
def config(redis_url: str, sealing_key: str, slack_server: str, monkeypatch: pytest.MonkeyPatch) -> BotConfig:
    environment = {
        "REDIS_URL": redis_url,
        "BACKPACK_BOT_KEYS": sealing_key,
        "BACKPACK_URL": "http://127.0.0.1:9",
        "BACKPACK_CONTACT": "t@example.com",
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_SIGNING_SECRET": SIGNING_SECRET,
        "SLACK_API_URL": f"{slack_server}/api/",
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return read_config(BotConfig)


@pytest.fixture
def fast_stores(redis_url: str, sealing_key: str) -> Iterator[Stores]:
    """As the bot opens them."""
    with connect(redis_url, FAST_TIMEOUT_SECONDS) as redis:
        yield open_stores(redis, [sealing_key])


@pytest.fixture
def app(config: BotConfig, fast_stores: Stores) -> AsyncApp:
    configure(config, publisher=True)
    return create_app(config, fast_stores)


@pytest.fixture
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as runner:
        yield runner


@pytest.fixture
def driver(app: AsyncApp, runner: asyncio.Runner) -> Driver:
    return Driver(app, runner)


@pytest.fixture
def signer(app: AsyncApp, redis_url: str, slack_server: str) -> Iterator[Signer]:
    """Slack's side of the app, over real HTTP."""
    with connect(redis_url, FAST_TIMEOUT_SECONDS) as redis:
        slack = AsyncSlackRequestHandler(app, path=SLACK_PATH)
        with served(Web(slack, SignatureVerifier(SIGNING_SECRET), redis)) as url:
            yield Signer(url, slack_server, SIGNING_SECRET)


@pytest.fixture
def introduced(app: AsyncApp, driver: Driver) -> None:
    """The bot knows its own name: it has heard from Slack who it is."""
    names: list[str | None] = [None]

    async def note(context: Any) -> None:
        names.append(context.bot_user_id)

    app.event("team_join")(note)  # which no listener of ours takes before it
    while names[-1] is None:
        driver.hear({"type": "team_join", "user": {"id": MAYA}})


@pytest.fixture
def hands(slack: Workspace, slack_mailbox: Mailbox, driver: Driver) -> Hands:
    return Hands(slack, slack_mailbox, driver)


@pytest.fixture
def ledger(stores: Stores) -> Operations:
    return stores.operations


@pytest.fixture
def linked(stores: Stores) -> Stores:
    """Maya has connected her Backpack."""
    stores.accounts.save(TEAM, MAYA, BackpackLink("trailhead", 7, "Maya", "Berlin", "0" * 40))
    return stores


@pytest.fixture
def worker(config: BotConfig) -> Iterator[None]:
    """This process as a worker."""
    assert config.redis_url
    caches: tuple[Any, ...] = (worker_config, bot_config, resources.stores, slack_calls)
    for cache in caches:
        cache.cache_clear()
    yield
    for cache in caches:
        cache.cache_clear()


@pytest.fixture
def told(slack: Workspace) -> Told:
    return Told(slack)


@pytest.fixture
def team(  # noqa: PLR0917 -- all the parts there are
    backpack_server: str,
    slack: Workspace,
    worker: None,
    driver: Driver,
    redis: Redis,
    stores: Stores,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Team]:
    """Three people in three zones, all connected; the app has every scope that it can use."""
    monkeypatch.setenv("BACKPACK_URL", backpack_server)
    caches: tuple[Any, ...] = (
        worker_config,
        resources.stores,
        resources.limiter_redis,
        resources.limiter_for,
    )
    for cache in caches:
        cache.cache_clear()
    clients: dict[BackpackLink, Backpack] = {}

    def client_of(link: BackpackLink) -> Backpack:
        clients[link] = clients.get(link) or make_client(link)
        return clients[link]

    make_client = resources.backpack_for
    monkeypatch.setattr(resources, "backpack_for", client_of)
    world = World(backpack_server, stores)
    team = Team(slack, driver, redis, stores, world, people_of(world, stores, list(ZONES)))
    before = team.app()
    optional = ["channels:read", "channels:history", "dnd:read", "files:write"]
    team.app(scopes=[*before["scopes"], *optional])
    yield team
    team.app(scopes=before["scopes"], left=[])
    world.control("clock", ahead_seconds=0)
    world.close()
    for client in clients.values():
        client.close()
    resources.limiter_redis().close()
    for cache in caches:
        cache.cache_clear()
