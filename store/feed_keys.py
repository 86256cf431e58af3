"""Where feeds are in Redis: beside the schedule, so that one script notes a change and has it told."""

from store.ledger_keys import TAGGED

FEEDS = TAGGED + "feeds"
"""Names of the feeds that somebody is subscribed to."""


def state_key(feed: str) -> str:
    """Hash: `version`, `snapshot`, `label`."""
    return f"{TAGGED}feed:{feed}"


def log_key(feed: str) -> str:
    """Hash: what there is to tell, by number."""
    return f"{TAGGED}feed:{feed}:log"


def subscriptions_key(feed: str) -> str:
    """Hash: `TEAM:PLACE` and who subscribed it."""
    return f"{TAGGED}feed:{feed}:subscriptions"


def place_key(slack_team_id: str, place: str) -> str:
    """Set: names of the feeds that a place is subscribed to."""
    return f"{TAGGED}subscribed:{slack_team_id}:{place}"


def messages_key(view_id: str) -> str:
    """Hash: the messages that a subscription has in Slack, by the number of the first thing each tells."""
    return f"{TAGGED}feed-messages:{view_id}"
