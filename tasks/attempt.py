"""One attempt at an intent, and what its failure means for the person who waits."""

import logging
import secrets
from dataclasses import dataclass, replace

from billiard.exceptions import SoftTimeLimitExceeded
from redis import RedisError

from backpack import (
    BackpackError,
    Forbidden,
    NotFound,
    RateLimited,
    Rejected,
    UnknownTimeZone,
    UnsendableText,
    retry_delay_seconds,
    show_current_user,
)
from store.writes import AttemptOverError
from tasks.intent import Context, Intent
from tasks.reconcile.once import INTERRUPTED, DoubtError, InDoubtError
from tasks.results import NotConnected, NotYetError, RefusalError, Refused, Surprise, Unconfirmed

logger = logging.getLogger(__name__)

# Under the limit a refusal is routine and short; only when it lasts does a person want to know.
_REFUSALS_BEFORE_NOTICE = 4
# The first failure may be a blip that is over in a second.
_FAILURES_BEFORE_NOTICE = 2
_NOT_ANSWERING = "Backpack is not answering"
# Of the half minute in which an effect may yet turn up, a person should wait no longer than it takes; a look
# costs a request.
_LOOK_AGAIN_SECONDS = 10.0


@dataclass(frozen=True)
class Postponed:
    """To be tried again."""

    seconds: float
    reason: str
    worth_a_notice: bool
    keep_note: bool = True
    """False: nothing was done, for certain. Else the next attempt looks first, see `tasks.reconcile`."""
    is_away: bool | None = None
    """Backpack does not answer, whatever it is asked: the person's later commands wait, too. False: it does,
    and this command alone fails. None: neither is known, as with a wait for one's turn under the limit."""


def attempt(intent: Intent, context: Context, attempt_number: int) -> object:
    """The intent's result, or what stands for it; `NotConnected` when Backpack refuses the token itself.

    Never raises for anything Backpack or the person did.
    :raises redis.RedisError: the memory is out of reach; nothing was sent to Backpack after that
    :raises store.writes.AttemptOverError: another attempt has begun
    """
    outcome = _outcome(intent, context, attempt_number)
    if isinstance(outcome, Postponed):
        return replace(outcome, keep_note=context.backpack.note_stands)
    if isinstance(outcome, Refused | NotConnected) and context.backpack.note_stands:
        return Unconfirmed(INTERRUPTED)  # "nothing was changed" would be too much to say
    return outcome


def _outcome(intent: Intent, context: Context, attempt_number: int) -> object:
    try:
        return _perform(intent, context)
    except RefusalError as refusal:
        return refusal.refused
    except (DoubtError, NotYetError) as error:
        return _in_doubt(error, attempt_number)
    except BackpackError as error:
        return _after(error, context, attempt_number)
    except SoftTimeLimitExceeded:
        reason, seconds = "Backpack is very slow", _slow_seconds(attempt_number)
        return Postponed(seconds, reason, worth_a_notice=True, is_away=True)
    except (RedisError, AttemptOverError):
        raise
    except Exception:  # whatever else it is, the person gets an answer and the log the reason
        reference = secrets.token_hex(4)
        logger.exception("surprise %s while performing %s", reference, type(intent).__name__)
        return Surprise(reference)


def _in_doubt(doubt: DoubtError | NotYetError, attempt_number: int) -> Postponed | Unconfirmed:
    if isinstance(doubt, NotYetError):
        return Postponed(doubt.wait_seconds, "An earlier command is not done yet", worth_a_notice=False)
    if isinstance(doubt, InDoubtError):
        wait_seconds = min(doubt.wait_seconds, _LOOK_AGAIN_SECONDS)
        is_lasting = attempt_number >= _FAILURES_BEFORE_NOTICE
        return Postponed(wait_seconds, _NOT_ANSWERING, is_lasting, is_away=True)
    logger.warning("not confirmed: %s", doubt)
    return Unconfirmed(str(doubt))


def _perform(intent: Intent, context: Context) -> object:
    context.backpack.recover()
    try:
        return intent.perform(context)
    except NotFound:
        if not context.directory.answered_from_memory:
            raise
    # An id from memory is gone: the list was deleted, or moved, in Backpack. Nothing was done; look afresh.
    context.directory.forget()
    return intent.perform(context)


def _after(error: BackpackError, context: Context, attempt_number: int) -> object:
    if postponed := postponed_after(error, attempt_number):
        return postponed
    if isinstance(error, Forbidden):
        return NotConnected("", token_was_refused=True) if _token_is_refused(context) else _not_allowed()
    return _refusal(error)


def postponed_after(error: BackpackError, attempt_number: int) -> Postponed | None:
    """None: this is not for trying again."""
    # What must not be repeated blindly is another exception, or stands in a note that the next attempt reads.
    delay_seconds = retry_delay_seconds(error, attempt_number, safe_to_retry=True)
    if delay_seconds is None:
        return None
    patience = _REFUSALS_BEFORE_NOTICE if isinstance(error, RateLimited) else _FAILURES_BEFORE_NOTICE
    # Not `==`: the attempt that first ran out of patience may have failed in another way. One notice
    # an operation is all that comes of it.
    is_lasting = attempt_number >= patience
    # To wait for one's turn under the limit is a refusal of our own, without a status.
    is_away = True if not isinstance(error, RateLimited) or (is_lasting and error.status) else None
    return Postponed(delay_seconds, _reason(error), is_lasting, is_away=is_away)


def _refusal(error: BackpackError) -> Refused:
    if isinstance(error, UnsendableText):
        return Refused(f"Backpack can't keep this text: {error}.", "Take that character out and try again.")
    if isinstance(error, NotFound):
        return Refused("That is not in Backpack any more.", "`/backpack pages` shows what is.")
    if isinstance(error, UnknownTimeZone):
        return Refused("Backpack does not tell your time zone in a way that I know.", error.hint)
    if isinstance(error, Rejected):
        return Refused(f"Backpack refused it: {error}.", "Change the text and try again.")
    logger.warning("given up: %s", error)
    return Refused(
        f"Backpack could not do it: {error}.", "Try again in a while; if it stays so, tell your operator."
    )


def _token_is_refused(context: Context) -> bool:
    """403 means "not yours" as well as "unknown token"; only the latter may not even ask who they are."""
    try:
        context.backpack(show_current_user())
    except Forbidden:
        return True
    except BackpackError:
        return False
    return False


def _not_allowed() -> Refused:
    return Refused("Your Backpack account may not do that.", "Ask the owner of the page or the account.")


def _reason(error: BackpackError) -> str:
    return "Backpack is busy" if isinstance(error, RateLimited) else _NOT_ANSWERING


def _slow_seconds(attempt_number: int) -> float:
    return min(30.0, 5.0 * attempt_number)
