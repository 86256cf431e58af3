"""How outcomes are shown that are no answers: what a clock has started, what a channel is told, what a modal
or the Home tab shows. `bot.show` has the answers.
"""

import time

from bot.answering import Answering
from bot.digests import say_digest, say_digest_ended
from bot.entry_showing import show_entry_form
from bot.feeding import announce, tell
from bot.firing import say_fired
from bot.home_showing import show_home_tab
from bot.live import place, retire
from bot.posting import Poster
from bot.prompting import ask, plan_prompts
from bot.show import answer_who_asked, show
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
from bot.views.connect import ConnectState, connected, form
from bot.views.unfurl import unfurl
from tasks.delivery import Delivery
from tasks.feeding.live import LivePlaced
from tasks.intents.ask_for_entry import PromptReady
from tasks.intents.connect import Connected, ConnectRefused
from tasks.intents.fill_entry_form import EntryForm
from tasks.intents.fire_reminders import RemindersFired
from tasks.intents.plan_prompts import PromptsToPlan
from tasks.intents.post_digest import DigestEnded, DigestReady
from tasks.intents.show_home import HomeShown
from tasks.intents.subscribe import Subscribed
from tasks.intents.tell_feed import PlaceBehind
from tasks.intents.unfurl_pages import PagesUnfurled
from tasks.intents.unsubscribe import Unsubscribed
from tasks.results import Silence

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
def show_subscribed(outcome: Subscribed, answering: Answering, poster: Poster) -> None:
    """In the channel, so that all there know; what is left to be said goes to the one who asked."""
    left = announce(answering, poster, outcome)
    if not isinstance(left, Silence):
        answer_who_asked(left, answering, poster)


@show.register
def show_live(outcome: LivePlaced, answering: Answering, poster: Poster) -> None:
    left = place(answering, poster, outcome)
    if not isinstance(left, Silence):
        answer_who_asked(left, answering, poster)


@show.register
def show_unsubscribed(outcome: Unsubscribed, answering: Answering, poster: Poster) -> None:
    retire(poster, outcome.kind, outcome.label, outcome.live_messages, has_moved=False)
    answer_who_asked(outcome, answering, poster)


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


def _let_the_acknowledgement_through(delivery: Delivery) -> None:
    """The submission's own acknowledgement shows "asking Backpack …".

    A fast worker would overtake it on its way to Slack, and the modal would go on asking for ever.
    """
    since_accepted_seconds = max(0.0, time.time() - delivery.accepted_at_seconds)
    time.sleep(max(0.0, _ACKNOWLEDGED_SECONDS - since_accepted_seconds))
