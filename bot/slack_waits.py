"""How long a task waits that Slack kept from its work, and the calls it makes: one of them a process."""

from functools import cache

from bot.answering import SETTLE_SECONDS
from bot.config import bot_config
from bot.slack_calls import SlackBusyError, SlackCalls, SlackUncertainError
from tasks import resources

LONGEST_COUNTDOWN_SECONDS = 30.0
"""No message stays in a worker's memory for longer."""


@cache
def slack_calls() -> SlackCalls:
    config = bot_config()
    token = config.slack_bot_token.get_secret_value()
    return SlackCalls(token, config.slack_api_url, resources.stores().slack_gates)


def wait_seconds(error: Exception, retries: int) -> float:
    """As Slack says; else 1 s, 2, 4 … to 30, and never before a request in doubt has settled."""
    if isinstance(error, SlackBusyError):
        return max(0.1, error.retry_after_seconds)
    seconds = min(LONGEST_COUNTDOWN_SECONDS, 2.0 ** min(retries, 5))  # 2**5 is above 30 already
    return max(seconds, SETTLE_SECONDS) if isinstance(error, SlackUncertainError) else seconds
