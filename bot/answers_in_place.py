"""Answers with their buttons, and those that take the place of the message whose button was clicked."""

from bot.answering import Answering
from bot.config import bot_config
from bot.notify import notice_to_replace
from bot.posting import Poster
from bot.views.answer_buttons import AnswerScene, with_buttons
from bot.views.answers import answer
from bot.views.message import Message
from tasks.past_answer import answer_id_of


def answer_with_buttons(outcome: object, poster: Poster) -> Message:
    """What an operation's outcome looks like to the one who asked."""
    delivery = poster.delivery
    is_seen_by_all = delivery.clicked_ts is not None and not delivery.clicked_is_ephemeral
    scene = AnswerScene(
        answer_id_of(poster.operation_id),
        can_share=delivery.is_for_channel and not is_seen_by_all,
        backpack_url=bot_config().backpack_url,
    )
    return with_buttons(answer(outcome), outcome, scene)


def show_in_place(answering: Answering, poster: Poster, message: Message) -> None:
    """In the place of the message whose button was clicked; where that is gone, below.

    Raises as `Answering.show` does.
    """
    notice = notice_to_replace(poster)
    is_shown = notice is not None and poster.change(notice, message)
    if not poster.replace_clicked(message) and not is_shown:
        answering.show(message)
