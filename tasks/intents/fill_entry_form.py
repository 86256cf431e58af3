"""Fill in the form of a journal entry, which is open already."""

from dataclasses import dataclass, replace

from backpack import BackpackError, Forbidden, NotFound, list_user_journal_entries, show_journal_entry
from store.completions import Completion
from tasks.intent import Context
from tasks.wire import wire

# Backpack keeps whole seconds: what was completed in the same one was completed first.
_SECOND = 1.0


@wire
@dataclass(frozen=True)
class EntryForm:
    """What the form is to show."""

    view_id: str
    body: str
    entry_id: int | None = None
    """Of the entry that is to be changed; None: a new one is written."""
    prompt_channel_id: str | None = None
    proposed_count: int = 0
    """So many completed items does the body tell of."""
    problem: str = ""
    """Why it is not what it should be; for a change, why it can't be."""
    home_time_zone: str | None = None
    """As the form was opened with it."""


@wire
@dataclass(frozen=True)
class FillEntryForm:
    """With the text of an entry, or for a new one with what the person has completed since their last.

    It never waits for Backpack: somebody looks at an empty form.
    """

    view_id: str
    entry_id: int | None = None
    prompt_channel_id: str | None = None
    home_time_zone: str | None = None
    """Of somebody who writes on their Home tab; None: elsewhere."""

    def describe(self) -> str:
        return "fill in the form of a journal entry"

    def perform(self, context: Context) -> EntryForm:
        if self.entry_id is None:
            return replace(self._proposal(context), home_time_zone=self.home_time_zone)
        try:
            body, problem = context.backpack(show_journal_entry(self.entry_id)).body, ""
        except NotFound:
            body, problem = "", "That entry is not in Backpack any more."
        except Forbidden:
            body, problem = "", "That entry is somebody else’s."
        except BackpackError:
            body, problem = "", "Backpack is not answering. Please try again in a minute."
        return EntryForm(self.view_id, body, self.entry_id, self.prompt_channel_id, problem=problem)

    def _proposal(self, context: Context) -> EntryForm:
        link, delivery = context.link, context.delivery
        try:
            newest = context.backpack(list_user_journal_entries(link.backpack_user_id, count=1))
        except BackpackError:
            problem = "Backpack is not answering, so I can’t tell what is new since your last entry."
            return EntryForm(self.view_id, "", None, self.prompt_channel_id, problem=problem)
        since_seconds = newest[0].created_at.timestamp() + _SECOND if newest else 0.0
        done = context.stores.completions.since(
            delivery.slack_team_id, delivery.slack_user_id, link.account, since_seconds
        )
        return EntryForm(self.view_id, _text(done), None, self.prompt_channel_id, len(done))


def _text(done: tuple[Completion, ...]) -> str:
    if not done:
        return ""
    lines = [f"• {each.content} ({each.list_name})" for each in done]
    return "\n".join(["Done:", *lines])
