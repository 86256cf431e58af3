"""What Backpack's database holds of reminders, and when it did: read from its file, again and again."""

import sqlite3
import time
from collections.abc import Collection, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

_ROWS = (
    "SELECT reminders.id, content, remind_at, group_concat(user_id) FROM reminders"
    " JOIN remindees ON reminder_id = reminders.id GROUP BY reminders.id"
)
# What falls between two looks is judged in the bot's favour, and so has to be short beside the minute in
# which it may still fire what has just been moved.
_LOOK_EVERY_SECONDS = 0.25
_WRITING_SECONDS = 10.0  # how long a look waits for the server to end what it writes


@dataclass
class Version:
    """A reminder as it stood for a while. Times are Unix times."""

    due_at: float
    seen_from: float
    replaced_at: float | None = None
    """When it was first seen to be otherwise, or gone; None: it stands."""


@dataclass
class History:
    """Of one reminder."""

    text: str
    remindee_ids: tuple[int, ...]
    versions: list[Version] = field(default_factory=list)

    @property
    def is_gone(self) -> bool:
        return self.versions[-1].replaced_at is not None


class Record:
    """Of all reminders."""

    def __init__(self) -> None:
        self._found: dict[int, History] = {}

    def of(self, texts: Collection[str]) -> Sequence[History]:
        """Of those that there ever were, the deleted ones too."""
        return [history for history in list(self._found.values()) if history.text in texts]

    def note(self, rows: Sequence[tuple[int, str, float, str]], now: float) -> None:
        """What a look has shown: (id, text, due, ids of remindees) of each."""
        for reminder_id, text, due_at, remindees in rows:
            ids = tuple(sorted(int(each) for each in remindees.split(",")))
            history = self._found.setdefault(reminder_id, History(text, ids))
            if not history.versions or history.versions[-1].due_at != due_at:
                _end(history, now)
                history.versions.append(Version(due_at, now))
        for reminder_id in self._found.keys() - {row[0] for row in rows}:
            _end(self._found[reminder_id], now)


def _end(history: History, now: float) -> None:
    if history.versions and history.versions[-1].replaced_at is None:
        history.versions[-1].replaced_at = now


class Watch:
    """Keeps a record, by a thread of its own."""

    def __init__(self, database: Path) -> None:
        self.record = Record()
        self._database = database
        self._over = Event()
        self._thread = Thread(target=self._run, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        url = f"file:{self._database}?mode=ro"
        with closing(sqlite3.connect(url, uri=True, timeout=_WRITING_SECONDS)) as database:
            while not self._over.wait(_LOOK_EVERY_SECONDS):
                self.record.note(database.execute(_ROWS).fetchall(), time.time())
