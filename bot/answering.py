"""Showing an answer once: where the person asked if that is possible, else in a direct message.

Before each post the turn notes it in the ledger (`store.answers`), so that whoever comes after an end that
nobody knows (a time-out or a cut after sending, a 5xx, a worker killed in between) can be careful:

- A direct message carries the operation's mark in its metadata. It is looked for before it is posted again.
- A message that one person alone sees is in no history, and neither `replace_original` nor `delete_original`
  reaches what a slash command's `response_url` has posted (slackapi/bolt-js#2287). So it is not posted again;
  the answer comes once more as a direct message, which says that it may be the second. That one is marked.

What remains: the first of the two arrived after all, and the second says so (a person reads the same answer
twice, and that nothing was done twice); a post that Slack carries out later than `SETTLE_SECONDS` after its
connection broke; a worker that is stopped for longer than its lease between the note and the request; a
message that was deleted before we look.
"""

import logging

from slack_sdk.errors import SlackApiError

from bot.posting import Poster
from bot.slack_calls import SlackAwayError, SlackBusyError
from bot.views.message import Message
from bot.views.troubles import perhaps_again
from store.answers import Answers, Turn, Way
from store.notices import Notice
from store.schedule import DUE_PREFIX

logger = logging.getLogger(__name__)

SETTLE_SECONDS = 3.0
"""How long after a broken connection Slack may still carry a request out: it takes well under a second."""


class OvertakenError(Exception):
    """This turn took longer than its lease, and another has begun: this one must not post any more."""


class Answering:
    """One turn at showing one outcome."""

    def __init__(self, answers: Answers, turn: Turn, poster: Poster) -> None:
        self._answers = answers
        self._turn = turn
        self._poster = poster
        self._noted = turn.doubt

    def show(self, message: Message) -> None:
        """Show the answer to the person who asked, and to nobody else.

        Through the `response_url` while that works (30 minutes, 5 uses), else in the channel, else in a
        direct message. Raises as `SlackCalls` does.
        :raises OvertakenError: see there
        """
        if self._turn.doubt or self._poster.delivery.is_direct:
            self.show_directly(message)
            return
        for post in (self._poster.respond, self._poster.whisper):
            if post(message, lambda: self._note(Way.EPHEMERAL)):
                return
        self.show_directly(message)

    def apologise(self, message: Message) -> None:
        """Show this instead of an answer that was refused.

        It does not wait for its turn: that was the refused one's, which would take every later one too.
        """
        self.show_directly(message, in_turn=False)

    def show_directly(
        self,
        message: Message,
        *,
        in_turn: bool = True,
        channel_id: str | None = None,
        thread_ts: str | None = None,
    ) -> Notice:
        """Show it in a direct message, or to all in a channel or thread, unless an earlier turn has.

        Returns where it is. Raises as `show` does.
        """
        perhaps_shown = Way.EPHEMERAL in self._turn.doubt
        if Way.DIRECT in self._turn.doubt:
            try:
                since_seconds = self._turn.doubt_since_seconds
                if found := self._poster.find("answer", since_seconds, channel_id, thread_ts):
                    return found
            except SlackApiError as error:
                logger.warning("Slack does not let me look for an answer: %s", error.response.get("error"))
                perhaps_shown = True
        if perhaps_shown:
            nobody_asked = channel_id is not None or self._poster.operation_id.startswith(DUE_PREFIX)
            message = perhaps_again(message, None if nobody_asked else self._poster.delivery)
        where = {"place": channel_id, "thread_ts": thread_ts}
        return self._poster.tell(message, "answer", lambda: self._note(Way.DIRECT), in_turn=in_turn, **where)

    @property
    def may_be_shown(self) -> bool:
        """Whether an earlier turn may have shown it."""
        return bool(self._turn.doubt)

    def hold(self) -> None:
        """Go on with the turn, which may be long. :raises OvertakenError: it has been too long"""
        self._note_doubt(self._noted)

    def doubt_after(self, error: Exception) -> frozenset[Way]:
        """The ways in which the answer may have been shown, now that the turn has ended so.

        Only what is certain clears what was noted: a time limit may have come while a request was under way.
        """
        certain = isinstance(error, SlackBusyError | SlackAwayError)
        return self._turn.doubt if certain else self._noted

    def _note(self, way: Way) -> None:
        self._note_doubt(self._turn.doubt | {way})

    def _note_doubt(self, noted: frozenset[Way]) -> None:
        if not self._answers.begin_post(self._poster.operation_id, self._turn.number, noted):
            raise OvertakenError
        self._noted = noted
