"""Acceptances to be taken back: recorded perhaps, while the person was told that nothing was accepted.

Redis may stall between recording an operation and saying so, on a slow disk for instance. Nobody hints at
such an operation, and the sweeper does not look at it for 45 s, so it is still untouched when Redis answers
again. Open: a bot that dies before that leaves the operation, and it will be performed.
"""

import logging
from functools import partial

from bot.backlog import Backlog
from store.operations import Operations

logger = logging.getLogger(__name__)


class Withdrawals:
    """Takes them back as soon as Redis answers."""

    def __init__(self, operations: Operations) -> None:
        self._operations = operations
        self._backlog = Backlog()

    def add(self, operation_id: str, ticket: str) -> None:
        """To be called from the event loop; returns at once."""
        self._backlog.add(partial(self._withdraw, operation_id, ticket))

    def _withdraw(self, operation_id: str, ticket: str) -> None:
        if self._operations.withdraw(operation_id, ticket):
            logger.warning("a command was recorded after all, and is taken back")
