"""A row of a message with buttons (`store.cards`), for one click to work on and no other."""

from collections.abc import Iterator
from contextlib import contextmanager

from billiard.exceptions import SoftTimeLimitExceeded
from redis import RedisError

from backpack import BackpackError
from store.writes import AttemptOverError
from tasks.intent import Context
from tasks.reconcile.once import InDoubtError
from tasks.results import RefusalError, Refused


@contextmanager
def in_hand(context: Context, card_id: str, row: int, busy: Refused) -> Iterator[None]:
    """Until it is settled or released, or an error ends it for which there is no other attempt.

    :raises RefusalError: another operation works on it; says `busy`
    """
    cards = context.stores.cards
    if not cards.claim(card_id, row, context.operation_id):
        raise RefusalError(busy)
    try:
        yield
    except Exception as error:
        if not _is_tried_again(error):
            cards.release(card_id, row)
        raise


def _is_tried_again(error: Exception) -> bool:
    """As `tasks.attempt` has it: by this very operation."""
    if isinstance(error, BackpackError):
        return error.retryable
    return isinstance(error, InDoubtError | RedisError | SoftTimeLimitExceeded | AttemptOverError)
