"""When Slack may be called: what it said to one worker, all of them keep to.

Slack limits every method for itself, per app and workspace: a 429 closes that method for everybody until the
time it names. And a channel takes about one message a second (docs.slack.dev: Rate limits).
"""

import math
from pathlib import Path

from redis import Redis

from store.redis_client import KEY_PREFIX

SECONDS_A_MESSAGE = 1.0
"""Between two messages to one channel. Slack lets short bursts pass, and does not say how short."""
GRACE_SECONDS = 5.0
"""How late a caller may come for its reserved moment; afterwards it queues again. A task comes back from the
broker some milliseconds late, seconds on a busy machine, and the burst that makes is one Slack lets pass."""
LONGEST_CLOSED_SECONDS = 300.0
"""Slack counts by the minute. A value far above that is a broken proxy's, and must not silence everybody for
hours; were it Slack's after all, one refused call in five minutes would learn so."""


class SlackGates:
    """One gate for each method and team, and the next free moment of each channel. Time is Redis's."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        scripts = Path(__file__).parent / "lua"
        self._ask = redis.register_script((scripts / "slack_gate.lua").read_text())
        self._close = redis.register_script((scripts / "close_slack_gate.lua").read_text())

    def wait_seconds(
        self, slack_team_id: str, method: str, slack_channel_id: str | None = None, caller: str = ""
    ) -> float:
        """0: go. Else how long to wait before asking again.

        With a channel it is a message to it, and a wait is a reservation for `caller` (an operation's id).
        """
        keys = [_gate(slack_team_id, method)]
        if slack_channel_id is not None:
            keys.append(_key(slack_team_id, f"next:{slack_channel_id}"))
            keys.append(_key(slack_team_id, f"moment:{slack_channel_id}:{caller}"))
        return float(self._ask(keys=keys, args=[SECONDS_A_MESSAGE, GRACE_SECONDS]))

    def close(self, slack_team_id: str, method: str, seconds: float) -> None:
        """Nobody calls `method` for so long: Slack said 429."""
        milliseconds = math.ceil(min(max(seconds, 0.001), LONGEST_CLOSED_SECONDS) * 1000)
        self._close(keys=[_gate(slack_team_id, method)], args=[milliseconds])


def _gate(slack_team_id: str, method: str) -> str:
    return _key(slack_team_id, f"closed:{method}")


def _key(slack_team_id: str, rest: str) -> str:
    # One cluster node has to hold all keys of a script, hence the hash tag.
    return f"{KEY_PREFIX}{{slack:{slack_team_id}}}:{rest}"
