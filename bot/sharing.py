"""An answer shown to everybody in the channel where it was asked for."""

import json
from dataclasses import astuple

from slack_sdk.errors import SlackApiError

from bot.answering import Answering
from bot.config import bot_config
from bot.notify import notice_to_replace
from bot.posting import Poster
from bot.slack_calls import NOT_THERE
from bot.views.answer_buttons import AnswerScene, shared_by, with_buttons
from bot.views.answers import answer
from bot.views.message import Message, said
from bot.views.troubles import refused
from store.notices import Notice
from tasks import resources
from tasks.intents.share_answer import UNDONE, AnswerShared
from tasks.past_answer import SHARE, PastAnswer, find_answer
from tasks.results import RefusalError, Refused
from tasks.undoing.undone import Undone

_INVITE = Refused(
    "I can’t post in this channel: I am not in it, or may not write there.",
    "Invite me with `/invite @Backpack`, and share it again.",
    kept="",
)


def say_shared(answering: Answering, poster: Poster, shared: AnswerShared) -> None:
    """Once; then the answer whose button was clicked loses its Share.

    Raises as `Answering.show` does.
    """
    stores, delivery = resources.stores(), poster.delivery
    try:
        past = find_answer(stores, delivery.slack_team_id, shared.answer_id)
    except RefusalError as refusal:
        answering.show(refused(refusal.refused))
        return
    if past.undone and not answering.may_be_shown:
        stores.cards.release(shared.answer_id, SHARE)
        answering.show(refused(UNDONE))
        return
    message = shared_by(_shown(past), delivery.slack_user_id)
    try:
        posted = answering.show_directly(
            message, channel_id=shared.slack_channel_id, thread_ts=shared.thread_ts
        )
    except SlackApiError as error:
        stores.cards.release(shared.answer_id, SHARE)
        if error.response.get("error") not in NOT_THERE:
            raise
        answering.show(refused(_INVITE))
        return
    stores.cards.settle(shared.answer_id, SHARE, json.dumps(astuple(posted)), poster.operation_id)
    # Whoever undoes it from here on changes what was posted; who has done so before could not.
    past = find_answer(stores, delivery.slack_team_id, shared.answer_id)
    if past.undone:
        poster.change(posted, _shown(past))
    if notice := notice_to_replace(poster):  # it had to wait
        poster.change(notice, said(f"📣 Shared in <#{shared.slack_channel_id}>."))
    if delivery.clicked_ts:
        poster.replace_clicked(_shown(past))


def change_shared(poster: Poster, undone: Undone, message: Message) -> None:
    """What everybody has read is not so any more. Raises as `Poster` does; may be done twice."""
    card = resources.stores().cards.find(undone.answer_id)
    if card and (posted := card.states.get(SHARE)):
        poster.change(Notice(*json.loads(posted)), message)


def _shown(past: PastAnswer) -> Message:
    """As it stands."""
    scene = AnswerScene(past.answer_id, can_share=False, backpack_url=bot_config().backpack_url)
    outcome = past.undone or past.outcome
    return with_buttons(answer(outcome), outcome, scene)
