"""The verbs that need no Backpack: help, connect, disconnect, and a channel's default shown or cleared."""

import asyncio

from bot import capture_settings
from bot.bindings import Binding, binding_for, nearest_verbs
from bot.disconnecting import disconnect
from bot.slack_text import shorten
from bot.utterance import Utterance
from bot.views.help import default_text, help_for, help_for_all
from bot.views.message import Message, said
from bot.views.troubles import connect_prompt
from store.stores import Stores
from tasks.results import RefusalError, Refused

# What may follow `default` without naming a place.
SHOW_OR_CLEAR = ("", "none")


class LocalVerbs:
    """Answers from the bot's own memory."""

    def __init__(self, stores: Stores) -> None:
        self._stores = stores

    async def answer(self, verb: str, words: str, utterance: Utterance) -> Message | None:
        """None: this sentence is not for us. :raises redis.RedisError: the memory is out of reach"""
        if verb == "default" and words.lower() not in SHOW_OR_CLEAR:
            return None
        answer = {
            "help": self._help,
            "connect": self._connect,
            "disconnect": self._disconnect,
            "emoji": self._emoji,
            "prefix": self._prefix,
            "default": self._clear_default if words else self._show_default,
        }.get(verb)
        # The stores block; the event loop must not.
        return await asyncio.to_thread(answer, words, utterance) if answer else None

    def _emoji(self, words: str, utterance: Utterance) -> Message:
        return capture_settings.emoji(self._stores, utterance.slack_team_id, words)

    def _prefix(self, words: str, utterance: Utterance) -> Message:
        return capture_settings.prefix(self._stores, utterance, words)

    def _help(self, words: str, utterance: Utterance) -> Message:
        if words:
            return help_for(find_binding(words.split(maxsplit=1)[0]))
        channels = self._stores.channels
        return help_for_all(channels.default(utterance.slack_team_id, utterance.slack_channel_id))

    def _connect(self, _words: str, utterance: Utterance) -> Message:
        accounts = self._stores.accounts
        return connect_prompt(is_linked=accounts.is_linked(utterance.slack_team_id, utterance.slack_user_id))

    def _disconnect(self, _words: str, utterance: Utterance) -> Message:
        if disconnect(self._stores, utterance.slack_team_id, utterance.slack_user_id):
            return said("👋 Your Backpack token is forgotten. `/backpack connect` links you again.")
        return said("You were not connected, so there was nothing to forget.")

    def _show_default(self, _words: str, utterance: Utterance) -> Message:
        channels = self._stores.channels
        return said(default_text(channels.default(utterance.slack_team_id, utterance.slack_channel_id)))

    def _clear_default(self, _words: str, utterance: Utterance) -> Message:
        if self._stores.channels.clear_default(utterance.slack_team_id, utterance.slack_channel_id):
            return said("📌 This channel has no default any more.")
        return said("This channel had no default.")


def find_binding(verb: str) -> Binding:
    """:raises RefusalError: there is no such verb; the answer names the nearest"""
    binding = binding_for(verb)
    if binding is None:
        problem = f"I don't know the verb {shorten(verb, 40)}."
        raise RefusalError(Refused(problem, "`/backpack help` shows them all.", nearest_verbs(verb), kept=""))
    return binding
