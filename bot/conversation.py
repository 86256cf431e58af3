"""From a sentence to an answer, whichever surface it came from.

Verbs that need no Backpack are answered at once; the others are accepted, and answered by a worker.
"""

import asyncio
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from redis import RedisError
from slack_sdk.web.async_client import AsyncWebClient

from bot.bindings import Binding
from bot.local_verbs import SHOW_OR_CLEAR, LocalVerbs, find_binding
from bot.parse import Speaker
from bot.receive import NothingAcceptedError, Receiver
from bot.slack_text import escape, shorten
from bot.time_zone import sure_time_zone_of
from bot.utterance import Utterance
from bot.views.help import help_for
from bot.views.message import QUOTE_MOST, Message, said
from bot.views.troubles import not_connected, nothing_accepted, refused
from store.stores import Stores
from tasks.intent import Intent
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
        binding, words = _split_verb(utterance.words)
        if binding.verb == "explain":
            return await self._explain(utterance, words, client)
        if message := await self._local.answer(binding.verb, words, utterance):
            return message
        intent = await self._read(binding, words, utterance, client)
        refusal = await self._receiver.receive(utterance.operation_id, intent, utterance.delivery())
        return None if refusal is None else not_connected(refusal)

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
        zone = ZoneInfo("UTC")
        if binding.needs_time_zone_for(words):
            zone = await sure_time_zone_of(
                client, self._stores.slack_time_zones, utterance.slack_team_id, utterance.slack_user_id
            )
        speaker = Speaker(datetime.now(UTC), zone, utterance.references)
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
        intent = await self._read(binding, rest, utterance, client)
        does = shorten(intent.describe(), 2 * QUOTE_MOST)
        return said(f"That would {escape(does)}. Nothing was done.")


def _split_verb(sentence: str) -> tuple[Binding, str]:
    """:raises RefusalError: the first word is no verb"""
    if not sentence.strip():
        return find_binding("help"), ""
    verb, *words = sentence.split(maxsplit=1)
    return find_binding(verb), words[0].strip() if words else ""
