"""Slash commands: /backpack, its short form /bp, and /journal (docs.slack.dev: Slash commands)."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.conversation import Conversation
from bot.entry_forms import EntryForms
from bot.slack_text import read_slack
from bot.utterance import Utterance
from bot.views.entry_form import EntryFormState
from bot.views.message import Message

ROOT_COMMANDS = ("/backpack", "/bp")
JOURNAL_COMMAND = "/journal"


def register(app: AsyncApp, conversation: Conversation, entry_forms: EntryForms) -> None:
    async def answer(ack: AsyncAck, command: dict[str, Any], client: AsyncWebClient) -> None:
        """An answer that needs no Backpack travels in the acknowledgement: one request, no waiting."""
        utterance = _utterance(command)
        if utterance.words.lower() == "journal":  # there is no text yet: a form asks for it
            message = await _open_entry_form(entry_forms, utterance, command["trigger_id"], client)
        else:
            message = await conversation.answer(utterance, client)
        if message is None:
            await ack()
        else:
            await ack(response_type="ephemeral", **message.payload())

    async def handle_backpack(ack: AsyncAck, command: dict[str, Any], client: AsyncWebClient) -> None:
        await answer(ack, command, client)

    async def handle_journal(ack: AsyncAck, command: dict[str, Any], client: AsyncWebClient) -> None:
        words = "help journal" if command["text"].strip().lower() == "help" else f"journal {command['text']}"
        await answer(ack, {**command, "text": words}, client)

    for name in ROOT_COMMANDS:
        app.command(name)(handle_backpack)
    app.command(JOURNAL_COMMAND)(handle_journal)


async def _open_entry_form(
    entry_forms: EntryForms, utterance: Utterance, trigger_id: str, client: AsyncWebClient
) -> Message | None:
    state = EntryFormState(utterance.slack_channel_id, utterance.response_url)
    person = utterance.slack_team_id, utterance.slack_user_id
    return await entry_forms.open(person, trigger_id, state, utterance.operation_id, client)


def _utterance(command: dict[str, Any]) -> Utterance:
    text = read_slack(command["text"])
    return Utterance(
        operation_id=f"command-{command['trigger_id']}",
        slack_team_id=command["team_id"],
        slack_user_id=command["user_id"],
        slack_channel_id=command["channel_id"],
        response_url=command["response_url"],
        words=text.words.strip(),
        references=text.references,
    )
