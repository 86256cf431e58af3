"""Setting, moving and deleting reminders, each at its moment."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from threading import Event, Thread
from typing import Any

from tests.chaos.load import Sent
from tests.chaos.reminders.hands import Hands
from tests.chaos.reminders.plan import Wish

# The local Backpack takes some 10 ms for each; a bot that can't reach its Redis, 2 s.
_THREADS = 24


class ReminderLoad:
    """Works by threads of its own; what starts processes has to be the main one."""

    def __init__(self, hands: Hands, wishes: Sequence[Wish]) -> None:
        self._hands = hands
        self._wishes = wishes
        self._pool = ThreadPoolExecutor(_THREADS)
        self._set: dict[str, Future[Any]] = {}
        self._changed: list[Future[None]] = []
        self._given_up = Event()
        self._pace = Thread(target=self._do_all, daemon=True)
        self.began_at = 0.0
        """Unix time."""

    def start(self) -> None:
        self.began_at = time.time()
        self._pace.start()

    @property
    def is_over(self) -> bool:
        """Whether everything has been set and changed."""
        futures = [*self._set.values(), *self._changed]
        return not self._pace.is_alive() and all(one.done() for one in futures)

    def sent(self) -> list[Sent]:
        """What went through the bot. Raises what Backpack said where it refused something else."""
        for change in self._changed:
            change.result()
        results = [future.result() for future in self._set.values()]
        return [result for result in results if isinstance(result, Sent)]

    def stop(self) -> None:
        self._given_up.set()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _do_all(self) -> None:
        steps = [(wish.set_at, partial(self._set_one, wish)) for wish in self._wishes]
        steps += [(wish.changed_at, partial(self._change_one, wish)) for wish in self._wishes if wish.change]
        for at, step in sorted(steps, key=lambda each: each[0]):
            if self._given_up.wait(max(0.0, self.began_at + at - time.time())):
                return
            step()

    def _set_one(self, wish: Wish) -> None:
        ways: dict[str, Callable[[Wish, float], Any]] = {
            "page": self._hands.put_down,
            "command": self._hands.type,
            "intent": self._hands.accept,
        }
        self._set[wish.text] = self._pool.submit(ways[wish.way], wish, self.began_at + wish.due_at)

    def _change_one(self, wish: Wish) -> None:
        self._changed.append(self._pool.submit(self._change, wish, self._set[wish.text]))

    def _change(self, wish: Wish, made: "Future[int]") -> None:
        if wish.change == "deleted":
            self._hands.delete(wish, made.result())
        else:
            self._hands.move(wish, made.result(), self.began_at + wish.due_then)
