"""How each outcome is shown: one function an outcome, found by its type.

Most are answers to somebody who waits. What a clock has started is said where it belongs; a modal shows its
own.
"""

import time
from functools import singledispatch

from bot.answering import Answering
from bot.answers_in_place import answer_with_buttons, show_in_place
from bot.cards import is_card_tick, put_back
from bot.digests import say_digest, say_digest_ended
from bot.drafts import is_confirmed_draft
from bot.entry_showing import show_changed_entry, show_entry_form
from bot.feeding import announce, tell
from bot.firing import say_fired
from bot.home_showing import show_home_tab
from bot.live import place, retire
from bot.notify import notice_to_replace
from bot.posting import Poster
from bot.prompting import ask, plan_prompts
from bot.redrawing import redraw
from bot.sharing import change_shared, say_shared
from bot.views import (
    board,
    card,
    journal,
    journal_entry,
    listings,
    reminder_list,
    reminder_set,
    routines,
    settled,
    troubles,
    undone,
)
from bot.views.answers import answer
from bot.views.connect import ConnectState, connected, form
from bot.views.unfurl import unfurl
from tasks.delivery import Delivery
from tasks.feeding.live import LivePlaced
from tasks.intents.ask_for_entry import PromptReady
from tasks.intents.change_journal_entry import JournalEntryChanged
from tasks.intents.connect import Connected, ConnectRefused
from tasks.intents.fill_entry_form import EntryForm
from tasks.intents.fire_reminders import RemindersFired
from tasks.intents.plan_prompts import PromptsToPlan
from tasks.intents.post_digest import DigestEnded, DigestReady
from tasks.intents.share_answer import AnswerShared
from tasks.intents.show_home import HomeShown
from tasks.intents.subscribe import Subscribed
from tasks.intents.tell_feed import PlaceBehind
from tasks.intents.tick_item import ItemTicked
from tasks.intents.unfurl_pages import PagesUnfurled
from tasks.intents.unsubscribe import Unsubscribed
from tasks.reminding.card import CardSettled
from tasks.results import Silence
from tasks.undoing.undone import Undone

# The views register by being imported.
__all__ = [
    "board",
    "card",
    "journal",
    "journal_entry",
    "listings",
    "reminder_list",
    "reminder_set",
    "routines",
    "settled",
    "show",
    "troubles",
    "undone",
]

_ACKNOWLEDGED_SECONDS = 1.0  # an acknowledgement takes Slack's network, and us, a fraction of that


@singledispatch
def show(outcome: object, answering: Answering, poster: Poster) -> None:
    """Raises as `Answering.show` does. May be repeated, after an end in doubt too."""
    _answer_who_asked(outcome, answering, poster)


@show.register
def show_nothing(_outcome: Silence, _answering: Answering, _poster: Poster) -> None:
    """What was due has gone, or is said already."""


@show.register
def show_fired(outcome: RemindersFired, answering: Answering, poster: Poster) -> None:
    say_fired(answering, poster.delivery, outcome)


@show.register
def show_feed(outcome: PlaceBehind, answering: Answering, poster: Poster) -> None:
    tell(answering, poster, outcome)


@show.register
def show_home(outcome: HomeShown, _answering: Answering, poster: Poster) -> None:
    show_home_tab(outcome, poster)


@show.register
def show_unfurled(outcome: PagesUnfurled, _answering: Answering, poster: Poster) -> None:
    poster.unfurl(outcome.unfurl_id, outcome.source, {page.url: unfurl(page) for page in outcome.pages})


@show.register
def show_digest(outcome: DigestReady, answering: Answering, poster: Poster) -> None:
    say_digest(answering, poster, outcome)


@show.register
def show_end_of_digests(outcome: DigestEnded, answering: Answering, poster: Poster) -> None:
    say_digest_ended(answering, poster, outcome)


@show.register
def plan(outcome: PromptsToPlan, answering: Answering, poster: Poster) -> None:
    """Slack knows who is to be asked, and when their day is that far."""
    plan_prompts(answering, poster, outcome)


@show.register
def show_prompt(outcome: PromptReady, answering: Answering, poster: Poster) -> None:
    ask(answering, poster, outcome)


@show.register
def show_form(outcome: EntryForm, answering: Answering, poster: Poster) -> None:
    show_entry_form(answering, poster, outcome)


@show.register
def show_entry(outcome: JournalEntryChanged, answering: Answering, poster: Poster) -> None:
    show_changed_entry(answering, poster, outcome)


@show.register
def show_subscribed(outcome: Subscribed, answering: Answering, poster: Poster) -> None:
    """In the channel, so that all there know; what is left to be said goes to the one who asked."""
    left = announce(answering, poster, outcome)
    if not isinstance(left, Silence):
        _answer_who_asked(left, answering, poster)


@show.register
def show_live(outcome: LivePlaced, answering: Answering, poster: Poster) -> None:
    left = place(answering, poster, outcome)
    if not isinstance(left, Silence):
        _answer_who_asked(left, answering, poster)


@show.register
def show_unsubscribed(outcome: Unsubscribed, answering: Answering, poster: Poster) -> None:
    retire(poster, outcome.kind, outcome.label, outcome.live_messages, has_moved=False)
    _answer_who_asked(outcome, answering, poster)


@show.register
def show_ticked(outcome: ItemTicked, answering: Answering, poster: Poster) -> None:
    if is_card_tick(poster.operation_id):
        return
    if outcome.was_so_already:  # as after a double click, whose first has its Undo where it was clicked
        _answer_who_asked(outcome, answering, poster)
    else:
        _show_where_clicked(outcome, answering, poster)


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
    _show_where_clicked(outcome, answering, poster)


@show.register
def show_shared(outcome: AnswerShared, answering: Answering, poster: Poster) -> None:
    say_shared(answering, poster, outcome)


@show.register
def show_connected(outcome: Connected, _answering: Answering, poster: Poster) -> None:
    _let_the_acknowledgement_through(poster.delivery)
    poster.update_view(outcome.view_id, connected(outcome).to_dict())


@show.register
def show_connect_refused(outcome: ConnectRefused, answering: Answering, poster: Poster) -> None:
    _let_the_acknowledgement_through(poster.delivery)
    state = ConnectState(outcome.interrupted_id, poster.delivery.slack_channel_id)
    view = form(state, outcome.account, outcome.problem)
    if not poster.update_view(outcome.view_id, view.to_dict()):
        answering.show_directly(troubles.connect_failed(outcome))


def _show_where_clicked(outcome: object, answering: Answering, poster: Poster) -> None:
    """In the place of the message whose button was clicked; who has typed it is answered."""
    if poster.delivery.clicked_ts is None:
        _answer_who_asked(outcome, answering, poster)
    else:
        show_in_place(answering, poster, answer_with_buttons(outcome, poster))


def _answer_who_asked(outcome: object, answering: Answering, poster: Poster) -> None:
    message = answer_with_buttons(outcome, poster)
    notice = notice_to_replace(poster)
    is_shown = notice is not None and poster.change(notice, message)
    if is_confirmed_draft(poster.operation_id):
        is_shown = poster.replace_clicked(message) or is_shown
    if not is_shown:
        answering.show(message)
    if is_card_tick(poster.operation_id):
        put_back(poster)


def _let_the_acknowledgement_through(delivery: Delivery) -> None:
    """The submission's own acknowledgement shows "asking Backpack …".

    A fast worker would overtake it on its way to Slack, and the modal would go on asking for ever.
    """
    since_accepted_seconds = max(0.0, time.time() - delivery.accepted_at_seconds)
    time.sleep(max(0.0, _ACKNOWLEDGED_SECONDS - since_accepted_seconds))
