"""Where the parts of one sandbox are, and the environment each of them is given."""

import base64
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from sandbox.ports import BACKPACK, BOT, REDIS, SLACK, free_port


@dataclass(frozen=True)
class Setting:
    """One sandbox's ports and secrets; made anew for each, so that none is worth stealing."""

    slack_port: int = field(default_factory=lambda: free_port(SLACK))
    backpack_port: int = field(default_factory=lambda: free_port(BACKPACK))
    bot_port: int = field(default_factory=lambda: free_port(BOT))
    redis_port: int = field(default_factory=lambda: free_port(REDIS))
    signing_secret: str = field(default_factory=lambda: secrets.token_hex(16), repr=False)
    bot_token: str = field(
        default_factory=lambda: f"xoxb-{secrets.randbelow(10**12):012}-{secrets.token_hex(12)}", repr=False
    )
    sealing_key: str = field(
        default_factory=lambda: base64.urlsafe_b64encode(os.urandom(32)).decode(), repr=False
    )
    concurrency: int = 2
    """Worker processes: enough to see things happen side by side on a laptop."""
    backpack_limit: int = 100
    """Requests per 5 s, as documented."""
    event_retries_after_seconds: tuple[float, ...] = (0.0, 60.0, 300.0)
    """Slack's pauses before an event that the bot did not take is delivered again."""
    extra_environment: Mapping[str, str] = field(default_factory=dict)
    """For the bot's parts, beside what they need: what a test switches on."""

    @classmethod
    def on_any_ports(cls, *, concurrency: int = 2, backpack_limit: int = 100) -> "Setting":
        """For tests and benchmarks, which run beside other sandboxes."""
        slack, backpack, bot, redis = (free_port(0) for _ in range(4))
        return cls(slack, backpack, bot, redis, concurrency=concurrency, backpack_limit=backpack_limit)

    @property
    def slack_url(self) -> str:
        return f"http://127.0.0.1:{self.slack_port}"

    @property
    def backpack_url(self) -> str:
        return f"http://127.0.0.1:{self.backpack_port}"

    @property
    def bot_url(self) -> str:
        return f"http://127.0.0.1:{self.bot_port}"

    @property
    def redis_url(self) -> str:
        return f"redis://127.0.0.1:{self.redis_port}/0"

    def environment(self, part: str) -> dict[str, str]:
        """The whole configuration of a part, as real deployments have it: by environment alone."""
        inherited = {
            name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "BACKPACK_"))
        }
        inherited["PYTHONUNBUFFERED"] = "1"
        if part in ("redis", "backpack"):
            return inherited
        slack = {"SLACK_BOT_TOKEN": self.bot_token, "SLACK_SIGNING_SECRET": self.signing_secret}
        if part == "slack":
            return inherited | slack
        return (
            inherited
            | slack
            | {
                "SLACK_API_URL": f"{self.slack_url}/api/",
                "REDIS_URL": self.redis_url,
                "BACKPACK_BOT_KEYS": self.sealing_key,
                "BACKPACK_URL": self.backpack_url,
                "BACKPACK_CONTACT": "sandbox@example.com",
                "HOST": "127.0.0.1",
                "PORT": str(self.bot_port),
                "WEB_WORKERS": "1",
                "LOG_LEVEL": "INFO",
            }
            | dict(self.extra_environment)
        )
