"""Direct messages, mentions, messages with a prefix (docs.slack.dev: message event, app_mention event)."""

import asyncio
from typing import Any

from redis import RedisError
from slack_bolt.async_app import AsyncApp, AsyncBoltContext
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.addressing import command_in, without_mention, without_salutation
from bot.event_answers import AGAIN, DONE, EventAnswers
from bot.mentions import with_names
from bot.message_words import emoji_name, message_words
from bot.prefixes import prefixed
from bot.slack_text import read_slack
from bot.utterance import Utterance
from store.prefixes import Prefixes

Json = dict[str, Any]

EVENTS = ("app_mention", "message.im")
"""As the manifest subscribes to them."""

_CHANNEL_TYPES = {"channel", "group"}
"""Where a prefix is heard, if the workspace has added the events and scopes for it: see `manifest.yml`."""

# A plain message has none. Others tell of edits, deletions, people who come and go, and of bots.
_SPOKEN_SUBTYPES = {None, "file_share", "thread_broadcast"}


def register(app: AsyncApp, answers: EventAnswers, prefixes: Prefixes) -> None:
    async def handle_app_mention(
        body: Json, event: Json, client: AsyncWebClient, context: AsyncBoltContext
    ) -> BoltResponse:
        """In direct messages Slack sends none, and if it did: there every message is for us."""
        if not _is_spoken(event) or event["channel"].startswith("D"):
            return BoltResponse(status=DONE)
        text = await with_names(client, without_mention(_words(event), context.bot_user_id))
        utterance = _utterance(body, text, is_direct=False)
        return BoltResponse(status=await answers.answer(body["event_id"], utterance, client))

    async def handle_message(
        body: Json, event: Json, client: AsyncWebClient, context: AsyncBoltContext
    ) -> BoltResponse:
        if not _is_spoken(event) or not event["text"].strip():
            return BoltResponse(status=DONE)
        if event.get("channel_type") in _CHANNEL_TYPES:
            return BoltResponse(status=await in_channel(body, client, context.bot_user_id))
        if event.get("channel_type") != "im":
            return BoltResponse(status=DONE)
        text = await with_names(client, without_salutation(_words(event), context.bot_user_id))
        utterance = _utterance(body, text, is_direct=True)
        return BoltResponse(status=await answers.answer(body["event_id"], utterance, client))

    async def in_channel(body: Json, client: AsyncWebClient, bot_user_id: str | None) -> int:
        """Most of what is said there is not for us, and costs nothing."""
        event = body["event"]
        found = prefixed(_words(event), bot_user_id)
        if found is None:
            return DONE
        try:
            on = await asyncio.to_thread(prefixes.switched_on, body["team_id"], event["channel"])
        except RedisError:
            return AGAIN  # nobody knows whether it is for us, so nobody is told
        if found.prefix not in on:
            return DONE
        utterance = _utterance(body, await with_names(client, found.command), is_direct=False)
        return await answers.answer(body["event_id"], utterance, client)

    app.event("app_mention")(handle_app_mention)
    app.event("message")(handle_message)


def _is_spoken(event: Json) -> bool:
    """By a person, and for the first time: an edited mention comes as an event of its own."""
    is_ours_or_old = event.get("bot_id") or event.get("hidden") or event.get("edited")
    is_said = event.get("user") and isinstance(event.get("text"), str)
    return bool(is_said and not is_ours_or_old and event.get("subtype") in _SPOKEN_SUBTYPES)


def _words(event: Json) -> str:
    """As they would be typed after `/backpack`."""
    return message_words(event, emoji_name)


def _utterance(body: Json, text: str, *, is_direct: bool) -> Utterance:
    event, said = body["event"], read_slack(text)
    return Utterance(
        operation_id=f"event-{body['event_id']}",
        slack_team_id=body["team_id"],
        slack_user_id=event["user"],
        slack_channel_id=event["channel"],
        response_url=None,
        words=command_in(said.words),
        references=said.references,
        thread_ts=event.get("thread_ts"),
        is_direct=is_direct,
        said=said.words.strip(),
    )
