"""Showing an outcome: one function an outcome, found by its type. Here are those that answer somebody.

`bot.showing` has the others.
"""

from functools import singledispatch

from bot.answering import Answering
from bot.answers_in_place import answer_with_buttons, show_in_place
from bot.cards import is_card_tick, put_back
from bot.drafts import is_confirmed_draft
from bot.notify import notice_to_replace
from bot.posting import Poster
from bot.redrawing import redraw
from bot.sharing import change_shared, say_shared
from bot.views.answers import answer
from tasks.intents.change_journal_entry import JournalEntryChanged
from tasks.intents.share_answer import AnswerShared
from tasks.intents.tick_item import ItemTicked
from tasks.reminding.card import CardSettled
from tasks.undoing.undone import Undone


@singledispatch
def show(outcome: object, answering: Answering, poster: Poster) -> None:
    """Raises as `Answering.show` does. May be repeated, after an end in doubt too."""
    answer_who_asked(outcome, answering, poster)


@show.register
def show_entry(outcome: JournalEntryChanged, answering: Answering, poster: Poster) -> None:
    show_where_clicked(outcome, answering, poster)


@show.register
def show_ticked(outcome: ItemTicked, answering: Answering, poster: Poster) -> None:
    if is_card_tick(poster.operation_id):
        return
    if outcome.was_so_already:  # as after a double click, whose first has its Undo where it was clicked
        answer_who_asked(outcome, answering, poster)
    else:
        show_where_clicked(outcome, answering, poster)


@show.register
def show_settled(outcome: CardSettled, answering: Answering, poster: Poster) -> None:
    """In the message that was clicked at."""
    message = answer(outcome)
    notice = notice_to_replace(poster)
    is_shown = notice is not None and poster.change(notice, message)
    if not redraw(poster, outcome) and not is_shown:
        answering.show_directly(message)


@show.register
def show_undone(outcome: Undone, answering: Answering, poster: Poster) -> None:
    change_shared(poster, outcome, answer_with_buttons(outcome, poster))
    show_where_clicked(outcome, answering, poster)


@show.register
def show_shared(outcome: AnswerShared, answering: Answering, poster: Poster) -> None:
    say_shared(answering, poster, outcome)


def answer_who_asked(outcome: object, answering: Answering, poster: Poster) -> None:
    message = answer_with_buttons(outcome, poster)
    notice = notice_to_replace(poster)
    is_shown = notice is not None and poster.change(notice, message)
    if is_confirmed_draft(poster.operation_id):
        is_shown = poster.replace_clicked(message) or is_shown
    if not is_shown:
        answering.show(message)
    if is_card_tick(poster.operation_id):
        put_back(poster)


def show_where_clicked(outcome: object, answering: Answering, poster: Poster) -> None:
    """In the place of the message whose button was clicked; who has typed it is answered."""
    if poster.delivery.clicked_ts is None:
        answer_who_asked(outcome, answering, poster)
    else:
        show_in_place(answering, poster, answer_with_buttons(outcome, poster))
