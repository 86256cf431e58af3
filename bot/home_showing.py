"""The Home tab drawn by a worker; who was told to wait for what they did there is told what came of it."""

from bot.answers_in_place import answer_with_buttons
from bot.notify import notice_to_replace
from bot.posting import Poster
from bot.slack_text import escape
from bot.views.home import home
from bot.views.message import said
from tasks import resources
from tasks.intents.show_home import HomeShown
from tasks.wire import decode


def show_home_tab(outcome: HomeShown, poster: Poster) -> None:
    """Unless one of a later look is there already: workers overtake each other, and some have to wait."""
    delivery = poster.delivery
    person = delivery.slack_team_id, delivery.slack_user_id
    if resources.stores().homes.is_newest(*person, outcome.looked_at_seconds):
        poster.publish_home(home(outcome))
    if notice := notice_to_replace(poster):
        done = answer_with_buttons(decode(outcome.done), poster) if outcome.done else None
        poster.change(notice, done or said(f"⚠️ {escape(outcome.problem)}"))
