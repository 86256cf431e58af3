"""The form of a journal entry filled in."""

from bot.answering import Answering
from bot.posting import Poster
from bot.views.entry_form import EntryFormState, entry_form
from tasks.intents.fill_entry_form import EntryForm


def show_entry_form(_answering: Answering, poster: Poster, filled: EntryForm) -> None:
    """Which may be done twice; whoever has closed it wants nothing more. Raises as `Poster` does."""
    delivery = poster.delivery
    state = EntryFormState(
        slack_channel_id=delivery.slack_channel_id,
        response_url=delivery.response_url,
        thread_ts=delivery.thread_ts,
        is_direct=delivery.is_direct,
        clicked_ts=delivery.clicked_ts,
        clicked_is_ephemeral=delivery.clicked_is_ephemeral,
        entry_id=filled.entry_id,
        prompt_channel_id=filled.prompt_channel_id,
        home_time_zone=filled.home_time_zone,
    )
    poster.update_view(filled.view_id, entry_form(state, filled).to_dict())
