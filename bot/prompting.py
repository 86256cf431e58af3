"""Asking people what they did: whom and when, which Slack has to tell, and the asking itself."""

from collections.abc import Iterator
from datetime import UTC, datetime

from bot.answering import Answering
from bot.channel_members import channel_members
from bot.person_info import is_away, time_zone_name
from bot.posting import Poster
from bot.prompts import Prompt, keep_prompt
from bot.views.prompt import prompt
from tasks import resources
from tasks.intents.ask_for_entry import PromptReady
from tasks.intents.plan_prompts import PromptsToPlan
from tasks.journaling.prompt_items import PromptItem, prompt_entry
from tasks.journaling.teammates import Teammate


def plan_prompts(_answering: Answering, poster: Poster, plan: PromptsToPlan) -> None:
    """Nothing is said: the people's own entries go into the schedule. May be done twice.

    Raises as `SlackCalls` does, except for what Slack refuses.
    """
    stores, delivery = resources.stores(), poster.delivery
    team, channel = delivery.slack_team_id, delivery.slack_channel_id
    after, until = (
        datetime.fromtimestamp(seconds, UTC) for seconds in (plan.after_seconds, plan.until_seconds)
    )
    entries = []
    for mate in _asked(poster, plan):
        zone = time_zone_name(poster.calls, stores.slack_time_zones, team, mate.slack_user_id)
        if zone is not None:
            item = PromptItem(plan.routine_id, channel, zone)
            dues = plan.rhythm.between(after, until, zone)
            entries += [prompt_entry(team, mate.slack_user_id, item, due) for due in dues]
    stores.schedule.put(*entries)


def ask(answering: Answering, poster: Poster, ready: PromptReady) -> None:
    """In a direct message; not where the person is away. Raises as `Answering.show` does."""
    stores, delivery = resources.stores(), poster.delivery
    team, user = delivery.slack_team_id, delivery.slack_user_id
    if not answering.may_be_shown and is_away(poster.calls, team, user, stores.clock.now_seconds()):
        return
    posted = answering.show_directly(prompt(ready.slack_channel_ids))
    asked = Prompt(ready.slack_channel_ids[0])
    keep_prompt(stores.prompts, team, posted, asked)


def _asked(poster: Poster, plan: PromptsToPlan) -> Iterator[Teammate]:
    """Who is in the channel; where nobody tells us who that is, who has written lately."""
    delivery = poster.delivery
    members = channel_members(poster.calls, delivery.slack_team_id, delivery.slack_channel_id)
    for mate in plan.people:
        writes = plan.writer_ids is None or mate.backpack_user_id in plan.writer_ids
        if writes if members is None else mate.slack_user_id in members:
            yield mate
