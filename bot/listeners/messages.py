"""Direct messages and mentions (docs.slack.dev: message.im event, app_mention event)."""

from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncBoltContext
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.addressing import command_in, without_mention, without_salutation
from bot.event_answers import DONE, EventAnswers
from bot.slack_text import read_slack
from bot.utterance import Utterance

Json = dict[str, Any]

EVENTS = ("app_mention", "message.im")
"""As the manifest subscribes to them."""

# A plain message has none. Others tell of edits, deletions, people who come and go, and of bots.
_SPOKEN_SUBTYPES = {None, "file_share", "thread_broadcast"}


def register(app: AsyncApp, answers: EventAnswers) -> None:
    async def handle_app_mention(
        body: Json, event: Json, client: AsyncWebClient, context: AsyncBoltContext
    ) -> BoltResponse:
        """In direct messages Slack sends none, and if it did: there every message is for us."""
        if not _is_spoken(event) or event["channel"].startswith("D"):
            return BoltResponse(status=DONE)
        text = without_mention(event["text"], context.bot_user_id)
        utterance = _utterance(body, text, is_direct=False)
        return BoltResponse(status=await answers.answer(body["event_id"], utterance, client))

    async def handle_message(
        body: Json, event: Json, client: AsyncWebClient, context: AsyncBoltContext
    ) -> BoltResponse:
        if not _is_spoken(event) or event.get("channel_type") != "im" or not event["text"].strip():
            return BoltResponse(status=DONE)
        text = without_salutation(event["text"], context.bot_user_id)
        utterance = _utterance(body, text, is_direct=True)
        return BoltResponse(status=await answers.answer(body["event_id"], utterance, client))

    app.event("app_mention")(handle_app_mention)
    app.event("message")(handle_message)


def _is_spoken(event: Json) -> bool:
    """By a person, and for the first time: an edited mention comes as an event of its own."""
    is_ours_or_old = event.get("bot_id") or event.get("hidden") or event.get("edited")
    is_said = event.get("user") and isinstance(event.get("text"), str)
    return bool(is_said and not is_ours_or_old and event.get("subtype") in _SPOKEN_SUBTYPES)


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
    )
