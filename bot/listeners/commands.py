"""Slash commands: /backpack, its short form /bp, and /journal (docs.slack.dev: Slash commands)."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.conversation import Conversation
from bot.slack_text import read_slack
from bot.utterance import Utterance

ROOT_COMMANDS = ("/backpack", "/bp")
JOURNAL_COMMAND = "/journal"


def register(app: AsyncApp, conversation: Conversation) -> None:
    async def handle_backpack(ack: AsyncAck, command: dict[str, Any], client: AsyncWebClient) -> None:
        await _answer(ack, conversation, _utterance(command), client)

    async def handle_journal(ack: AsyncAck, command: dict[str, Any], client: AsyncWebClient) -> None:
        words = "help journal" if command["text"] == "help" else f"journal {command['text']}"
        await _answer(ack, conversation, _utterance({**command, "text": words}), client)

    for name in ROOT_COMMANDS:
        app.command(name)(handle_backpack)
    app.command(JOURNAL_COMMAND)(handle_journal)


async def _answer(
    ack: AsyncAck, conversation: Conversation, utterance: Utterance, client: AsyncWebClient
) -> None:
    """An answer that needs no Backpack travels in the acknowledgement itself: one request, no waiting."""
    message = await conversation.answer(utterance, client)
    if message is None:
        await ack()
    else:
        await ack(response_type="ephemeral", **message.payload())


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
