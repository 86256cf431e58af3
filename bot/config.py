"""What the bot needs from the environment, beside what the worker needs."""

import re
from functools import cache

from pydantic import Field, SecretStr, field_validator

from tasks.config import WorkerConfig, read_config


class BotConfig(WorkerConfig):
    """Settings of everything that talks to Slack."""

    slack_bot_token: SecretStr
    """`xoxb-…`, from the app's page, "Install App"."""
    slack_signing_secret: SecretStr
    """From the app's page, "Basic Information"."""
    slack_api_url: str = "https://slack.com/api/"
    """Where the Web API is; the sandbox has its own."""
    host: str = "127.0.0.1"
    """Address to listen on. A proxy with TLS belongs in front; in a container it is 0.0.0.0."""
    port: int = Field(default=3000, ge=0, le=65535)
    web_workers: int = Field(default=2, ge=1, le=32)
    """Processes that take deliveries: two, so that one may be busy or restarting."""

    @field_validator("slack_bot_token")
    @classmethod
    def _check_bot_token(cls, token: SecretStr) -> SecretStr:
        if not re.fullmatch(r"xox[be][.-][A-Za-z0-9.-]+", token.get_secret_value()):
            raise ValueError("is not a bot token: it starts with xoxb-")
        return token

    @field_validator("slack_signing_secret")
    @classmethod
    def _check_signing_secret(cls, secret: SecretStr) -> SecretStr:
        if not re.fullmatch(r"[0-9a-f]{32}", secret.get_secret_value()):
            raise ValueError("is not a signing secret: 32 characters, 0-9 and a-f")
        return secret

    @field_validator("slack_api_url")
    @classmethod
    def _end_with_slash(cls, url: str) -> str:
        if not url.startswith(("https://", "http://")):
            raise ValueError("must start with https://")
        return url.rstrip("/") + "/"


@cache
def bot_config() -> BotConfig:
    """The process's own settings. :raises tasks.config.ConfigError:"""
    return read_config(BotConfig)
