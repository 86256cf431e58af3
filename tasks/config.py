"""What the worker needs from the environment: one frozen object, read once, checked at the start."""

import re
from functools import cache
from typing import Annotated, Literal, TypeVar
from urllib.parse import urlsplit

from cryptography.fernet import Fernet
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

C = TypeVar("C", bound="WorkerConfig")

_ACCOUNT_URL = re.compile(r"https?://[A-Za-z0-9.{}-]+(:\d+)?")


class ConfigError(Exception):
    """The environment holds a bad or missing value; the text names every variable concerned."""


class WorkerConfig(BaseSettings):
    """Settings of everything that runs tasks. `.env` in the working directory is read too."""

    # An empty value, as a fresh copy of .env.example has them, means: not given.
    model_config = SettingsConfigDict(
        frozen=True, env_file=".env", env_ignore_empty=True, extra="ignore", hide_input_in_errors=True
    )

    redis_url: str = "redis://localhost:6379/0"
    """Broker and store. It must run with `appendonly yes`, `appendfsync always` and `noeviction`."""
    backpack_bot_keys: Annotated[tuple[SecretStr, ...], NoDecode] = Field(min_length=1)
    """Fernet keys, comma-separated: the first seals, all open. `backpack-bot new-key` prints one."""
    backpack_url: str = "https://{account}.backpackit.com"
    """Where an account lives. Without `{account}`: one server for all, which is told by the Host header."""
    backpack_contact: str
    """A link or an e-mail address, sent with every request: Backpack asks for one to reach us."""
    backpack_egress: str = "shared"
    """Names the address that requests to Backpack leave from. Its limits hold for each address by itself, so
    machines that leave through another have a name of their own; all that share one have the same."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    backpack_bot_unsafe_no_reconcile: bool = False
    """For tests alone: a call in doubt is made again without a look, and things are made twice."""

    @field_validator("backpack_bot_keys", mode="before")
    @classmethod
    def _split_keys(cls, value: object) -> object:
        return (
            tuple(key.strip() for key in value.split(",") if key.strip()) if isinstance(value, str) else value
        )

    @field_validator("backpack_bot_keys")
    @classmethod
    def _check_keys(cls, keys: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
        for number, key in enumerate(keys, start=1):
            try:
                Fernet(key.get_secret_value())
            except ValueError:
                raise ValueError(f"key {number} is not a key; `backpack-bot new-key` prints one") from None
        return keys

    @field_validator("redis_url")
    @classmethod
    def _check_redis_url(cls, url: str) -> str:
        try:
            parsed = urlsplit(url)
            fits = parsed.scheme in ("redis", "rediss") and bool(parsed.hostname) and parsed.port != 0
        except ValueError:
            fits = False
        if not fits or not re.fullmatch(r"/?\d*", parsed.path):
            raise ValueError("must be like redis://host:6379/0 (or rediss:// for TLS)")
        return url

    @field_validator("log_level", mode="before")
    @classmethod
    def _in_capitals(cls, level: object) -> object:
        return level.upper() if isinstance(level, str) else level

    @field_validator("backpack_url")
    @classmethod
    def _check_backpack_url(cls, url: str) -> str:
        if not _ACCOUNT_URL.fullmatch(url.rstrip("/")) or re.search(r"\{(?!account\})", url):
            raise ValueError("must be like https://{account}.backpackit.com")
        return url.rstrip("/")

    @field_validator("backpack_egress")
    @classmethod
    def _check_egress(cls, name: str) -> str:
        if not re.fullmatch(r"[A-Za-z0-9._-]+", name):
            raise ValueError("must be a name of letters, digits, dots, dashes and underscores")
        return name

    @field_validator("backpack_contact")
    @classmethod
    def _check_contact(cls, contact: str) -> str:
        if not (contact.isascii() and contact.isprintable() and contact.strip(" ()")):
            raise ValueError("must be one line of ASCII, a link or an e-mail address: it travels in a header")
        return contact


def read_config(kind: type[C]) -> C:
    """:raises ConfigError: one line a variable, with what is wrong with it and never with its value"""
    try:
        return kind()
    except ValidationError as error:
        lines = [
            f"{'.'.join(str(part) for part in problem['loc'][:1]).upper()}: {_plain(problem)}"
            for problem in error.errors(include_input=False)
        ]
    raise ConfigError("\n".join(lines))


def _plain(problem: ErrorDetails) -> str:
    """What is wrong, in the words of somebody who sets variables."""
    if problem["type"] in ("missing", "too_short"):
        return "is required"
    if problem["type"] in ("int_parsing", "greater_than_equal", "less_than_equal"):
        return "is not a number in range"
    return problem["msg"].removeprefix("Value error, ").replace("Input should be", "must be")


@cache
def worker_config() -> WorkerConfig:
    """The process's own settings. :raises ConfigError:"""
    return read_config(WorkerConfig)
