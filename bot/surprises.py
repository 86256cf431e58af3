"""What no listener foresaw: a reference for the person to quote, and the reason beside it in the log."""

import logging
import secrets

from bot.views.message import Message
from bot.views.troubles import surprise
from tasks.results import Surprise

logger = logging.getLogger(__name__)


def surprised(error: Exception) -> Message:
    """Log it, and what to tell the person."""
    reference = secrets.token_hex(4)
    logger.error("surprise %s in a listener", reference, exc_info=error)
    return surprise(Surprise(reference))
