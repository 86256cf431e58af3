"""SQLite behind a few words: rows, row, one, insert, run, and a transaction around each request.

One connection, used from the event loop's thread only, and never across an await: requests are serialised,
which is what makes every write atomic and every read consistent.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import NotFound
from .schema import LAST_IDS, SCHEMA, VERSION

Parameter = str | int | None


class Database:
    """The whole state of the server; in memory unless a path is given."""

    def __init__(self, path: Path | None = None) -> None:
        # Opened by the thread that starts the server, then used by the one that serves.
        self._connection = sqlite3.connect(path or ":memory:", isolation_level=None, check_same_thread=False)
        self._connection.row_factory = sqlite3.Row
        self._connection.create_function("contains", 2, _contains, deterministic=True)
        self.run("PRAGMA foreign_keys = ON")
        # A commit must survive the server being killed; surviving a power cut is not worth a fsync here.
        self.run("PRAGMA journal_mode = WAL")
        self.run("PRAGMA synchronous = NORMAL")
        if not self.row("SELECT name FROM sqlite_master WHERE name = 'changes'"):
            self._create()
        elif self.one("PRAGMA user_version")["user_version"] != VERSION:
            raise sqlite3.DatabaseError(f"{path} is from another version of the sandbox; delete it")

    def _create(self) -> None:
        self._connection.executescript(SCHEMA)
        self.run(f"PRAGMA user_version = {VERSION}")
        for table, last_id in LAST_IDS.items():
            self.run("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", table, last_id)
        # Milliseconds, so that a server started afresh never repeats a version an open page has seen.
        self.run("INSERT INTO changes (version) VALUES (?)", int(time.time() * 1000))

    @property
    def version(self) -> int:
        """Grows with every transaction that wrote something."""
        return int(self.one("SELECT version FROM changes")["version"])

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; an exception undoes what was written since."""
        self.run("BEGIN IMMEDIATE")
        before = self._connection.total_changes
        try:
            yield
        except BaseException:
            self.run("ROLLBACK")
            raise
        if self._connection.total_changes != before:
            self.run("UPDATE changes SET version = version + 1")
        self.run("COMMIT")

    def rows(self, sql: str, *parameters: Parameter) -> list[sqlite3.Row]:
        """Every row of a query."""
        return self._connection.execute(sql, parameters).fetchall()

    def row(self, sql: str, *parameters: Parameter) -> sqlite3.Row | None:
        """The first row of a query, if any."""
        found: sqlite3.Row | None = self._connection.execute(sql, parameters).fetchone()
        return found

    def one(self, sql: str, *parameters: Parameter) -> sqlite3.Row:
        """The row a request is about.

        :raises NotFound: there is none, which the client is told as 404.
        """
        if (found := self.row(sql, *parameters)) is None:
            raise NotFound
        return found

    def insert(self, sql: str, *parameters: Parameter) -> int:
        """Run an INSERT and return the new id."""
        row_id = self._connection.execute(sql, parameters).lastrowid
        assert row_id is not None  # noqa: S101 - an INSERT always has one; this tells mypy
        return row_id

    def run(self, sql: str, *parameters: Parameter) -> int:
        """Run a statement and return how many rows it changed."""
        return self._connection.execute(sql, parameters).rowcount

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def _contains(text: str, term: str) -> bool:
    """SQLite's own LIKE ignores case in ASCII only, and a search for "café" should find "CAFÉ"."""
    return term.casefold() in text.casefold()
