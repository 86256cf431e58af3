"""Reactions (docs.slack.dev: reaction_added event, reaction_removed event)."""

from functools import partial
from typing import Any

from redis import RedisError
from slack_bolt.async_app import AsyncApp
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.event_answers import AGAIN, DONE, EventAnswers
from bot.reactions import ReactionAnswers, delivery_of_reaction
from bot.views.message import Message
from store.reactions import Reaction

Json = dict[str, Any]

EVENTS = ("reaction_added", "reaction_removed")
"""As the manifest subscribes to them."""


def register(app: AsyncApp, answers: EventAnswers, reactions: ReactionAnswers) -> None:
    async def answer(body: Json, client: AsyncWebClient) -> BoltResponse:
        event = body["event"]
        # Files can be reacted to as well, and no message of theirs is named then.
        if event["item"].get("type") != "message":
            return BoltResponse(status=DONE)
        reaction = _reaction(body["team_id"], event)
        try:
            if not await reactions.is_ours(reaction.slack_team_id, reaction.name):
                return BoltResponse(status=DONE)
        except RedisError:
            # Most reactions are not meant for us: nobody is told of one that was not understood.
            return BoltResponse(status=AGAIN)

        async def hear() -> Message | None:
            if event["type"] == "reaction_added":
                return await reactions.added(reaction, event["event_ts"], client)
            await reactions.removed(reaction, event["event_ts"])
            return None

        delivery = partial(delivery_of_reaction, reaction)
        return BoltResponse(status=await answers.answer_with(body["event_id"], delivery, hear, client))

    async def handle_reaction_added(body: Json, client: AsyncWebClient) -> BoltResponse:
        return await answer(body, client)

    async def handle_reaction_removed(body: Json, client: AsyncWebClient) -> BoltResponse:
        return await answer(body, client)

    app.event("reaction_added")(handle_reaction_added)
    app.event("reaction_removed")(handle_reaction_removed)


def _reaction(slack_team_id: str, event: Json) -> Reaction:
    # `wave::skin-tone-2` is the same wave.
    name = str(event["reaction"]).partition("::")[0]
    item = event["item"]
    return Reaction(slack_team_id, event["user"], item["channel"], item["ts"], name)
