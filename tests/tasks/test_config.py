"""The environment: a bad value stops the start and is named, never shown."""

from pathlib import Path

import pytest

from bot.config import BotConfig
from store.cipher import new_key
from tasks.config import ConfigError, WorkerConfig, read_config

KEY = new_key()
GOOD = {
    "REDIS_URL": "redis://localhost:6379/3",
    "BACKPACK_BOT_KEYS": KEY,
    "BACKPACK_URL": "https://{account}.example.com/",
    "BACKPACK_CONTACT": "ops@example.com",
    "SLACK_BOT_TOKEN": "xoxb-1-2-abc",
    "SLACK_SIGNING_SECRET": "0123456789abcdef" * 2,
    "SLACK_API_URL": "http://localhost:8080/api",
}


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    monkeypatch.chdir(tmp_path)  # no .env of the project's
    for name in (*GOOD, "HOST", "PORT", "WEB_WORKERS", "LOG_LEVEL"):
        monkeypatch.delenv(name, raising=False)
    for name, value in GOOD.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


@pytest.mark.usefixtures("environment")
def test_a_good_environment_is_read_and_tidied() -> None:
    config = read_config(BotConfig)
    assert config.backpack_url == "https://{account}.example.com"
    assert config.slack_api_url == "http://localhost:8080/api/"
    assert [key.get_secret_value() for key in config.backpack_bot_keys] == [KEY]


def test_several_keys_are_separated_by_commas(environment: pytest.MonkeyPatch) -> None:
    second = new_key()
    environment.setenv("BACKPACK_BOT_KEYS", f" {second} ,{KEY},")
    keys = [key.get_secret_value() for key in read_config(WorkerConfig).backpack_bot_keys]
    assert keys == [second, KEY]


@pytest.mark.usefixtures("environment")
def test_no_secret_is_in_the_repr() -> None:
    shown = repr(read_config(BotConfig))
    for name in ("BACKPACK_BOT_KEYS", "SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"):
        assert GOOD[name] not in shown


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("REDIS_URL", "localhost:6379"),
        ("BACKPACK_BOT_KEYS", "5ecret-not-a-key"),
        ("BACKPACK_BOT_KEYS", f"{KEY},5ecret"),
        ("BACKPACK_BOT_KEYS", ""),
        ("BACKPACK_URL", "ftp://5ecret.example.com"),
        ("BACKPACK_URL", "https://{user}.example.com"),
        ("BACKPACK_URL", "https://example.com/path"),
        ("BACKPACK_CONTACT", ""),
        ("BACKPACK_CONTACT", "5ecret\r\nX-Header: 1"),
        ("BACKPACK_CONTACT", "Zoë 5ecret"),
        ("BACKPACK_CONTACT", "(())"),
        ("SLACK_BOT_TOKEN", "5ecret"),
        ("SLACK_BOT_TOKEN", "xoxp-5ecret"),
        ("SLACK_SIGNING_SECRET", "5ecret"),
        ("SLACK_API_URL", "5ecret.example.com"),
        ("LOG_LEVEL", "5ecret"),
        ("PORT", "5ecret"),
        ("PORT", "70000"),
        ("WEB_WORKERS", "0"),
    ],
)
def test_a_bad_value_is_named_and_not_shown(environment: pytest.MonkeyPatch, name: str, value: str) -> None:
    environment.setenv(name, value)
    with pytest.raises(ConfigError) as raised:
        read_config(BotConfig)
    message = str(raised.value)
    assert message.startswith(f"{name}: ")
    assert "\n" not in message
    assert "5ecret" not in message
    assert raised.value.__context__ is None, "pydantic's error would show the values"


@pytest.mark.usefixtures("environment")
def test_every_missing_variable_is_named_at_once(environment: pytest.MonkeyPatch) -> None:
    required = ("BACKPACK_BOT_KEYS", "BACKPACK_CONTACT", "SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET")
    for name in required:
        environment.delenv(name)
    with pytest.raises(ConfigError) as raised:
        read_config(BotConfig)
    assert sorted(str(raised.value).splitlines()) == [f"{name}: is required" for name in required]


@pytest.mark.usefixtures("environment")
def test_the_configuration_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        read_config(WorkerConfig).redis_url = "redis://elsewhere"  # type: ignore[misc]  # it is frozen, which is the point
