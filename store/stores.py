"""All stores over one Redis client, opened once a process."""

from collections.abc import Sequence
from dataclasses import dataclass

from redis import Redis

from store.accounts import Accounts
from store.additions import Additions
from store.answers import Answers
from store.away import Away
from store.candidates import Candidates
from store.cards import Cards
from store.changes import Changes
from store.channels import Channels
from store.chosen import Chosen
from store.cipher import Cipher
from store.clock import Clock
from store.completions import Completions
from store.dead_letters import DeadLetters
from store.emoji import Emoji
from store.feed_messages import FeedMessages
from store.feed_states import FeedStates
from store.finished import Finished
from store.fired_cards import FiredCards
from store.homes import Homes
from store.kept_commands import KeptCommands
from store.last_answers import LastAnswers
from store.lines import Lines
from store.notices import Notices
from store.operations import Operations
from store.places import Places
from store.polls import Polls
from store.prefixes import Prefixes
from store.prompts import Prompts
from store.pulses import Pulses
from store.reactions import Reactions
from store.refusals import Refusals
from store.routines import Routines
from store.schedule import Schedule
from store.slack_events import SlackEvents
from store.slack_gates import SlackGates
from store.slack_users import SlackTimeZones
from store.statuses import Statuses
from store.subscriptions import Subscriptions
from store.uploads import Uploads
from store.writes import Writes


@dataclass(frozen=True)
class Stores:
    """What the bot remembers."""

    accounts: Accounts
    additions: Additions
    answers: Answers
    away: Away
    candidates: Candidates
    cards: Cards
    changes: Changes
    channels: Channels
    chosen: Chosen
    clock: Clock
    completions: Completions
    dead_letters: DeadLetters
    drafts: KeptCommands
    """They are guesses: nothing is done until their author says yes."""
    feed_messages: FeedMessages
    feed_states: FeedStates
    emoji: Emoji
    finished: Finished
    fired_cards: FiredCards
    homes: Homes
    interrupted: KeptCommands
    """They go on once their author has connected."""
    last_answers: LastAnswers
    lines: Lines
    notices: Notices
    operations: Operations
    places: Places
    polls: Polls
    prompts: Prompts
    pulses: Pulses
    refusals: Refusals
    routines: Routines
    prefixes: Prefixes
    reactions: Reactions
    schedule: Schedule
    slack_events: SlackEvents
    slack_gates: SlackGates
    slack_time_zones: SlackTimeZones
    statuses: Statuses
    subscriptions: Subscriptions
    uploads: Uploads
    writes: Writes


def open_stores(redis: Redis, keys: Sequence[str]) -> Stores:
    """:raises ValueError: when a key is not a Fernet key; no connection is made yet"""
    cipher = Cipher(keys)
    return Stores(
        accounts=Accounts(redis, cipher),
        additions=Additions(redis),
        answers=Answers(redis),
        away=Away(redis),
        candidates=Candidates(redis, cipher),
        cards=Cards(redis),
        changes=Changes(redis),
        channels=Channels(redis),
        chosen=Chosen(redis),
        clock=Clock(redis),
        completions=Completions(redis),
        dead_letters=DeadLetters(redis),
        drafts=KeptCommands(redis, "draft"),
        feed_messages=FeedMessages(redis),
        feed_states=FeedStates(redis),
        emoji=Emoji(redis),
        finished=Finished(redis),
        fired_cards=FiredCards(redis),
        homes=Homes(redis),
        interrupted=KeptCommands(redis, "interrupted"),
        last_answers=LastAnswers(redis),
        lines=Lines(redis),
        notices=Notices(redis),
        operations=Operations(redis),
        places=Places(redis),
        polls=Polls(redis),
        prompts=Prompts(redis),
        pulses=Pulses(redis),
        refusals=Refusals(redis),
        routines=Routines(redis),
        prefixes=Prefixes(redis),
        reactions=Reactions(redis),
        schedule=Schedule(redis),
        slack_events=SlackEvents(redis),
        slack_gates=SlackGates(redis),
        slack_time_zones=SlackTimeZones(redis),
        statuses=Statuses(redis),
        subscriptions=Subscriptions(redis),
        uploads=Uploads(redis),
        writes=Writes(redis),
    )
