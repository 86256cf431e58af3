"""Who is asked for a journal entry when: a channel's rounds, and each person's entries in the schedule.

A round plans what falls into the hours until the next one. So whoever joins the channel, connects or moves to
another zone is asked from the next round on; and as each moment falls into one round, nobody is asked twice.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from pydantic import TypeAdapter

from store.schedule import Entry, Lane
from tasks.delivery import Delivery
from tasks.journaling.routine import Routine, routine_name
from tasks.wire import encode

ROUND = timedelta(hours=6)
"""Who connects in the morning is asked in the evening; a round costs a handful of requests."""
ROUND_INTENT = "PlanPrompts"
ASK_INTENT = "AskForEntry"
"""The wire names of the intents that due entries become."""


@dataclass(frozen=True)
class RoundItem:
    """Travels as JSON."""

    routine_id: str
    after_seconds: float
    """Up to here all is planned."""


@dataclass(frozen=True)
class PromptItem:
    """One person's prompt on one day. Travels as JSON."""

    routine_id: str
    slack_channel_id: str
    """For whose digest they are asked."""
    time_zone: str
    """Theirs, an IANA name."""


_ROUND, _PROMPT = TypeAdapter(RoundItem), TypeAdapter(PromptItem)


def round_entry(
    slack_team_id: str, slack_channel_id: str, routine: Routine, item: RoundItem, due_seconds: float
) -> Entry:
    name = routine_name("prompt", slack_team_id, slack_channel_id)
    delivery = Delivery(slack_team_id, routine.slack_user_id, slack_channel_id, None, "prompt", 0.0)
    return Entry(
        entry_id=name,
        lane=Lane(name, ROUND_INTENT, json.dumps(encode(delivery))),
        owner=name,
        due_seconds=due_seconds,
        item=_ROUND.dump_json(item).decode(),
    )


def prompt_entry(slack_team_id: str, slack_user_id: str, item: PromptItem, due: datetime) -> Entry:
    """`due` is aware. Each time has an entry of its own, whichever round planned it."""
    delivery = Delivery(slack_team_id, slack_user_id, slack_user_id, None, "prompt", 0.0)
    when = f"{due.astimezone(UTC):%Y%m%dT%H%M}"
    return Entry(
        entry_id=f"ask:{item.routine_id}:{slack_team_id}:{slack_user_id}:{when}",
        lane=Lane(f"ask:{slack_team_id}:{slack_user_id}", ASK_INTENT, json.dumps(encode(delivery))),
        owner=routine_name("prompt", slack_team_id, item.slack_channel_id),
        due_seconds=due.timestamp(),
        item=_PROMPT.dump_json(item).decode(),
    )
