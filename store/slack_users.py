"""Slack users' time zones, remembered so that a reminder does not cost a `users.info` each."""

from redis import Redis

from store.redis_client import KEY_PREFIX, read_text

KEPT_SECONDS = 12 * 3600  # people travel; half a day is how late we may notice


class SlackTimeZones:
    """IANA zone names by Slack user."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def recall(self, slack_team_id: str, slack_user_id: str) -> str | None:
        return read_text(self._redis, _key(slack_team_id, slack_user_id))

    def remember(self, slack_team_id: str, slack_user_id: str, zone_name: str) -> None:
        self._redis.set(_key(slack_team_id, slack_user_id), zone_name, ex=KEPT_SECONDS)


def _key(slack_team_id: str, slack_user_id: str) -> str:
    return f"{KEY_PREFIX}time-zone:{slack_team_id}:{slack_user_id}"
