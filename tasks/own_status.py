"""Setting and clearing one's own status: what is said last stands, whichever attempt comes last."""

from dataclasses import dataclass, field

from backpack import NotFound, Rejected, show_status, update_status
from store.statuses import LastWord
from tasks.feeding.refresh import status_changed
from tasks.feeding.statuses import DASH, says_nothing
from tasks.intent import Context
from tasks.reconcile.kind import plain
from tasks.results import RefusalError, Refused
from tasks.wire import wire

_ANOTHER_SINCE = Refused(
    "Your status is another one by now, so I leave it.",
    "`status TEXT` sets it, and `status clear` clears it.",
)


@wire
@dataclass(frozen=True)
class StatusOvertaken:
    """The person has said something else since: this command was not done."""

    message: str
    """What they said; empty where they cleared it."""
    overtaken: str = field(default="", compare=False)
    """What this command said."""


@dataclass(frozen=True)
class Put:
    """A status that is in Backpack now."""

    before: str | None
    """What stood before; None: nothing did."""
    is_dash: bool = False
    """Backpack let nobody clear it: a dash stands there."""


def shown_status(context: Context) -> str:
    """The speaker's own as Backpack has it; empty where they have none. :raises backpack.BackpackError:"""
    try:
        message = context.backpack(show_status(context.link.backpack_user_id)).message
    except NotFound:
        return ""
    return "" if says_nothing(message) else message


def put_status(context: Context, message: str) -> Put | StatusOvertaken:
    """
    :param message: empty clears it.
    :raises backpack.BackpackError:
    """
    shown = shown_status(context)
    last = _note(context, message, shown)
    is_dash = False
    if last.operation_id == context.operation_id:
        if plain(shown) not in (plain(last.before), plain(message)):
            return StatusOvertaken(shown, message)  # set in Backpack itself since an earlier attempt
        if message or last.before:
            is_dash = _put(context, message)
        now = _note(context, message, last.before)
        if now.operation_id != context.operation_id:
            _put(context, now.message)  # said meanwhile, and ours may have come in after it
            last = now
    status_changed(context)
    if last.operation_id != context.operation_id:
        return StatusOvertaken(last.message, message)
    return Put(last.before or None, is_dash)


def put_back_status(context: Context, message: str, before: str | None, backpack_user_id: int) -> None:
    """Undo that a user set their status to `message`, empty for cleared it. Twice is as good as once.

    :raises backpack.BackpackError: Backpack did not do it
    :raises RefusalError: it is another one by now, or somebody else's
    """
    if context.link.backpack_user_id != backpack_user_id:
        problem = "Your Backpack account may not change that: it is somebody else’s status."
        raise RefusalError(Refused(problem, "Only they can."))
    shown = shown_status(context)
    if shown == (before or ""):
        return
    if plain(shown) != plain(message) or isinstance(put_status(context, before or ""), StatusOvertaken):
        raise RefusalError(_ANOTHER_SINCE)


def _note(context: Context, message: str, before: str) -> LastWord:
    link, word = context.link, LastWord(context.operation_id, message, before)
    accepted_at_seconds = context.delivery.accepted_at_seconds
    return context.stores.statuses.note(link.account, link.backpack_user_id, word, accepted_at_seconds)


def _put(context: Context, message: str) -> bool:
    """Whether a dash had to stand in for nothing."""
    try:
        context.backpack(update_status(context.link.backpack_user_id, message))
    except Rejected:
        if message:
            raise
        context.backpack(update_status(context.link.backpack_user_id, DASH))
        return True
    return False
