"""One table says what people can say: help, the reference and reading come from it; a new verb is one row."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot import bindings
from bot.bindings import BINDINGS, Binding
from bot.conversation import Conversation
from bot.reference import reference
from bot.speaker import Speaker
from bot.utterance import Utterance
from bot.views.help import help_for_all
from tasks.intent import Context

PAGE = Path(__file__).parent.parent.parent / "docs" / "commands.md"


def test_the_reference_is_current() -> None:
    assert PAGE.read_text() == reference(), "python -m bot.reference > docs/commands.md"


# The whole of a new command: an intent (with `@wire` before it, to be sent to a worker), and the row below.
@dataclass(frozen=True)
class Echo:
    words: str

    def describe(self) -> str:
        return f"say “{self.words}” back"

    def perform(self, _context: Context) -> "Echo":
        return self


def read_echo(words: str, _speaker: Speaker) -> Echo:
    return Echo(words)


ROW = Binding("echo", "WORDS", "Say something back", "hello", read_echo, aliases=("parrot",))


@pytest.fixture
def with_echo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bindings, "BINDINGS", (*BINDINGS, ROW))
    words = dict.fromkeys(("echo", "parrot"), ROW)
    monkeypatch.setattr(bindings, "_BY_WORD", bindings._BY_WORD | words)
    monkeypatch.setattr("bot.views.help.BINDINGS", bindings.BINDINGS)
    monkeypatch.setattr("bot.reference.BINDINGS", bindings.BINDINGS)


class Accepted:
    """What would be recorded in the ledger."""

    def __init__(self) -> None:
        self.intents: list[Any] = []

    async def receive(self, _operation_id: str, intent: Any, _delivery: Any) -> None:
        self.intents.append(intent)


async def _say(verb: str, stores: Any) -> list[Any]:
    accepted: Any = Accepted()
    utterance = Utterance("op", "T1", "U1", "C1", None, f"{verb} good morning")
    client: Any = None
    assert await Conversation(accepted, stores).answer(utterance, client) is None
    return list(accepted.intents)


@pytest.mark.usefixtures("with_echo")
@pytest.mark.parametrize("verb", ["echo", "parrot", "ECHO"])
def test_a_new_command_is_one_intent_and_one_row(verb: str, stores: Any, runner: Any) -> None:
    assert runner.run(_say(verb, stores)) == [Echo("good morning")]
    assert "echo WORDS" in str([block.to_dict() for block in help_for_all(None).blocks])
    assert "## echo" in reference()
