"""One call to Slack from a worker: through the gates all workers share, and with its end told honestly.

refused for certain        slack_sdk's SlackApiError
not taken, for certain     SlackBusyError (Slack or a channel's pace says when), SlackAwayError (out of reach)
perhaps taken              SlackUncertainError
"""

import math
import time
from collections.abc import Callable
from http.client import HTTPException
from typing import Any
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from store.slack_gates import SlackGates

# For connecting and again for the answer, so 10 s in all: inside the leases of answers and notices (12 s).
_TIMEOUT_SECONDS = 5
# What is slept rather than sent back to the broker. With 2 s, a burst into one channel had every worker
# asleep for as long as it lasted (30 answers: half a minute), and nobody else was answered meanwhile.
_LONGEST_SLEEP_SECONDS = 0.3
# A task whose moment is reserved comes back a little before it: the broker is late by tens of milliseconds,
# and the rest is slept. More would keep workers asleep while others wait for them.
_EARLY_SECONDS = 0.2
# What a 429 means that names no time: the limit most easily met, a message a second. Were it one that counts
# by the minute, the next refusal says so.
_UNNAMED_WAIT_SECONDS = 1.0
# These take a form; the others take JSON.
_READING = {
    "conversations.history", "conversations.replies", "conversations.members", "users.info", "dnd.info",
    "files.getUploadURLExternal",
}  # fmt: skip
_RESPONSE_URL = "response_url"  # stands for a method's name in the gates

# Slack's own words (docs.slack.dev: chat.postMessage, Errors): the first two did nothing, of the others "some
# aspect" may have succeeded.
_NOT_TAKEN = {"request_timeout", "team_added_to_org"}
_PERHAPS_TAKEN = {"internal_error", "fatal_error", "service_unavailable"}
_UNREADABLE = "Received a response in a non-JSON format"  # slack_sdk's, for a reply that was cut short


# Its words for a channel where the bot can't speak (any more).
NOT_THERE = {
    "not_in_channel", "channel_not_found", "is_archived", "no_permission", "restricted_action",
    "restricted_action_read_only_channel", "restricted_action_thread_only_channel",
}  # fmt: skip

# And for a message of its own that it can't change any more (docs.slack.dev: chat.update, Errors).
FIXED = {"cant_update_message", "edit_window_closed", "is_inactive"}


class SlackBusyError(Exception):
    """Slack does not take it, for now. Nothing was posted."""

    def __init__(self, retry_after_seconds: float) -> None:
        super().__init__(f"Slack is busy for {retry_after_seconds:g} s")
        self.retry_after_seconds = retry_after_seconds


class SlackAwayError(Exception):
    """Slack was not reached. Nothing was posted."""


class SlackUncertainError(Exception):
    """The request was sent, and no answer says what became of it."""


def _do_nothing() -> None:
    pass


class SlackCalls:
    """Calls the Web API and response URLs. Retries are the task's business: it makes none of its own."""

    def __init__(self, bot_token: str, api_url: str, gates: SlackGates) -> None:
        self._client = WebClient(
            token=bot_token, base_url=api_url, timeout=_TIMEOUT_SECONDS, retry_handlers=[]
        )
        self._gates = gates

    def call(
        self,
        slack_team_id: str,
        method: str,
        arguments: dict[str, Any],
        *,
        caller: str | None = None,
        begin: Callable[[], None] = _do_nothing,
    ) -> Any:
        """Call `method`. With a `caller` (an operation's id) it is a message to `arguments["channel"]`.

        `begin` runs when the way is clear, right before the request leaves.
        :raises SlackBusyError, SlackAwayError, SlackUncertainError: see the module
        :raises slack_sdk.errors.SlackApiError: Slack refuses it
        """
        paced_channel = None if caller is None else str(arguments["channel"])
        self._pass_gate(slack_team_id, method, paced_channel, caller or "")
        begin()
        try:
            if method in _READING:
                return self._client.api_call(method, params=arguments)
            return self._client.api_call(method, json=arguments)
        except SlackApiError as error:
            self._raise_unless_refused(slack_team_id, method, error)
            raise
        except URLError:
            raise SlackAwayError from None  # while connecting or sending: the request never got there whole
        except (OSError, HTTPException, ValueError):
            raise SlackUncertainError(method) from None

    def respond(
        self, slack_team_id: str, url: str, body: dict[str, Any], begin: Callable[[], None] = _do_nothing
    ) -> bool:
        """Post to a `response_url`; False when it is used up or too old, or the message refused.

        Slack documents no pace for these, only their five uses; a 429 is heeded all the same.
        :raises SlackBusyError, SlackAwayError, SlackUncertainError: see the module
        """
        self._pass_gate(slack_team_id, _RESPONSE_URL, None, "")
        begin()
        try:
            response = WebhookClient(url, timeout=_TIMEOUT_SECONDS, retry_handlers=[]).send_dict(body)
        except URLError:
            raise SlackAwayError from None
        except (OSError, HTTPException, ValueError):
            raise SlackUncertainError(_RESPONSE_URL) from None
        if response.status_code == 429:
            self._close_gate(slack_team_id, _RESPONSE_URL, response.headers)
        said = response.body
        if response.status_code >= 500 or any(code in said for code in _PERHAPS_TAKEN):
            raise SlackUncertainError(_RESPONSE_URL)
        # "ok" it says, and elsewhere `{"ok": true}`; refusals have been seen with 200 as well.
        return response.status_code == 200 and '"ok":false' not in said.replace(" ", "")

    def _pass_gate(self, slack_team_id: str, method: str, channel: str | None, caller: str) -> None:
        """Wait until the way is clear. :raises SlackBusyError: that is too long to hold a worker"""
        slept_seconds = 0.0
        while wait_seconds := self._gates.wait_seconds(slack_team_id, method, channel, caller):
            if slept_seconds + wait_seconds > _LONGEST_SLEEP_SECONDS:
                early_seconds = _EARLY_SECONDS if channel else 0.0
                raise SlackBusyError(wait_seconds - early_seconds)
            time.sleep(wait_seconds)
            slept_seconds += wait_seconds

    def _raise_unless_refused(self, slack_team_id: str, method: str, error: SlackApiError) -> None:
        status, code = error.response.status_code, str(error.response.get("error"))
        if status == 429 or code == "ratelimited":
            self._close_gate(slack_team_id, method, dict(error.response.headers))
        if code in _NOT_TAKEN:
            raise SlackAwayError from None
        if not is_refusal(status, code):
            raise SlackUncertainError(method) from None

    def _close_gate(self, slack_team_id: str, method: str, headers: dict[str, Any]) -> None:
        """:raises SlackBusyError: always"""
        seconds = retry_after_seconds(headers)
        self._gates.close(slack_team_id, method, seconds)
        raise SlackBusyError(seconds)


def is_refusal(status: int, code: str) -> bool:
    """Whether this answer, which is no "ok", says for certain that nothing was done."""
    return code in _NOT_TAKEN or not (status >= 500 or code in _PERHAPS_TAKEN or code.startswith(_UNREADABLE))


def retry_after_seconds(headers: dict[str, Any]) -> float:
    """What a 429's `Retry-After` says; a second where it says nothing sensible."""
    value = next((value for name, value in headers.items() if name.lower() == "retry-after"), None)
    if isinstance(value, list):
        value = value[0]
    try:
        seconds = float(value)  # type: ignore[arg-type]  # None is one of the things that are not sensible
    except (TypeError, ValueError):
        return _UNNAMED_WAIT_SECONDS
    return seconds if math.isfinite(seconds) and seconds > 0 else _UNNAMED_WAIT_SECONDS
