"""A journal entry written or changed, with the button that changes it."""

import json

from slack_sdk.models.blocks import ActionsBlock, ButtonElement

from bot.views import ids
from bot.views.answers import answer, sentence
from bot.views.message import Message
from tasks.intents.change_journal_entry import JournalEntryChanged
from tasks.intents.write_journal_entry import JournalEntryWritten


@answer.register
def journal_entry_written(result: JournalEntryWritten) -> Message:
    message = sentence("📓 In your journal: ", result.body)
    if result.entry_id is None:
        return message
    return Message(message.text, (*message.blocks, _edit(result.entry_id, result.prompt_channel_id)))


@answer.register
def journal_entry_changed(result: JournalEntryChanged) -> Message:
    message = sentence("📓 In your journal now: ", result.body)
    return Message(message.text, (*message.blocks, _edit(result.entry_id, result.prompt_channel_id)))


def entry_named(value: str) -> tuple[int, str | None]:
    """What the button's value says: the entry, and the channel for which it was asked for."""
    entry_id, prompt_channel_id = json.loads(value)
    return int(entry_id), prompt_channel_id


def _edit(entry_id: int, prompt_channel_id: str | None) -> ActionsBlock:
    value = json.dumps([entry_id, prompt_channel_id])
    return ActionsBlock(elements=[ButtonElement(text="Edit", action_id=ids.ENTRY_EDIT, value=value)])
