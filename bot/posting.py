"""The ways to post to Slack, for one operation: what they are called there, and which can be looked for."""

import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Literal

from slack_sdk.errors import SlackApiError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.slack_calls import FIXED, NOT_THERE, SlackCalls
from bot.views.message import Message
from store.notices import Notice
from store.own_ids import own_id
from tasks.delivery import Delivery

logger = logging.getLogger(__name__)

# The token is bad: no other way of posting works either.
_HOPELESS = {"invalid_auth", "account_inactive", "token_revoked", "token_expired", "not_authed"}
_GONE = {"message_not_found", "channel_not_found", "not_found", "view_not_found"}
_EVENT_TYPE = "backpack_bot"
# Slack's clock stamps messages, Redis's says when we began: a minute covers what they may differ by.
_CLOCKS_DIFFER_SECONDS = 60
# As many as Slack gives an app with the tightest limits; a conversation with the bot has fewer in a minute.
_PAGE = 15

Part = Literal["answer", "notice"]


@dataclass(frozen=True)
class Poster:
    """Posts what one operation has to say, to the person who asked.

    Its methods raise as `SlackCalls` does; `begin` runs right before a request leaves.
    """

    calls: SlackCalls
    operation_id: str
    delivery: Delivery

    def respond(self, message: Message, begin: Callable[[], None]) -> bool:
        """Through the `response_url`, seen by the person alone; False when there is none or it is over."""
        url = self.delivery.response_url
        if url is None:
            return False
        # A click's would put it in the place of the message with the button, were it not told otherwise.
        how = {"response_type": "ephemeral", "replace_original": False, **self._thread}
        return self.calls.respond(self.delivery.slack_team_id, url, {**how, **message.payload()}, begin)

    def whisper(self, message: Message, begin: Callable[[], None]) -> bool:
        """In the channel, seen by the person alone; False when Slack refuses that there."""
        where = {"channel": self.delivery.slack_channel_id, "user": self.delivery.slack_user_id}
        where |= self._thread
        try:
            self._call(
                "chat.postEphemeral", {**where, **message.payload()}, caller=self.operation_id, begin=begin
            )
        except SlackApiError as error:
            if error.response.get("error") in _HOPELESS:
                raise
            return False
        return True

    def tell(  # noqa: PLR0913 -- what is said, how, and where
        self,
        message: Message,
        part: Part,
        begin: Callable[[], None],
        *,
        in_turn: bool = True,
        place: str | None = None,
        thread_ts: str | None = None,
    ) -> Notice:
        """A direct message, marked so that `find` finds it; out of the channel's turn if there was one.

        :param place: a channel, to say it there instead; with `thread_ts` in that thread.
        """
        content = {"metadata": self._mark(part), **message.payload()}
        caller = self.operation_id if in_turn else None

        def post(where: dict[str, str]) -> Notice:
            posted = self._call("chat.postMessage", {**where, **content}, caller=caller, begin=begin)
            return Notice(posted["channel"], posted["ts"])

        if not place and (thread := self._direct_thread):
            with suppress(SlackApiError):  # refused there: the message it hangs on may be gone
                return post(thread)
        where = {"channel": place or self.delivery.slack_user_id}
        return post({**where, "thread_ts": thread_ts} if place and thread_ts else where)

    def find(
        self, part: Part, since_seconds: float, place: str | None = None, thread_ts: str | None = None
    ) -> Notice | None:
        """The message that `tell` may have posted since then.

        :raises slack_sdk.errors.SlackApiError: Slack does not let us look (no scope for this history)
        """
        thread = {} if place else self._direct_thread
        if place and thread_ts:
            thread = {"channel": place, "thread_ts": thread_ts}
        if thread:
            method, where = "conversations.replies", {"channel": thread["channel"], "ts": thread["thread_ts"]}
        else:
            method, where = "conversations.history", {"channel": place or self._direct_channel_id()}
        window: dict[str, Any] = {
            **where,
            "oldest": f"{since_seconds - _CLOCKS_DIFFER_SECONDS:.6f}",
            "include_all_metadata": True,
            "limit": _PAGE,
        }
        while True:
            page = self._call(method, window)
            for message in page["messages"]:
                if message.get("metadata") == self._mark(part):
                    return Notice(where["channel"], message["ts"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return None
            window["cursor"] = cursor

    def _direct_channel_id(self) -> str:
        opened = self._call("conversations.open", {"users": self.delivery.slack_user_id})
        return str(opened["channel"]["id"])

    def change(self, notice: Notice, message: Message) -> bool:
        """Put the message in the notice's place, which may be done twice.

        False when that is gone, or Slack keeps it as it is.
        """
        try:
            return self.update(notice, message)
        except SlackApiError as error:
            if error.response.get("error") not in FIXED | NOT_THERE:
                raise
            logger.warning("a message can't be changed any more: %s", error.response.get("error"))
            return False

    def update(self, notice: Notice, message: Message) -> bool:
        """The same for whoever wants to know why; False when it is gone.

        :raises slack_sdk.errors.SlackApiError: Slack keeps it as it is
        """
        where = {"channel": notice.channel_id, "ts": notice.message_ts}
        return self._replace("chat.update", {**where, **message.payload()})

    def replace_clicked(self, message: Message) -> bool:
        """Put the message in the place of the one whose button was clicked, which may be done twice.

        False when that can't be reached any more: it is gone, or was for one person's eyes and too long ago.
        """
        delivery = self.delivery
        if delivery.response_url:
            body = {"replace_original": True, **message.payload()}
            if self.calls.respond(delivery.slack_team_id, delivery.response_url, body):
                return True
        if delivery.clicked_ts is None or delivery.clicked_is_ephemeral:
            return False
        return self.change(Notice(delivery.slack_channel_id, delivery.clicked_ts), message)

    def unfurl(self, unfurl_id: str, source: str, blocks: Mapping[str, Sequence[Block]]) -> bool:
        """Show blocks under somebody's message, by address in it; may be done twice, False if refused."""
        unfurls = {url: {"blocks": [each.to_dict() for each in of_url]} for url, of_url in blocks.items()}
        try:
            self._call("chat.unfurl", {"unfurl_id": unfurl_id, "source": source, "unfurls": unfurls})
        except SlackApiError as error:
            logger.warning("Slack refuses to unfurl a page: %s", error.response.get("error"))
            return False
        return True

    def publish_home(self, view: View) -> bool:
        """As the person's App Home, which may be done twice; False when Slack refuses."""
        try:
            self._call("views.publish", {"user_id": self.delivery.slack_user_id, "view": view.to_dict()})
        except SlackApiError as error:
            logger.warning("Slack refuses a Home tab: %s", error.response.get("error"))
            return False
        return True

    def update_view(self, view_id: str, view: dict[str, Any]) -> bool:
        """Which may be done twice; False when the person has closed the modal meanwhile."""
        return self._replace("views.update", {"view_id": view_id, "view": view})

    @property
    def _thread(self) -> dict[str, str]:
        return {"thread_ts": self.delivery.thread_ts} if self.delivery.thread_ts else {}

    @property
    def _direct_thread(self) -> dict[str, str]:
        """The thread of our direct messages in which they wrote to us; empty where they did not."""
        if not (self.delivery.is_direct and self._thread):
            return {}
        return {"channel": self.delivery.slack_channel_id, **self._thread}

    def _replace(self, method: str, arguments: dict[str, Any]) -> bool:
        try:
            self._call(method, arguments)
        except SlackApiError as error:
            if error.response.get("error") not in _GONE:
                raise
            return False
        return True

    def _call(self, method: str, arguments: dict[str, Any], **how: Any) -> Any:
        return self.calls.call(self.delivery.slack_team_id, method, arguments, **how)

    def _mark(self, part: Part) -> dict[str, Any]:
        # Whoever may read the conversation may read its metadata: an id of ours, not the one Slack gave us.
        return {
            "event_type": _EVENT_TYPE,
            "event_payload": {"operation": own_id(self.operation_id), "part": part},
        }
