"""Posting to Slack from a worker: what is certain, what may be tried again, and where else to go."""

import json
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.views.message import Message
from store.notices import Notice
from tasks.delivery import Delivery

_TIMEOUT_SECONDS = 8  # inside the task's 20 s, also when a fallback follows
_BUSY_WAIT_SECONDS = 1.0  # what Slack's limits mean when it names no time: one message a second

# The token is bad: no other way of posting works either.
_HOPELESS = {"invalid_auth", "account_inactive", "token_revoked", "token_expired", "not_authed"}


class SlackBusyError(Exception):
    """Slack did not take it, for now. Nothing was posted."""

    def __init__(self, retry_after_seconds: float) -> None:
        super().__init__(f"Slack is busy for {retry_after_seconds:g} s")
        self.retry_after_seconds = retry_after_seconds


class Poster:
    """Speaks to one workspace. Retries are the task's business, so the client makes none of its own."""

    def __init__(self, bot_token: str, api_url: str) -> None:
        self._client = WebClient(
            token=bot_token, base_url=api_url, timeout=_TIMEOUT_SECONDS, retry_handlers=[]
        )

    def answer(self, delivery: Delivery, message: Message) -> None:
        """Show the answer to the person who asked, and to nobody else.

        Through the `response_url` while that works (30 minutes, 5 uses), else in the channel, else in a
        direct message.

        :raises SlackBusyError: not posted, try again
        :raises slack_sdk.errors.SlackApiError: Slack refuses this message or this token
        :raises OSError: the connection failed; it may have been posted
        """
        if delivery.response_url and self._respond(delivery.response_url, message):
            return
        try:
            self._call(
                "chat.postEphemeral",
                channel=delivery.slack_channel_id,
                user=delivery.slack_user_id,
                **message.payload(),
            )
        except SlackApiError as error:
            if error.response.get("error") in _HOPELESS:
                raise
        else:
            return
        self.tell(delivery.slack_user_id, message)

    def tell(self, slack_user_id: str, message: Message) -> Notice:
        """A direct message. Raises as `answer` does."""
        posted = self._call("chat.postMessage", channel=slack_user_id, **message.payload())
        return Notice(posted["channel"], posted["ts"])

    def change(self, notice: Notice, message: Message) -> bool:
        """Put the message in the notice's place; False when that is gone. Raises as `answer` does."""
        try:
            self._call("chat.update", channel=notice.channel_id, ts=notice.message_ts, **message.payload())
        except SlackApiError as error:
            if error.response.get("error") not in ("message_not_found", "channel_not_found"):
                raise
            return False
        return True

    def update_view(self, view_id: str, view: dict[str, Any]) -> bool:
        """False when the person has closed the modal meanwhile. Raises as `answer` does."""
        try:
            self._call("views.update", view_id=view_id, view=view)
        except SlackApiError as error:
            if error.response.get("error") not in ("not_found", "view_not_found"):
                raise
            return False
        return True

    def _respond(self, response_url: str, message: Message) -> bool:
        """Whether it was taken; False when the URL is used up or too old."""
        webhook = WebhookClient(response_url, timeout=_TIMEOUT_SECONDS, retry_handlers=[])
        response = webhook.send_dict({"response_type": "ephemeral", **message.payload()})
        if _is_busy(response.status_code):
            raise SlackBusyError(_seconds(response.headers))
        return response.status_code == 200

    def _call(self, method: str, **arguments: Any) -> Any:
        try:
            return self._client.api_call(method, json=arguments)
        except SlackApiError as error:
            response = error.response
            if _is_busy(response.status_code) or response.get("error") == "ratelimited":
                raise SlackBusyError(_seconds(dict(response.headers))) from None
            raise
        except (json.JSONDecodeError, HTTPException):
            raise SlackBusyError(_BUSY_WAIT_SECONDS) from None


def _is_busy(status: int) -> bool:
    return status == 429 or status >= 500


def _seconds(headers: dict[str, Any]) -> float:
    value = next((value for name, value in headers.items() if name.lower() == "retry-after"), None)
    if isinstance(value, list):
        value = value[0]
    return float(value) if value else _BUSY_WAIT_SECONDS
