"""All stores over one Redis client, opened once a process."""

from collections.abc import Sequence
from dataclasses import dataclass

from redis import Redis

from store.accounts import Accounts
from store.additions import Additions
from store.answers import Answers
from store.candidates import Candidates
from store.cards import Cards
from store.channels import Channels
from store.cipher import Cipher
from store.clock import Clock
from store.dead_letters import DeadLetters
from store.emoji import Emoji
from store.finished import Finished
from store.kept_commands import KeptCommands
from store.lines import Lines
from store.notices import Notices
from store.operations import Operations
from store.places import Places
from store.polls import Polls
from store.prefixes import Prefixes
from store.pulses import Pulses
from store.reactions import Reactions
from store.schedule import Schedule
from store.slack_events import SlackEvents
from store.slack_gates import SlackGates
from store.slack_users import SlackTimeZones
from store.writes import Writes


@dataclass(frozen=True)
class Stores:
    """What the bot remembers."""

    accounts: Accounts
    additions: Additions
    answers: Answers
    candidates: Candidates
    cards: Cards
    channels: Channels
    clock: Clock
    dead_letters: DeadLetters
    drafts: KeptCommands
    """They are guesses: nothing is done until their author says yes."""
    emoji: Emoji
    finished: Finished
    interrupted: KeptCommands
    """They go on once their author has connected."""
    lines: Lines
    notices: Notices
    operations: Operations
    places: Places
    polls: Polls
    prefixes: Prefixes
    pulses: Pulses
    reactions: Reactions
    schedule: Schedule
    slack_events: SlackEvents
    slack_gates: SlackGates
    slack_time_zones: SlackTimeZones
    writes: Writes


def open_stores(redis: Redis, keys: Sequence[str]) -> Stores:
    """:raises ValueError: when a key is not a Fernet key; no connection is made yet"""
    cipher = Cipher(keys)
    return Stores(
        accounts=Accounts(redis, cipher),
        additions=Additions(redis),
        answers=Answers(redis),
        candidates=Candidates(redis, cipher),
        cards=Cards(redis),
        channels=Channels(redis),
        clock=Clock(redis),
        dead_letters=DeadLetters(redis),
        drafts=KeptCommands(redis, "draft"),
        emoji=Emoji(redis),
        finished=Finished(redis),
        interrupted=KeptCommands(redis, "interrupted"),
        lines=Lines(redis),
        notices=Notices(redis),
        operations=Operations(redis),
        places=Places(redis),
        polls=Polls(redis),
        prefixes=Prefixes(redis),
        pulses=Pulses(redis),
        reactions=Reactions(redis),
        schedule=Schedule(redis),
        slack_events=SlackEvents(redis),
        slack_gates=SlackGates(redis),
        slack_time_zones=SlackTimeZones(redis),
        writes=Writes(redis),
    )
