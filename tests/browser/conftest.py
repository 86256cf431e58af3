"""A real browser on the sandbox's page, over a sandbox of the test's own."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from sandbox.setting import Setting
from sandbox.stack import Stack

SCREENSHOTS = Path(__file__).parent.parent.parent / "build" / "screenshots"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

# A browser that calls home waits for a network that may not be there.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

expect.set_options(timeout=60_000)  # milliseconds; a busy machine, not a slow page


@pytest.fixture(scope="module")
def stack() -> Iterator[Stack]:
    with Stack(Setting.on_any_ports()) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium here, and `make test` could not install it (apt-get as root does)")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser, stack: Stack) -> Iterator[Page]:
    """The page, loaded; anything it complains about in the console fails the test."""
    opened = browser.new_page(viewport={"width": 1440, "height": 900}, color_scheme="light")
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(message.text)

    opened.on("console", note)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.goto(stack.setting.slack_url)
    yield opened
    opened.close()
    assert complaints == []


@pytest.fixture
def shoot(page: Page) -> Callable[[str], None]:
    """Leave a screenshot in build/screenshots."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)

    def take(name: str) -> None:
        page.wait_for_timeout(400)  # a fade is no state to keep a picture of
        page.screenshot(path=SCREENSHOTS / f"{name}.png")

    return take
