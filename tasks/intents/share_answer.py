"""Show an answer to everybody in the channel where it was asked for."""

from dataclasses import dataclass

from tasks.intent import Context
from tasks.past_answer import SHARE, PastAnswer, answer_id_of, find_answer, is_shareable
from tasks.results import RefusalError, Refused
from tasks.wire import wire

UNDONE = Refused("That was undone, so there is nothing to share.", "", kept="")


@wire
@dataclass(frozen=True)
class AnswerShared:
    """It may be posted now, by this operation and no other."""

    answer_id: str
    slack_channel_id: str
    thread_ts: str | None = None


@wire
@dataclass(frozen=True)
class ShareAnswer:
    """The button Share."""

    answer_id: str

    def describe(self) -> str:
        return "show that answer to everybody in the channel"

    def perform(self, context: Context) -> AnswerShared:
        return _share(context, find_answer(context.stores, context.delivery.slack_team_id, self.answer_id))


@wire
@dataclass(frozen=True)
class ShareLast:
    """`share`."""

    def describe(self) -> str:
        return "show my last answer to you to everybody in this channel"

    def perform(self, context: Context) -> AnswerShared:
        delivery = context.delivery
        if not delivery.is_for_channel:
            raise RefusalError(_refused("There is nobody here to share with.", "Say it in a channel."))
        last_id = context.stores.last_answers.find(delivery.person, delivery.slack_channel_id)
        if last_id is None:
            problem = "I have not answered you here in the last hour."
            raise RefusalError(_refused(problem, "Ask first, for example `list`, and then `share`."))
        return _share(context, find_answer(context.stores, delivery.slack_team_id, answer_id_of(last_id)))


def _share(context: Context, answer: PastAnswer) -> AnswerShared:
    """:raises RefusalError: it has been shared, or can't be"""
    if not (answer.delivery.is_for_channel and is_shareable(answer.outcome)):
        raise RefusalError(_refused("That can’t be shared.", "Ask in a channel."))
    if answer.undone:
        raise RefusalError(UNDONE)
    if answer.card.settled_by.get(SHARE, context.operation_id) != context.operation_id:
        raise RefusalError(_refused("That has been shared already.", "Look further down in the channel."))
    if not context.stores.cards.claim(answer.answer_id, SHARE, context.operation_id):
        raise RefusalError(_refused("That is being shared right now.", "Look again in a moment."))
    return AnswerShared(answer.answer_id, answer.delivery.slack_channel_id, answer.delivery.thread_ts)


def _refused(problem: str, next_step: str) -> Refused:
    return Refused(problem, next_step, kept="")
