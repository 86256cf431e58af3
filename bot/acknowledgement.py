"""What is said to a modal that was submitted (docs.slack.dev: Modals, `response_action`)."""

from typing import Any

from tasks.results import RefusalError

Acknowledgement = dict[str, Any]
"""Nothing in it closes the modal."""

NOTHING_ACCEPTED = "I can't take this just now, and nothing was done. Please try again in a minute."
CONNECT_FIRST = "Connect your Backpack account first: /backpack connect"


def errors(block_id: str, problem: str) -> Acknowledgement:
    """Said under the block, in plain text; the modal stays open."""
    return {"response_action": "errors", "errors": {block_id: problem}}


def refusal_at(block_id: str, refusal: RefusalError) -> Acknowledgement:
    refused = refusal.refused
    return errors(block_id, f"{refused.problem} {refused.next_step}")
