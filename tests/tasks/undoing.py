"""Things done by people, as a worker does them; and the answers that tell of them."""

from typing import Any

from tasks.past_answer import answer_id_of
from tasks.perform import perform
from tests.tasks.worker import accept, outcome
from tests.tasks.world import Person, World


def do(world: World, intent: object, operation_id: str = "op", person: Person | None = None) -> Any:
    """Returns what came of it."""
    accept(world, intent, operation_id, person=person)
    perform(operation_id)
    return outcome(world, operation_id)


def answer_of(operation_id: str = "op") -> str:
    """The id in that answer's buttons."""
    return answer_id_of(operation_id)
