"""Makes calls that may not be repeated, so that each has its effect once. The package says how."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeVar, cast

from backpack import BackpackError, Call, NotFound, ServerError
from store.writes import LANDS_WITHIN_SECONDS, Target, WriteNote, Writes
from tasks.reconcile.kind import Found, Kind
from tasks.reconcile.kinds import KINDS

T = TypeVar("T")
logger = logging.getLogger(__name__)

# What a gateway answers for a server behind it that may still be at work.
_GATEWAY_STATUSES: Final = (502, 504)
INTERRUPTED: Final = "I was interrupted while I talked to Backpack"


class DoubtError(Exception):
    """A call may have taken effect, and nobody knows."""


class InDoubtError(DoubtError):
    """The effect is not there, and may yet come: look again after `wait_seconds`."""

    def __init__(self, wait_seconds: float) -> None:
        super().__init__(f"in doubt for {wait_seconds:.1f} s more")
        self.wait_seconds = wait_seconds


class CannotTellError(DoubtError):
    """Nobody can find out any more whether it was done."""


@dataclass(frozen=True)
class Writer:
    """On whose behalf calls are made, and in which attempt."""

    operation_id: str
    attempt: int
    account: str
    backpack_user_id: int


class Once:
    """The calls of one attempt that may not be repeated.

    :param send: makes a call, whatever comes of it.
    :param earlier: the note that an earlier attempt left.
    :param look: False sends anew what is in doubt without looking, for the test that shows what comes of it.
    """

    def __init__(
        self,
        send: Callable[[Call[Any]], Any],
        writes: Writes,
        writer: Writer,
        earlier: WriteNote | None = None,
        *,
        look: bool = True,
    ) -> None:
        self._send = send
        self._writes = writes
        self._writer = writer
        self._earlier = earlier if look else None
        self._look = look
        self._adopted: Found | None = None
        self._made = False
        self.note_stands = self._earlier is not None
        """Whether something may have been done: False once it is certain that nothing was."""

    def recover(self) -> None:
        """Find out what came of an earlier attempt's call. If it took effect, `make` returns that.

        :raises InDoubtError: the effect may yet come
        :raises CannotTellError: see there
        :raises BackpackError: the look failed; the note stands
        """
        if self._earlier is None:
            return
        self._adopted = self._find(self._earlier)
        self.note_stands = self._adopted is not None

    def make(self, call: Call[T]) -> T:
        """The call's answer, from now or from an earlier attempt.

        :raises InDoubtError: the effect may yet come
        :raises CannotTellError: see there
        :raises BackpackError: nothing was done, for certain; or if `note_stands`, the look failed
        :raises store.writes.AttemptOverError: another attempt has begun; nothing was done by this one
        """
        if self._made:
            raise RuntimeError("an intent makes one call that may not be repeated, and makes it last")
        answer = self._adopted_for(call) if self._adopted else self._made_now(call)
        self._made = True
        return answer

    def _adopted_for(self, call: Call[T]) -> T:
        if self._earlier is None or self._adopted is None or self._earlier.call != call.name:
            raise CannotTellError(INTERRUPTED)  # the command means something else than it did
        return cast("T", self._adopted.result)

    def _made_now(self, call: Call[T]) -> T:
        note = self._noted(call)
        try:
            answer: T = self._send(call)
        except BackpackError as error:
            if error.may_have_happened and self._look:
                return cast("T", self._looked_for(note, error).result)
            self.note_stands = False
            raise
        return self._claimed(call, note, answer)

    def _noted(self, call: Call[Any]) -> WriteNote:
        kind = KINDS.get(call.name) if self._look else None
        if kind is None:
            note = self._note(call, None, {}, base="unseen")
        else:
            details = {**kind.details(call.arguments), "my_id": self._writer.backpack_user_id}
            note = self._note(call, kind, details, base="") if kind.newest_is_base else None
            if note is None:
                listed = self._send(kind.listing_before(details))
                note = self._note(call, kind, details, base=kind.base(details, listed))
        if note is None:
            raise RuntimeError(f"no base for {call.name}")
        self.note_stands = True
        return note

    def _note(self, call: Call[Any], kind: Kind | None, details: Any, base: str) -> WriteNote | None:
        writer, target = self._writer, self._target(kind, details)
        return self._writes.note(writer.operation_id, writer.attempt, call.name, details, target, base)

    def _looked_for(self, note: WriteNote, error: BackpackError) -> Found:
        """After an error that leaves it open whether the call took effect."""
        logger.warning("in doubt: %s", error)
        if note.call not in KINDS:
            raise CannotTellError("Backpack is not answering")
        over = isinstance(error, ServerError) and error.status not in _GATEWAY_STATUSES
        found = self._find(note, request_is_over=over)
        if found is None:
            self.note_stands = False
            raise error
        return found

    def _claimed(self, call: Call[T], note: WriteNote, answer: T) -> T:
        """The answer, unless an operation in doubt has taken what it tells of for its own."""
        kind = KINDS.get(call.name) if self._look else None
        if kind is None or answer is None:
            return answer
        thing_id = answer if isinstance(answer, int) else answer.id  # type: ignore[attr-defined]  # creations answer with one or the other
        target = self._target(kind, note.details)
        if self._writes.claim(self._writer.operation_id, target, [thing_id]).thing_id is not None:
            return answer
        logger.warning("%s %d was claimed by another operation", kind.name, thing_id)
        twin = self._find(note, request_is_over=True)
        return self._made_now(call) if twin is None else cast("T", twin.result)

    def _find(self, note: WriteNote, *, request_is_over: bool = False) -> Found | None:
        """What the noted call made, now claimed; None: nothing, and it never will.

        :param request_is_over: the server has answered, so that nothing of ours can turn up later.
        """
        kind = KINDS.get(note.call)
        if kind is None:
            raise CannotTellError(INTERRUPTED)
        found = self._seen(kind, note)
        ids = [each.thing_id for each in found if each.thing_id is not None]
        if found and not ids:
            return found[0]
        claim = self._writes.claim(
            self._writer.operation_id,
            self._target(kind, note.details),
            ids,
            None if request_is_over else note,
        )
        if claim.thing_id is not None:
            logger.warning("%s: %s %d is ours", note.call, kind.name, claim.thing_id)
            return next(each for each in found if each.thing_id == claim.thing_id)
        unseen_from = kind.out_of_sight_at(note.details, note.lands_until_seconds - LANDS_WITHIN_SECONDS)
        if unseen_from is not None and claim.now_seconds >= unseen_from:
            raise CannotTellError(INTERRUPTED)
        if claim.wait_seconds > 0:
            raise InDoubtError(claim.wait_seconds)
        return None

    def _seen(self, kind: Kind, note: WriteNote) -> list[Found]:
        try:
            return list(kind.found(note.details, note.base, self._send(kind.listing(note.details))))
        except NotFound:
            return []  # the place is gone, and what was in it

    def _target(self, kind: Kind | None, details: Any) -> Target:
        if kind is None:
            return Target(self._writer.account, "unseen", "", "")
        return Target(self._writer.account, kind.name, kind.place(details), kind.content(details))
