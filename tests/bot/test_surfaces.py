"""Every verb on every surface: one and the same intent, and the answer where it was asked.

The verbs are those of `bot.bindings`: a new row is tried everywhere without a word here.
"""

import json
from datetime import UTC, datetime, timedelta

import pytest

from bot.bindings import BINDINGS, Binding
from bot.prefixes import VERB_OF_PREFIX
from tests.bot.presenting import Told
from tests.bot.slack import MAYA, TEAM, Json
from tests.bot.surfaces import CHANNEL, PREFIX_OF_VERB, SURFACES, Mouth, Said, Surface
from tests.bot.team import Team
from tests.e2e.signed import Signer

SHOWN_TO_ALL = frozenset({"card", "subscribe"})
"""What these come to is for everybody there, so it stands in the channel itself and not in a thread."""


@pytest.fixture
def mouth(team: Team, signer: Signer) -> Mouth:
    """Maya's, with what the examples in `bot.bindings` are about, and a morning on which they make sense."""
    team.world.page("Office", Groceries=["oat milk"])
    # No zone's midnight is near: what is said on one surface and on the next is said on the same day.
    morning = (datetime.now(UTC) + timedelta(days=1)).replace(hour=9, minute=30)
    team.set_clock(morning)
    team.world.remind(team.world.maya, "call the printer", morning.replace(hour=18, tzinfo=None))
    for prefix in PREFIX_OF_VERB.values():
        team.stores.prefixes.switch(TEAM, CHANNEL, prefix, is_on=True)
    return Mouth(signer, team.slack)


@pytest.mark.parametrize("binding", BINDINGS, ids=lambda binding: binding.verb)
def test_a_verb_means_the_same_everywhere_and_is_answered_where_it_was_said(
    binding: Binding, team: Team, mouth: Mouth
) -> None:
    meant: dict[str, Json | None] = {}
    said_at_once: set[str] = set()
    for surface in SURFACES:
        if not surface.offers(binding.verb):
            continue
        team.stores.accounts.save(TEAM, MAYA, team.people[MAYA].link)  # `disconnect` is said more than once
        told = Told(team.slack)
        said = surface.say(mouth, binding.verb, binding.example)
        assert said.reply.status == 200, surface.name
        meant[surface.name] = accepted(team, said)
        (message,) = answers(team, surface, said, told)
        for_all = binding.verb in SHOWN_TO_ALL and place_of(message) == (surface.channel, None, None)
        assert for_all or place_of(message) == surface.place(said), surface.name
        if meant[surface.name] is None and not surface.is_direct:
            said_at_once.add(message["text"])
    by_command = meant[SURFACES[0].name]
    assert (by_command is None) == (binding.read is None), "an example that is accepted, or answered at once"
    assert {name: intent for name, intent in meant.items() if intent != by_command} == {}
    assert len(said_at_once) == (1 if by_command is None else 0), said_at_once


def accepted(team: Team, said: Said) -> Json | None:
    """The intent in the ledger; None: the bot has answered by itself."""
    found = team.stores.operations.find(said.operation_id)
    return json.loads(found.intent) if found else None


def answers(team: Team, surface: Surface, said: Said, told: Told) -> list[Json]:
    """All that came of it, be it in the acknowledgement, posted at once, or by a worker."""
    if team.stores.operations.find(said.operation_id):
        team.carry_out(said.operation_id)
    messages = told()
    if said.reply.body:
        body = json.loads(said.reply.body)
        alone = MAYA if body["response_type"] == "ephemeral" else None
        messages.append({**body, "channel": surface.channel, "thread_ts": None, "ephemeral_to": alone})
    return messages


def place_of(message: Json) -> tuple[str, str | None, str | None]:
    return message["channel"], message["thread_ts"], message["ephemeral_to"]


def test_what_a_surface_does_not_offer_has_a_reason() -> None:
    verbs = {binding.verb for binding in BINDINGS}
    for surface in SURFACES:
        assert surface.only is None or (surface.only < verbs and surface.why_only), surface.name
    assert sorted(VERB_OF_PREFIX) == sorted(PREFIX_OF_VERB.values())
