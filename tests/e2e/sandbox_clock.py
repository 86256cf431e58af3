"""The sandbox's clock, moved as a person moves it on the page: Backpack, the bot's schedule and Slack
together."""

from datetime import UTC, datetime

from tests.e2e.slack_page import SlackPage


class SandboxClock:
    """Whole seconds."""

    def __init__(self, slack: SlackPage) -> None:
        self._slack = slack

    def set(self, to: datetime) -> None:
        moved = self._slack.control("clock", {"now": f"{to.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"})
        assert moved["in_step"], moved

    def pass_by(self, seconds: float) -> None:
        self._slack.control("clock", {"advance_seconds": seconds})
