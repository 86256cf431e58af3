"""What is remembered of a message that has asked somebody what they did."""

import json
from dataclasses import asdict, dataclass

from store.notices import Notice
from store.prompts import Prompts


@dataclass(frozen=True)
class Prompt:
    """The question."""

    slack_channel_id: str
    """For whose digest."""


def keep_prompt(prompts: Prompts, slack_team_id: str, posted: Notice, prompt: Prompt) -> None:
    prompts.keep(slack_team_id, posted.channel_id, posted.message_ts, json.dumps(asdict(prompt)))


def prompt_at(prompts: Prompts, slack_team_id: str, slack_channel_id: str, message_ts: str) -> Prompt | None:
    """None: that message is none."""
    found = prompts.find(slack_team_id, slack_channel_id, message_ts)
    return Prompt(**json.loads(found)) if found else None
