"""Changes at random, made in Backpack by its API."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from tests.e2e.two_way.wanted import Thing, Wanted
from tests.e2e.xml_api import ListAddress, XmlApi


class BackpackChanges:
    """One method a kind of change; each says whether there was anything to change."""

    def __init__(
        self, people: Mapping[str, XmlApi], rng: random.Random, wanted: Wanted, place: ListAddress
    ) -> None:
        """:param people: by their names in Backpack."""
        self._people, self._rng, self._wanted = people, rng, wanted
        self._page, self._list = f"page/{place.page_id}", f"page/{place.page_id}/lists/{place.list_id}/items"

    @property
    def kinds(self) -> Sequence[Callable[[], bool]]:
        return (
            self._write, self._edit, self._delete, self._set_status, self._add, self._rewrite, self._toggle,
            self._remove, self._add_note, self._rename_note, self._remove_note,
        )  # fmt: skip

    def one_for_each_feed(self) -> None:
        for change in (self._write, self._set_status, self._add):
            assert change()

    def _write(self) -> bool:
        text, person = self._wanted.new("entry"), self._anybody()
        self._people[person].write_journal(text)
        self._wanted.stands(Thing(text))
        return True

    def _edit(self) -> bool:
        def edit(entry: Thing) -> Thing:
            body = f"<journal-entry><body>{entry.next_text}</body></journal-entry>"
            self._rest(entry, "PUT", body)
            return replace(entry, text=entry.next_text)

        return self._change("entry", edit)

    def _delete(self) -> bool:
        return self._change("entry", lambda entry: self._rest(entry, "DELETE"))

    def _set_status(self) -> bool:
        person = self._anybody()
        if not self._wanted.has_settled_status(person):
            return False
        message, user = self._wanted.new_status(), self._people[person]
        body = f"<status><message>{message}</message></status>"
        user.request("PUT", f"users/{user.user_id}/status.xml", body)
        self._wanted.status_is(person, message)
        return True

    def _add(self) -> bool:
        text = self._wanted.new("item")
        self._post(f"{self._list}/add", f"<item><content>{text}</content></item>")
        self._wanted.stands(Thing(text))
        return True

    def _rewrite(self) -> bool:
        def rewrite(item: Thing) -> Thing:
            inside = f"<item><content>{item.next_text}</content></item>"
            self._post(f"{self._list}/update/{item.backpack_id}", inside)
            return replace(item, text=item.next_text)

        return self._change("item", rewrite)

    def _toggle(self) -> bool:
        def toggle(item: Thing) -> Thing:
            self._post(f"{self._list}/toggle/{item.backpack_id}")
            return replace(item, done=not item.done)

        return self._change("item", toggle)

    def _remove(self) -> bool:
        return self._change("item", lambda item: self._post(f"{self._list}/destroy/{item.backpack_id}"))

    def _add_note(self) -> bool:
        text = self._wanted.new("note")
        self._post(f"{self._page}/notes/create", f"<note><title>{text}</title><body>inside</body></note>")
        self._wanted.stands(Thing(text))
        return True

    def _rename_note(self) -> bool:
        def rename(note: Thing) -> Thing:
            inside = f"<note><title>{note.next_text}</title><body>inside</body></note>"
            self._post(f"{self._page}/notes/update/{note.backpack_id}", inside)
            return replace(note, text=note.next_text)

        return self._change("note", rename)

    def _remove_note(self) -> bool:
        return self._change("note", lambda note: self._post(f"{self._page}/notes/destroy/{note.backpack_id}"))

    def _change(self, kind: str, change: Callable[[Thing], Thing | None]) -> bool:
        """`change` returns what the thing has become; None: it is no more."""
        settled = self._wanted.settled(kind)
        if not settled:
            return False
        thing = self._rng.choice(settled)
        became = change(thing)
        if became is None:
            self._wanted.is_gone(thing)
        else:
            self._wanted.stands(became)
        return True

    def _anybody(self) -> str:
        return self._rng.choice(list(self._people))

    def _post(self, path: str, inside: str = "") -> None:
        next(iter(self._people.values())).post(path, inside)

    def _rest(self, entry: Thing, method: str, body: str = "") -> None:
        self._people[entry.person].request(method, f"journal_entries/{entry.backpack_id}.xml", body)
