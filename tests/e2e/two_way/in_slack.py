"""Changes at random, made by people in Slack: by command, by message, and by a button and its form."""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any
from urllib.error import HTTPError

from redis import RedisError

from bot.views import ids
from tests.e2e.driver import Driver
from tests.e2e.slack_page import GENERAL, Post
from tests.e2e.two_way.wanted import Thing, Wanted
from tests.e2e.waiting import eventually

_REFUSED = "nothing was accepted"
# A bot that was killed is back in a few seconds, on a busy machine in ten; each try takes one or more.
_TRIES = 12
# A form that a killed worker was to fill in is not waited for longer, it is opened anew.
_FORM_SECONDS = 10.0


class SlackChanges:
    """One method a kind of change; each says whether there was anything to change.

    What is refused ("nothing was accepted") is said again, as people do, until it is accepted.
    """

    def __init__(
        self, driver: Driver, people: Mapping[str, str], rng: random.Random, wanted: Wanted, *, where: str
    ) -> None:
        """:param people: Slack users by their names in Backpack; :param where: what a command calls the
        page and its list."""
        self.answers: list[str] = []
        """How the answers to what was accepted begin; none may be missing."""
        self._driver, self._slack, self._people = driver, driver.slack, people
        self._rng, self._wanted = rng, wanted
        self._page, self._list = where.split(" / ")

    @property
    def kinds(self) -> Sequence[Callable[[], bool]]:
        return (
            self._write, self._set_status, self._add, self._complete, self._add_note, self._edit_by_form,
        )  # fmt: skip

    def _write(self) -> bool:
        text = self._wanted.new("entry")
        self._say(self._anybody(), f"journal {text}", text)
        self._wanted.stands(Thing(text))
        self.answers.append(f"📓 In your journal: {text}")
        return True

    def _set_status(self) -> bool:
        person, message = self._anybody(), self._wanted.new_status()
        if not self._wanted.has_settled_status(person):
            return False
        self._say(person, f"status {message}", message)
        self._wanted.status_is(person, message)
        self.answers.append(f"💬 Your status is now {message}.")
        return True

    def _add(self) -> bool:
        text = self._wanted.new("item")
        self._say(self._anybody(), f"add {text} to {self._list}", text)
        self._wanted.stands(Thing(text))
        self.answers.append(f"✅ Added {text} to")
        return True

    def _add_note(self) -> bool:
        text = self._wanted.new("note")
        self._say(self._anybody(), f"note {text}: inside to {self._page}", text)
        self._wanted.stands(Thing(text))
        self.answers.append(f"📝 Added the note {text} to")
        return True

    def _complete(self) -> bool:
        open_items = [item for item in self._wanted.settled("item") if not item.done]
        if not open_items:
            return False
        item = self._rng.choice(open_items)
        self._command(self._anybody(), f"done {item.text} in {self._list}")
        self._wanted.stands(replace(item, done=True))
        self.answers.append(f"☑️ {item.text} ")
        return True

    def _edit_by_form(self) -> bool:
        """By the button under the answer, in the form that it opens."""
        found = self._edit_buttons()
        if not found:
            return False
        entry, user, post, value = self._rng.choice(found)
        view = self._form(user, post, value, entry.text)
        if view is None:
            return False
        values = {ids.ENTRY_BLOCK: {ids.ENTRY_INPUT: entry.next_text}}
        # Submitted again it is the same operation: a form that stayed open may have been accepted.
        eventually(
            "the form is accepted",
            lambda: self._slack.submit(user, view["id"], values)["result"] == "closed",
        )
        self._wanted.stands(replace(entry, text=entry.next_text))
        # The answer that was clicked at says it from now on.
        self.answers = [each for each in self.answers if f": {entry.name} " not in each]
        self.answers.append(f"📓 In your journal now: {entry.next_text}")
        return True

    def _edit_buttons(self) -> list[tuple[Thing, str, Post, str]]:
        by_id = {entry.backpack_id: entry for entry in self._wanted.settled("entry")}
        found = []
        for user in self._people.values():
            for post in self._slack.everything(user):
                for button in post.elements:
                    entry_id = int(button["value"].strip("[").split(",")[0]) if _is_edit(button) else 0
                    if (entry := by_id.get(entry_id)) and self._people[entry.person] == user:
                        found.append((entry, user, post, button["value"]))
        return found

    def _form(self, user: str, post: Post, value: str, text: str) -> dict[str, Any] | None:
        """None: it did not open, or stayed empty, and was given up."""

        def filled() -> dict[str, Any] | None:
            view = self._slack.modal(user)
            blocks = view["blocks"] if view else []
            texts = [block["element"].get("initial_value") for block in blocks if block["type"] == "input"]
            return view if texts == [text] else None

        # The answer may have been drawn anew meanwhile, without that button.
        with suppress(HTTPError, AssertionError):
            if self._slack.act(user, post, ids.ENTRY_EDIT, value).error is None:
                return eventually("the form", filled, _FORM_SECONDS)
        if view := self._slack.modal(user):
            self._slack.close(user, view["id"])
        return None

    def _say(self, person: str, words: str, text: str) -> None:
        """In one of the ways in which people say it; `text` is in it and nowhere else."""
        user = self._people[person]
        if self._rng.random() < 0.5:
            self._command(person, words)
        elif self._rng.random() < 0.5:
            self._message(user, f"D0{user[2:]}", words, text)
        else:
            self._message(user, GENERAL, f"@backpack {words}", text)

    def _command(self, person: str, words: str) -> None:
        name = self._rng.choice(("/backpack", "/bp"))
        if words.startswith("journal ") and self._rng.random() < 0.5:
            name, words = "/journal", words.removeprefix("journal ")

        def is_accepted() -> bool:
            sent = self._slack.command(self._people[person], words, command=name, tries=_TRIES)
            assert sent.error is None, sent
            assert sent.reply == "" or _REFUSED in sent.reply, sent
            return sent.reply == ""

        eventually("it is accepted", is_accepted)

    def _message(self, user: str, channel: str, words: str, text: str) -> None:
        """Slack delivers it while we go on, and again where nobody takes it."""

        def is_accepted() -> bool:
            before = self._refusals(user)
            self._slack.message(user, words, channel=channel)
            eventually("it is taken", lambda: self._is_known(text) or self._refusals(user) > before)
            return self._is_known(text)

        eventually("it is accepted", is_accepted)

    def _is_known(self, text: str) -> bool:
        with suppress(RedisError):
            open_intents = [record["intent"] for record in self._driver.open_operations().values()]
            if any(re.search(rf"{text}(?!\d)", intent) for intent in open_intents):
                return True
        return self._wanted.has(text)

    def _refusals(self, user: str) -> int:
        return sum(_REFUSED in post.words for post in self._slack.everything(user))

    def _anybody(self) -> str:
        return self._rng.choice(list(self._people))


def _is_edit(button: dict[str, Any]) -> bool:
    return bool(button["action_id"] == ids.ENTRY_EDIT)
