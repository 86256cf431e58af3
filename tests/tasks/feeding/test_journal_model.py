"""The journal's look, against a list that a machine writes, edits and deletes in at random.

The list tells of its newest six, as Backpack tells of its newest hundred.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from backpack import JournalEntry
from store.feed_states import FeedState, LoggedPost
from tasks.feeding import journal
from tasks.feeding.draft import Advanced, Draft
from tasks.feeding.names import FeedName
from tasks.feeding.posts import ENTRIES_MOST, JournalLine, JournalPost

LISTED = 6
NAME = FeedName("journal", "trailhead")
START = datetime(2026, 3, 2, 9, tzinfo=UTC)


class InMemory:
    """Stands for `FeedStates`, which is the ledger's business and tested there."""

    def __init__(self) -> None:
        self.state = FeedState(0, None, "", {})

    def commit(self, _feed: str, before: FeedState, **to: object) -> bool:
        assert before is self.state
        changed: dict[int, LoggedPost] = to["changed"]  # type: ignore[assignment]  # as FeedStates has it
        log = {number: post for number, post in before.log.items() if number not in to["dropped"]}  # type: ignore[operator]  # likewise
        self.state = FeedState(before.version + 1, str(to["snapshot"]), str(to["label"]), {**log, **changed})
        return True


class JournalModel(RuleBasedStateMachine):
    """Backpack's journal, and what has been told of it."""

    def __init__(self) -> None:
        super().__init__()
        self.states = InMemory()
        self.entries: list[JournalEntry] = []
        self.now, self.next_id = START, 1
        self.is_seen = False
        self.old = 0
        """Ids up to this one were there when the first look was taken."""
        self.deleted_seen: set[int] = set()
        self.missed: set[int] = set()
        """Pushed out of the list before anybody looked."""
        self.last_seen: dict[int, str] = {}

    @rule(user=st.integers(1, 2), minutes=st.integers(0, 12))
    def write(self, user: int, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)
        body = f"entry {self.next_id}"
        self.entries.append(JournalEntry(self.next_id, user, f"User {user}", body, self.now, self.now))
        self.next_id += 1
        self.is_seen = False

    @rule(which=st.integers(0, 11))
    def edit(self, which: int) -> None:
        if which < len(self.entries):
            old = self.entries[-1 - which]
            new = JournalEntry(old.id, old.user_id, old.user_name, f"{old.body}.", old.created_at, self.now)
            self.entries[-1 - which] = new
            self.is_seen = False

    @rule(which=st.integers(0, 11))
    def delete(self, which: int) -> None:
        if which < len(self.entries):
            del self.entries[-1 - which]
            self.is_seen = False

    @rule()
    def look(self) -> None:
        before = self.states.state
        draft = Draft(before, 0.0)
        to: Advanced = journal.advance(draft, NAME, list(reversed(self.listed)))
        assert draft.commit(self.states, str(NAME), to)  # type: ignore[arg-type]  # stands for it
        if before.version == 0:
            self.old = self.next_id - 1
        told = {line.entry_id for line in self.lines()}
        for entry in self.entries:
            if entry.id > self.old and entry not in self.listed and entry.id not in told:
                self.missed.add(entry.id)
        self.is_seen = True

    @property
    def listed(self) -> list[JournalEntry]:
        """The oldest first."""
        return sorted(self.entries, key=lambda entry: (entry.created_at, entry.id))[-LISTED:]

    def lines(self) -> Iterator[JournalLine]:
        for _number, post in Draft(self.states.state, 0.0).posts():
            assert isinstance(post, JournalPost)
            yield from post.lines

    @invariant()
    def everything_listed_is_told_once_as_it_is(self) -> None:
        if not self.is_seen:
            return
        told = {line.entry_id: line for line in self.lines()}
        for entry in self.listed:
            if entry.id > self.old and entry.id not in self.missed:
                assert (told[entry.id].body, told[entry.id].is_deleted) == (entry.body, False)
            elif entry.id <= self.old:
                assert entry.id not in told, "old, and not posted"

    @invariant()
    def nothing_is_told_twice_and_all_is_in_order(self) -> None:
        ids = [line.entry_id for line in self.lines()]
        assert ids == sorted(set(ids))

    @invariant()
    def what_is_struck_is_gone(self) -> None:
        standing = {entry.id for entry in self.entries}
        struck = {line.entry_id for line in self.lines() if line.is_deleted}
        assert not struck & standing

    @invariant()
    def what_stands_and_is_newer_than_the_list_begins_is_not_gone(self) -> None:
        if self.is_seen and self.listed:
            standing = {entry.id for entry in self.entries}
            begins = self.listed[0].id
            told = {line.entry_id for line in self.lines() if not line.is_deleted}
            assert {each for each in told if each >= begins} <= standing

    @invariant()
    def messages_are_one_persons_and_not_too_long(self) -> None:
        for _number, post in Draft(self.states.state, 0.0).posts():
            assert isinstance(post, JournalPost)
            assert len(post.lines) <= ENTRIES_MOST
            assert post.lines[-1].created_at_seconds - post.lines[0].created_at_seconds <= 600


@pytest.fixture(autouse=True)
def short_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "LISTED_MOST", LISTED)


def test_the_journal_is_told_as_it_is() -> None:
    run_state_machine_as_test(JournalModel, settings=settings(max_examples=100, stateful_step_count=40))
