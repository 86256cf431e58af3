"""From a sentence to an answer, whichever surface it came from.

Verbs that need no Backpack are answered at once; the others are accepted, and answered by a worker.
"""

import asyncio
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from redis import RedisError
from slack_sdk.web.async_client import AsyncWebClient

from bot.bindings import Binding
from bot.drafts import Draft, ask_first
from bot.local_verbs import SHOW_OR_CLEAR, LocalVerbs, find_binding
from bot.prompts import prompt_at
from bot.receive import NothingAcceptedError, Receiver
from bot.remind import ToConfirmError
from bot.slack_text import escape, shorten
from bot.speaker import Speaker
from bot.time_zone import sure_time_zone_of
from bot.utterance import Utterance
from bot.views.help import help_for
from bot.views.message import QUOTE_MOST, Message, said
from bot.views.troubles import not_connected, nothing_accepted, refused
from store.stores import Stores
from tasks.intent import Intent
from tasks.intents import WriteJournalEntry
from tasks.results import RefusalError, Refused


class Conversation:
    """Reads sentences and answers, or hands them on."""

    def __init__(self, receiver: Receiver, stores: Stores) -> None:
        self._receiver = receiver
        self._stores = stores
        self._local = LocalVerbs(stores)

    async def answer(self, utterance: Utterance, client: AsyncWebClient) -> Message | None:
        """The answer, or None where a worker will answer.

        Never raises for what the person said, nor for a Redis that is out of reach.
        """
        try:
            return await self.hear(utterance, client)
        except (NothingAcceptedError, RedisError):
            return nothing_accepted()

    async def hear(self, utterance: Utterance, client: AsyncWebClient) -> Message | None:
        """As `answer`, for whoever has to know that nothing was accepted.

        :raises NothingAcceptedError, redis.RedisError: for certain nothing will be done
        """
        try:
            return await self._answer(utterance, client)
        except RefusalError as refusal:
            return refused(refusal.refused)

    async def _answer(self, utterance: Utterance, client: AsyncWebClient) -> Message | None:
        if entry := await self._reply_to_prompt(utterance):
            return await self._accept(utterance, entry)
        binding, words = _split_verb(utterance.words)
        if binding.verb == "explain":
            return await self._explain(utterance, words, client)
        if message := await self._local.answer(binding.verb, words, utterance):
            return message
        try:
            intent = await self._read(binding, words, utterance, client)
        except ToConfirmError as error:
            draft = Draft(error.intent, utterance.delivery())
            return await asyncio.to_thread(ask_first, self._stores, utterance.operation_id, draft, error.why)
        return await self._accept(utterance, intent)

    async def _accept(self, utterance: Utterance, intent: Intent) -> Message | None:
        refusal = await self._receiver.receive(utterance.operation_id, intent, utterance.delivery())
        return None if refusal is None else not_connected(refusal)

    async def _reply_to_prompt(self, utterance: Utterance) -> Intent | None:
        """What was said below a message that asked for a journal entry is that entry.

        :raises RefusalError: it can't be one
        """
        if not (utterance.is_direct and utterance.thread_ts):
            return None
        where = utterance.slack_team_id, utterance.slack_channel_id, utterance.thread_ts
        prompt = await asyncio.to_thread(prompt_at, self._stores.prompts, *where)
        return WriteJournalEntry(utterance.said, prompt.slack_channel_id) if prompt else None

    async def _read(
        self, binding: Binding, words: str, utterance: Utterance, client: AsyncWebClient
    ) -> Intent:
        """:raises RefusalError: the words after the verb make no sense, or are missing"""
        if binding.read is None:
            raise RefusalError(
                Refused(f"{binding.verb} is about commands, not one itself.", "Leave it out.", kept="")
            )
        if binding.needs_words and not words:
            sentence = f"`/backpack {binding.verb} {binding.example}`"
            raise RefusalError(
                Refused(f"{binding.verb} what?", f"Say it after the verb: {sentence}", kept="")
            )
        now, zone = datetime.now(UTC), ZoneInfo("UTC")
        if binding.needs_time_zone_for(words):
            zone = await sure_time_zone_of(
                client, self._stores.slack_time_zones, utterance.slack_team_id, utterance.slack_user_id
            )
            now = await asyncio.to_thread(self._stores.clock.now)
        speaker = Speaker(now, zone, utterance.references, utterance.slack_user_id)
        # Some texts take long to read, and others wait for the loop.
        return await asyncio.to_thread(binding.read, words, speaker)

    async def _explain(self, utterance: Utterance, words: str, client: AsyncWebClient) -> Message:
        if not words:
            raise RefusalError(
                Refused(
                    "explain what?", "For example: `/backpack explain add Buy milk to Groceries`", kept=""
                )
            )
        binding, rest = _split_verb(words)
        if binding.read is None:
            return help_for(binding)
        if binding.verb == "default" and rest.lower() in SHOW_OR_CLEAR:
            return said(f"That would {'clear' if rest else 'show'} this channel's default. Nothing was done.")
        first = ""
        try:
            intent = await self._read(binding, rest, utterance, client)
        except ToConfirmError as error:
            intent, first = error.intent, "ask you first whether you meant that, and then "
        does = shorten(intent.describe(), 2 * QUOTE_MOST)
        return said(f"That would {first}{escape(does)}. Nothing was done.")


def _split_verb(sentence: str) -> tuple[Binding, str]:
    """:raises RefusalError: the first word is no verb"""
    if not sentence.strip():
        return find_binding("help"), ""
    verb, *words = sentence.split(maxsplit=1)
    return find_binding(verb), words[0].strip() if words else ""
