"""Who is in a channel, where we may know."""

import logging

from slack_sdk.errors import SlackApiError

from bot.slack_calls import SlackCalls

logger = logging.getLogger(__name__)

_PAGE = 1_000  # as many as Slack gives at a time
_PAGES_MOST = 10  # a channel of 10,000 is no team


def channel_members(calls: SlackCalls, slack_team_id: str, slack_channel_id: str) -> frozenset[str] | None:
    """Slack user ids; None: Slack does not tell us (the scope channels:read, or groups:read, is not ours).

    Raises as `SlackCalls` does, except for what Slack refuses.
    """
    members, cursor = set[str](), ""
    for _page in range(_PAGES_MOST):
        arguments = {"channel": slack_channel_id, "limit": _PAGE} | ({"cursor": cursor} if cursor else {})
        try:
            answer = calls.call(slack_team_id, "conversations.members", arguments)
        except SlackApiError as error:
            logger.info("who is in a channel is not told: %s", error.response.get("error"))
            return None
        members.update(answer["members"])
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            break
    return frozenset(members)
