"""The three people of the sandbox: who they are in Slack and in Backpack.

Both local servers are seeded from this table, so that a person of the Slack page is the same person in
the Backpack pane beside it.
"""

from dataclasses import dataclass

BACKPACK_ACCOUNT = "trailhead"
SLACK_TEAM_ID = "T0TRAILHEAD"
SLACK_TEAM_NAME = "Trailhead"


@dataclass(frozen=True)
class Person:
    """One person, known to both servers."""

    slack_user_id: str
    name: str
    handle: str
    time_zone: str
    """IANA name, as Slack's `users.info` gives it."""
    rails_time_zone: str
    """Rails name of the same zone, as Backpack's `time-zone-id` gives it."""
    connected: bool
    """Whether `make sandbox` links this person's Backpack token at the start."""


PEOPLE = (
    Person("U0MAYA", "Maya Okafor", "maya", "Europe/Berlin", "Berlin", connected=True),
    Person(
        "U0TOMAS", "Tomás Rivera", "tomas", "America/Chicago", "Central Time (US & Canada)", connected=True
    ),
    Person(
        "U0LINH", "Linh Tran", "linh", "America/Los_Angeles", "Pacific Time (US & Canada)", connected=False
    ),
)
