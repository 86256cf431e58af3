"""All stores over one Redis client, opened once a process."""

from collections.abc import Sequence
from dataclasses import dataclass

from redis import Redis

from store.accounts import Accounts
from store.answers import Answers
from store.candidates import Candidates
from store.channels import Channels
from store.cipher import Cipher
from store.dead_letters import DeadLetters
from store.interrupted import InterruptedCommands
from store.lines import Lines
from store.notices import Notices
from store.operations import Operations
from store.places import Places
from store.pulses import Pulses
from store.slack_events import SlackEvents
from store.slack_gates import SlackGates
from store.slack_users import SlackTimeZones
from store.writes import Writes


@dataclass(frozen=True)
class Stores:
    """What the bot remembers."""

    accounts: Accounts
    answers: Answers
    candidates: Candidates
    channels: Channels
    dead_letters: DeadLetters
    interrupted: InterruptedCommands
    lines: Lines
    notices: Notices
    operations: Operations
    places: Places
    pulses: Pulses
    slack_events: SlackEvents
    slack_gates: SlackGates
    slack_time_zones: SlackTimeZones
    writes: Writes


def open_stores(redis: Redis, keys: Sequence[str]) -> Stores:
    """:raises ValueError: when a key is not a Fernet key; no connection is made yet"""
    cipher = Cipher(keys)
    return Stores(
        accounts=Accounts(redis, cipher),
        answers=Answers(redis),
        candidates=Candidates(redis, cipher),
        channels=Channels(redis),
        dead_letters=DeadLetters(redis),
        interrupted=InterruptedCommands(redis),
        lines=Lines(redis),
        notices=Notices(redis),
        operations=Operations(redis),
        places=Places(redis),
        pulses=Pulses(redis),
        slack_events=SlackEvents(redis),
        slack_gates=SlackGates(redis),
        slack_time_zones=SlackTimeZones(redis),
        writes=Writes(redis),
    )
