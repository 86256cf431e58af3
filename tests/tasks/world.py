"""A Backpack account of a test's own on the real local server, and contexts as the worker makes them."""

import json
import secrets
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.request import Request, urlopen

from backpack import (
    Backpack,
    TokenAuth,
    create_item,
    create_list,
    create_page,
    create_reminder,
    to_moment,
    zone,
)
from store.accounts import BackpackLink
from store.channels import ChannelDefault
from store.stores import Stores
from tasks.calls import RecordedCalls
from tasks.delivery import Delivery
from tasks.directory import Directory
from tasks.intent import Context
from tasks.reconcile.once import Writer

Json = dict[str, Any]
TEAM, CHANNEL = "T1", "C1"


@dataclass(frozen=True)
class Person:
    """A user of the account, with a client of their own."""

    name: str
    user_id: int
    token: str
    time_zone: str
    backpack: Backpack
    link: BackpackLink

    @property
    def slack_user_id(self) -> str:
        return f"U{self.user_id}"


class World:
    """One account, which no other test sees."""

    def __init__(self, url: str, stores: Stores) -> None:
        self.url = url
        self.stores = stores
        self.account = f"test-{secrets.token_hex(6)}"
        self._people: list[Person] = []
        self.control("accounts", name=self.account)
        self.maya = self.person("Maya Okafor", "Berlin")

    def person(self, name: str, time_zone: str) -> Person:
        user = self.control("users", account=self.account, name=name, time_zone=time_zone)
        link = BackpackLink(self.account, user["id"], name, time_zone, user["token"])
        client = Backpack(self.account, TokenAuth(link.token), contact="t@example.com", base_url=self.url)
        person = Person(name, user["id"], link.token, time_zone, client, link)
        self._people.append(person)
        return person

    def page(self, title: str, **lists: Sequence[str]) -> int:
        """A page of Maya's with lists (`_` in a name stands for a blank) and their items."""
        client = self.maya.backpack
        page_id = client(create_page(title)).id
        for name, items in lists.items():
            list_id = client(create_list(page_id, name.replace("_", " "))).id
            for content in items:
                client(create_item(page_id, list_id, content))
        return page_id

    def new_list(self, page_id: int, name: str) -> int:
        return self.maya.backpack(create_list(page_id, name)).id

    def remind(self, person: Person, content: str, clock: datetime, whom: Sequence[Person] = ()) -> None:
        """A person's reminder, at a wall clock of their own zone."""
        ids = [one.user_id for one in whom]
        theirs = zone(person.time_zone)
        person.backpack(create_reminder(content, to_moment(clock, theirs), theirs, ids))

    def default(self, page_id: int, page_title: str, list_id: int | None = None, name: str = "") -> None:
        place = ChannelDefault(self.account, page_id, page_title, list_id, name or None)
        self.stores.channels.set_default(TEAM, CHANNEL, place)

    def context(self, person: Person | None = None, **changes: Any) -> Context:
        """As `tasks.perform` makes it: one for each attempt, each of an operation of its own."""
        person = person or self.maya
        link: BackpackLink = changes.pop("link", person.link)
        writer = self.writer(person, changes.pop("operation_id", secrets.token_hex(6)))
        calls = RecordedCalls(changes.pop("client", person.backpack), self.stores.writes, writer)
        delivery = Delivery(TEAM, person.slack_user_id, CHANNEL, None, "words", time.time())
        return Context(
            operation_id=writer.operation_id,
            delivery=delivery,
            link=link,
            backpack=calls,
            directory=Directory(calls, self.stores.places, link, writer.operation_id),
            stores=self.stores,
        )

    def writer(self, person: Person, operation_id: str) -> Writer:
        """An attempt at an operation, which is accepted if it is new."""
        ledger = self.stores.operations
        ledger.accept(operation_id, "intent", "delivery", ledger.now_seconds() + 60)
        _go, attempt = ledger.begin(operation_id)
        return Writer(operation_id, attempt, self.account, person.user_id)

    def state(self) -> Json:
        """The account as the server itself has it: none of our client's code in between."""
        return self.ask(f"state?account={self.account}")

    def items(self, list_name: str) -> list[tuple[str, bool]]:
        """Contents of every list of that name, and whether they are done."""
        lists = [one for page in self.state()["pages"] for one in page["lists"] if one["name"] == list_name]
        return [(item["content"], item["completed"]) for one in lists for item in one["items"]]

    def notes(self) -> list[tuple[str, str, str]]:
        """(page, title, body) of every note."""
        pages = self.state()["pages"]
        return [(page["title"], note["title"], note["body"]) for page in pages for note in page["notes"]]

    def requests(self) -> int:
        """How many requests the account has made so far."""
        return int(self.ask("counters")["accounts"].get(self.account, {"requests": 0})["requests"])

    def fault(self, **rule: Any) -> None:
        self.control("faults", **rule)

    def limit(self, ordinary: int) -> None:
        """So many requests per 5 s from now on, with an empty window; `close` lifts it."""
        self.control("limits", ordinary=ordinary)

    def close(self) -> None:
        self.ask("faults", method="DELETE")
        self.limit(10_000)  # as roomy as the server was started
        for person in self._people:
            person.backpack.close()

    def control(self, path: str, **body: Any) -> Json:
        return self.ask(path, body)

    def ask(self, path: str, body: Mapping[str, Any] | None = None, method: str | None = None) -> Json:
        data = None if body is None else json.dumps(body).encode()
        request = Request(f"{self.url}/_sandbox/{path}", data, method=method)
        with urlopen(request, timeout=10) as answer:
            return dict(json.load(answer))
