"""Logs: nothing that opens a door gets into them, not even in a traceback."""

import io
import logging
from collections.abc import Iterator

import pytest

from bot.logs import BlackOut, set_up_logs
from store.cipher import Cipher, new_key

TOKEN = "c0ffee0123456789abcdefc0ffee0123456789ab"
SECRETS = [
    "-".join(("xoxb", "123456789012", "abcdefABCDEF")),
    "xoxe.xoxp-1-Mi0yLTEyMzQ1",
    "xapp-1-A0-123-abc",
    TOKEN,
    TOKEN.upper(),
    Cipher([new_key()]).seal("secret", "maya"),
]


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(BlackOut("%(levelname)s %(message)s"))
    logger = logging.getLogger("tests.logs")
    logger.addHandler(handler)
    yield stream
    logger.removeHandler(handler)


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("around", ["{}", "GET /{}/me.xml", "token={}&x=1", '"{}"', "https://x.example/{}?a"])
def test_a_secret_is_blacked_out_wherever_it_stands(written: io.StringIO, secret: str, around: str) -> None:
    logging.getLogger("tests.logs").warning("before %s after", around.format(secret))
    assert secret not in written.getvalue()
    assert written.getvalue().startswith("WARNING before ")
    assert "[secret]" in written.getvalue()


@pytest.mark.parametrize("kind", ["commands", "actions", "app", "app-actions"])
def test_a_response_url_cannot_be_used_from_the_log(written: io.StringIO, kind: str) -> None:
    url = f"https://hooks.slack.com/{kind}/T0/1234567890/AbCdEf-Gh_iJ"
    logging.getLogger("tests.logs").warning("POST %s HTTP/1.1", url)
    assert "AbCdEf" not in written.getvalue()
    assert "1234567890" not in written.getvalue()


def test_tracebacks_are_covered_with_their_causes(written: io.StringIO) -> None:
    def fail() -> None:
        try:
            int(f"inner {SECRETS[0]}")
        except ValueError as inner:
            raise RuntimeError(f"outer /{TOKEN}/me.xml") from inner

    try:
        fail()
    except RuntimeError:
        logging.getLogger("tests.logs").exception("surprise 1234abcd")
    assert SECRETS[0] not in written.getvalue()
    assert TOKEN not in written.getvalue()
    assert "surprise 1234abcd" in written.getvalue()
    assert "RuntimeError: outer /[secret]/me.xml" in written.getvalue()


@pytest.mark.parametrize(
    "text",
    ["surprise 1234abcd", "op command-1.2.3", "3f" * 19, "3f" * 21, "U0MAYA", "xoxo", "/app/bot/logs.py"],
)
def test_what_an_operator_needs_stays_readable(written: io.StringIO, text: str) -> None:
    logging.getLogger("tests.logs").warning("%s", text)
    assert text in written.getvalue()


def test_every_logger_is_routed_through_it() -> None:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    try:
        set_up_logs("WARNING")
        (handler,) = root.handlers
        assert isinstance(handler.formatter, BlackOut)
    finally:
        root.handlers[:] = before
        root.setLevel(level)
